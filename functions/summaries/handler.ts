import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { createDatabase } from '../../shared/store/database.ts'
import { createTallies } from '../../shared/store/tallies.ts'
import { failedFrom } from '../../shared/web/batch.ts'
import { readEnvironment } from '../../shared/web/environment.ts'
import { faultFields, logger } from '../../shared/web/logger.ts'
import { environment } from './environment.ts'
import { createFolding } from './folding.ts'

const { FEEDBACK_TABLE } = readEnvironment(environment)
const fold = createFolding(createTallies(createDatabase(), FEEDBACK_TABLE))

/** With a tumbling window Lambda says which shard a batch is from, and wants its own state back. */
interface WindowedBatch extends DynamoDBStreamEvent {
  readonly shardId: string
}

/** People and Feedback streams → tallies, each record exactly once. */
export const handler = async (event: WindowedBatch): Promise<DynamoDBBatchResponse & { state: Record<string, never> }> => {
  const [first] = event.Records
  try {
    await fold(event.shardId, event.Records)
  } catch (fault) {
    logger.error('stream batch failed', { code: 'stream-batch-failed', ...faultFields(fault) })
    if (first !== undefined) return { ...failedFrom(first), state: {} }
  }
  return { batchItemFailures: [], state: {} }
}
