import type { Instant } from '../../domain/basics/wall-time.ts'
import type { EventWithSeats } from '../../domain/seats/event-with-seats.ts'
import type { Database } from '../dynamodb/database.ts'
import { type TransactItem, transact } from '../dynamodb/transaction.ts'
import { itemKeys } from '../item-keys.ts'
import { createShares } from '../staff/shares.ts'

export const createDeletedDrafts = (database: Database, table: string) => {
  const shares = createShares(database, table)
  return {
    /**
     * Deletes a draft with its seat counters and whom it is shared with, and whatever `more` says, all or nothing. Its slug is not
     * given again: the record of what staff did, the ledger and links to its groups would otherwise speak of another event.
     * False if somebody else saved the draft since it was read.
     */
    add: async ({ event, seats }: EventWithSeats, now: Instant, more: readonly TransactItem[]): Promise<boolean> => {
      const { slug, version, clockVersion } = event
      const result = await transact(database, [
        {
          Put: {
            TableName: table,
            Item: { ...itemKeys.event(slug), deletedAt: now },
            ConditionExpression: 'version = :version AND clockVersion = :clock',
            ExpressionAttributeValues: { ':version': version, ':clock': clockVersion },
          },
        },
        ...seats.map(({ shard }) => ({ Delete: { TableName: table, Key: itemKeys.seats(slug, shard) } })),
        ...event.coOrganisers.map((subject) => shares.remove(subject, slug)),
        ...more,
      ])
      return result.written
    },
  }
}
export type DeletedDrafts = ReturnType<typeof createDeletedDrafts>
