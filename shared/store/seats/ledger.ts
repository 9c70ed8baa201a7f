import { PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type LedgerEntry, ledgerEntrySchema } from '../../domain/seats/ledger.ts'
import { unlessRefused } from '../dynamodb/conditional-write.ts'
import type { Database } from '../dynamodb/database.ts'
import { queryAll } from '../dynamodb/query.ts'
import { itemKeys } from '../item-keys.ts'

export const createLedger = (database: Database, table: string) => ({
  /** Adds an entry; an existing one stays unchanged, so that a stream record can be delivered twice. */
  append: async (entry: LedgerEntry): Promise<void> => {
    await unlessRefused(
      database.send(
        new PutCommand({
          TableName: table,
          Item: { ...itemKeys.ledger(entry.slug, entry.shard, entry.version), ...entry },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    )
  },

  /** All entries of an event, by shard and version. Only for proofs: it reads the event's whole history. */
  read: async (slug: string): Promise<readonly LedgerEntry[]> =>
    z.array(ledgerEntrySchema).parse(
      await queryAll(database, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': itemKeys.ledger(slug, 0, 0).pk },
        ConsistentRead: true,
      }),
    ),
})
export type Ledger = ReturnType<typeof createLedger>
