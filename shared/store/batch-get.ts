import { BatchGetCommand, type BatchGetCommandInput, type BatchGetCommandOutput } from '@aws-sdk/lib-dynamodb'
import type { Database } from './database.ts'
import type { ItemKey } from './item-keys.ts'

/** The items of these keys that there are, as they are now, in no order. At most 100 keys (AWS: BatchGetItem). */
export const batchGet = async (
  database: Database,
  table: string,
  keys: readonly ItemKey[],
): Promise<readonly Record<string, unknown>[]> => {
  const found: Record<string, unknown>[] = []
  let request: BatchGetCommandInput['RequestItems'] = { [table]: { Keys: keys.map((key) => ({ ...key })), ConsistentRead: true } }
  while (keys.length > 0 && request !== undefined && Object.keys(request).length > 0) {
    const answer: BatchGetCommandOutput = await database.send(new BatchGetCommand({ RequestItems: request }))
    found.push(...(answer.Responses?.[table] ?? []))
    // What DynamoDB had no capacity for at this moment.
    request = answer.UnprocessedKeys
  }
  return found
}
