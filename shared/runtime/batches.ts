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

class FirstRecordFailed extends Error {
  override readonly name = 'FirstRecordFailed'
}

/**
 * A stream consumer that fails as a whole where the first record of a batch must come again. Lambda splits only the batch of a call
 * that failed; one whose answer names its first record comes again whole, until all of it is given up.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export const splitting =
  <Batch extends { readonly Records: readonly DynamoDBRecord[] }, Answer extends DynamoDBBatchResponse>(
    consume: (event: Batch, context: Context) => Promise<Answer>,
  ) =>
  async (event: Batch, context: Context): Promise<Answer> => {
    const answer = await consume(event, context)
    const [first] = event.Records
    const failed = answer.batchItemFailures.some(({ itemIdentifier }) => itemIdentifier === first?.dynamodb?.SequenceNumber)
    if (failed) throw new FirstRecordFailed('the first record of the batch must come again')
    return answer
  }
