import { BatchGetCommand, type BatchGetCommandInput, type BatchGetCommandOutput } from '@aws-sdk/lib-dynamodb'
import type { ItemKey } from '../item-keys.ts'
import type { Database } from './database.ts'

// AWS: BatchGetItem takes 100 keys.
const most = 100

const getPart = async (database: Database, table: string, keys: readonly ItemKey[]): Promise<readonly Record<string, unknown>[]> => {
  const found: Record<string, unknown>[] = []
  let request: BatchGetCommandInput['RequestItems'] = { [table]: { Keys: keys.map((key) => ({ ...key })), ConsistentRead: true } }
  while (request !== undefined && Object.keys(request).length > 0) {
    const answer: BatchGetCommandOutput = await database.send(new BatchGetCommand({ RequestItems: request }))
    found.push(...(answer.Responses?.[table] ?? []))
    // What DynamoDB had no capacity for just now.
    request = answer.UnprocessedKeys
  }
  return found
}

/** The existing items among these keys, read consistently, in any order and number. */
export const batchGet = async (
  database: Database,
  table: string,
  keys: readonly ItemKey[],
): Promise<readonly Record<string, unknown>[]> => {
  const parts = Array.from({ length: Math.ceil(keys.length / most) }, (_, index) => keys.slice(index * most, (index + 1) * most))
  return (await Promise.all(parts.map((part) => getPart(database, table, part)))).flat()
}

/** The existing items by name, each at a key made from its name; any number of them. */
export const batchGetBy = async (
  database: Database,
  table: string,
  names: readonly string[],
  keyOf: (name: string) => ItemKey,
): Promise<ReadonlyMap<string, Record<string, unknown>>> => {
  const textOf = ({ pk, sk }: ItemKey): string => JSON.stringify([pk, sk])
  const asked = new Map(names.map((name) => [textOf(keyOf(name)), name]))
  const items = await batchGet(database, table, [...asked.values()].map(keyOf))
  const found = new Map<string, Record<string, unknown>>()
  for (const item of items) {
    const name = asked.get(JSON.stringify([item['pk'], item['sk']]))
    if (name !== undefined) found.set(name, item)
  }
  return found
}
