import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamHandler } from 'aws-lambda'
import { faultFields, logger } from './logger.ts'

/** The answer that says where a stream batch must resume; order within a shard is kept. */
export const failedFrom = (record: DynamoDBRecord): DynamoDBBatchResponse => ({
  batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }],
})

/** A stream consumer that handles records one by one, in order, and stops at the first failure, to be retried from there. */
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
 * A stream consumer that fails as a whole if the first record of a batch fails. Lambda splits a batch only if the call
 * failed; an answer that names the first record retries the whole batch, until all of it is discarded.
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
