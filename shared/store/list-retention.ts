import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Instant } from '../domain/basics/wall-time.ts'
import { type AddressLists, mostRemovedWhile } from './address-lists.ts'
import { unlessRefused } from './dynamodb/conditional-write.ts'
import type { Database } from './dynamodb/database.ts'
import { dueKeys } from './dynamodb/due-keys.ts'
import type { TransactItem } from './dynamodb/transaction.ts'
import { itemKeys } from './item-keys.ts'

const dueForDeletion = 'list'
const mostParts = 50

/** Address lists kept for a limited time: each records its end. */
export const createListRetention = (database: Database, table: string, lists: Pick<AddressLists, 'page' | 'removeWhile'>) => {
  const ending = (list: string, until: Instant) => ({
    TableName: table,
    Key: itemKeys.list(list),
    UpdateExpression: 'SET due = :due, dueAt = :until',
    ExpressionAttributeValues: { ':due': dueForDeletion, ':until': until },
  })

  const keepUntil = (list: string, until: Instant, condition: { ConditionExpression?: string } = {}) =>
    database.send(new UpdateCommand({ ...ending(list, until), ...condition }))

  return {
    /** Records until when a list is kept, before it has any entries, so that none exists without an end. */
    keepUntil: async (list: string, until: Instant): Promise<void> => {
      await keepUntil(list, until)
    },

    /** Changes the end of a list if it exists. */
    moveEnd: async (list: string, until: Instant): Promise<void> => {
      await unlessRefused(keepUntil(list, until, { ConditionExpression: 'attribute_exists(dueAt)' }))
    },

    /** The part of a transaction after which a list has expired, whether or not it has any entries. */
    expiring: (list: string, now: Instant): TransactItem => ({ Update: ending(list, now) }),

    /** Names of the lists that have expired at `now`, according to the index. */
    due: (now: Instant, limit: number): Promise<readonly string[]> =>
      dueKeys(database, table, { kind: dueForDeletion, now, limit, beginning: itemKeys.list('').pk }),

    /**
     * Deletes a list, or its first 4,900 entries, while a condition holds, if there is one; what is left, even if the process dies
     * midway, is due again.
     */
    forget: async (list: string, now: Instant, condition?: TransactItem): Promise<void> => {
      for (let part = 0; part < mostParts; part++) {
        const { entries } = await lists.page(list, mostRemovedWhile)
        const gone = entries.map(({ entry }) => entry)
        if (gone.length === 0) break
        if (!(await lists.removeWhile(list, gone, condition))) return
      }
      // Something is left, was added just now, or the event was moved.
      await unlessRefused(
        database.send(
          new DeleteCommand({
            TableName: table,
            Key: itemKeys.list(list),
            ConditionExpression: 'dueAt <= :now AND (attribute_not_exists(#count) OR #count = :none)',
            ExpressionAttributeNames: { '#count': 'count' },
            ExpressionAttributeValues: { ':now': now, ':none': 0 },
          }),
        ),
      )
    },
  }
}
export type ListRetention = ReturnType<typeof createListRetention>
