import type { SQSBatchResponse, SQSRecord } from 'aws-lambda'
import { mailEventOf } from '../../shared/domain/mail/mail-event.ts'
import { faultFields, logger } from '../../shared/runtime/logger.ts'
import type { Follow } from './following.ts'

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Handles a batch of events in parallel, and reports those to be delivered again; those that keep failing end in the dead-letter queue. */
export const followAll = async (follow: Follow, records: readonly SQSRecord[]): Promise<SQSBatchResponse> => {
  const failed = await Promise.all(
    records.map(async ({ body, messageId }) => {
      try {
        return (await follow(mailEventOf(jsonIn(body)))) === 'done' ? [] : [{ itemIdentifier: messageId }]
      } catch (fault) {
        logger.error('mail event failed', { code: 'mail-event-failed', message: messageId, ...faultFields(fault) })
        return [{ itemIdentifier: messageId }]
      }
    }),
  )
  return { batchItemFailures: failed.flat() }
}
