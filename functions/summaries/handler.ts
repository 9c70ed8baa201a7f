import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { failedFrom, splitting } from '../../shared/runtime/batches.ts'
import { readEnvironment } from '../../shared/runtime/environment.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createComments } from '../../shared/store/feedback.ts'
import { createTallies } from '../../shared/store/tallies.ts'
import { environment } from './environment.ts'
import { createFolding } from './folding.ts'

const { FEEDBACK_TABLE } = readEnvironment(environment)
const database = createDatabase()
const fold = createFolding({ tallies: createTallies(database, FEEDBACK_TABLE), comments: createComments(database, FEEDBACK_TABLE) })

/** With a tumbling window, Lambda passes the batch's shard and expects its own state back. */
interface WindowedBatch extends DynamoDBStreamEvent {
  readonly shardId: string
}

/** People and Feedback streams → tallies, each record exactly once. */
export const handler = splitting(async (event: WindowedBatch): Promise<DynamoDBBatchResponse & { state: Record<string, never> }> => {
  const failed = await fold(event.shardId, event.Records)
  return { ...(failed === undefined ? { batchItemFailures: [] } : failedFrom(failed)), state: {} }
})
