import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Instant } from '../domain/basics/wall-time.ts'
import type { Database } from './dynamodb/database.ts'
import { itemKeys } from './item-keys.ts'
import { generationsOf, keySchema, newSecret, type StoredKey } from './secret-keys.ts'

/** A new key signs only when every function knows it. */
const untilSigningMs = 60 * 60_000

/** Replaces the key of personal links, or withdraws the one before: for people, since no function may change a key. */
export const createKeyRotation = (database: Database, table: string) => {
  const Key = itemKeys.key('links')
  const current = async (): Promise<StoredKey | undefined> => {
    const { Item } = await database.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))
    return Item === undefined ? undefined : keySchema.parse(Item)
  }
  const update = async (expression: string, values: Readonly<Record<string, unknown>>): Promise<void> => {
    await database.send(
      new UpdateCommand({
        TableName: table,
        Key,
        UpdateExpression: expression,
        // Nobody else rotated in the meantime.
        ConditionExpression: '(attribute_not_exists(later) AND :before = :none) OR size(later) = :before',
        ExpressionAttributeValues: { ...values, ':none': 0 },
      }),
    )
  }

  return {
    /** Adds a key, which signs from the returned instant on; undefined if no key has ever been used. */
    rotate: async (now: Instant): Promise<Instant | undefined> => {
      const stored = await current()
      if (stored === undefined) return undefined
      const since = new Date(Date.parse(now) + untilSigningMs).toISOString()
      const added = [{ secret: newSecret(), since }]
      await update('SET later = list_append(if_not_exists(later, :empty), :added)', {
        ':added': added,
        ':empty': [],
        ':before': stored.later.length,
      })
      return since
    },
    /** Ends every link signed by keys before the current one. The current one stays, and so do ids. Returns how many keys it ended. */
    withdraw: async (now: Instant): Promise<number> => {
      const stored = await current()
      if (stored === undefined) return 0
      const signing = generationsOf(stored).findLastIndex(({ since }) => since <= now)
      if (signing <= stored.withdrawn) return 0
      await update('SET withdrawn = :withdrawn', { ':withdrawn': signing, ':before': stored.later.length })
      return signing - stored.withdrawn
    },
  }
}
