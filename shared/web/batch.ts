import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamHandler } from 'aws-lambda'
import { faultFields, logger } from './logger.ts'

/** The answer that says from which record on a stream batch must come again; order within a shard is kept. */
export const failedFrom = (record: DynamoDBRecord): DynamoDBBatchResponse => ({
  batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }],
})

/** A stream consumer that takes records one by one, in order, and stops at the first that fails, to be tried again from there. */
export const eachRecord =
  (take: (record: DynamoDBRecord, context: Context) => Promise<void>): DynamoDBStreamHandler =>
  async (event, context) => {
    for (const record of event.Records) {
      try {
        await take(record, context)
      } catch (fault) {
        logger.error('stream record failed', { code: 'stream-record-failed', eventId: record.eventID, ...faultFields(fault) })
        return failedFrom(record)
      }
    }
    return { batchItemFailures: [] }
  }
