import { DeleteCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Instant } from '../domain/basics/wall-time.ts'
import type { Ask } from '../domain/mail/asked-mail.ts'
import { askKeptDays, expiryAfter } from '../domain/people/periods.ts'
import { unlessRefused } from './dynamodb/conditional-write.ts'
import type { Database } from './dynamodb/database.ts'
import { indexes, itemKeys } from './item-keys.ts'

const keysSchema = z.array(z.object({ pk: z.string(), sk: z.string() }))

const keyOf = ({ person, asks, slug }: Ask) => itemKeys.ask(person, asks, slug)

/** Mails requested by address, in the People table until they are dealt with. */
export const createAsks = (database: Database, table: string) => ({
  /** One plain write, the same for every address. A new request replaces the previous one. */
  put: async (ask: Ask): Promise<void> => {
    await database.send(
      new PutCommand({ TableName: table, Item: { ...keyOf(ask), ...ask, expiresAt: expiryAfter(ask.askedAt, askKeptDays) } }),
    )
  },

  /** Puts a request that is answered later, unless there already is one. */
  putLater: async (ask: Ask & { readonly after: Instant }): Promise<void> => {
    const Item = { ...keyOf(ask), ...ask, due: 'ask', dueAt: ask.after, expiresAt: expiryAfter(ask.askedAt, askKeptDays) }
    await unlessRefused(database.send(new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' })))
  },

  /** Brings requests whose time has come to the table's stream, where they are answered like any other; at most `limit`. */
  bring: async (now: Instant, limit: number): Promise<void> => {
    const { Items } = await database.send(
      new QueryCommand({
        TableName: table,
        IndexName: indexes.due,
        KeyConditionExpression: 'due = :due AND dueAt <= :now',
        ExpressionAttributeValues: { ':due': 'ask', ':now': now },
        Limit: limit,
      }),
    )
    for (const { pk, sk } of keysSchema.parse(Items))
      await unlessRefused(
        database.send(
          new UpdateCommand({
            TableName: table,
            Key: { pk, sk },
            ConditionExpression: 'attribute_exists(#after)',
            UpdateExpression: 'REMOVE #after, due, dueAt',
            ExpressionAttributeNames: { '#after': 'after' },
          }),
        ),
      )
  },

  /** Deletes a request that was dealt with; a newer one stays. */
  finish: async (ask: Ask): Promise<void> => {
    await unlessRefused(
      database.send(
        new DeleteCommand({
          TableName: table,
          Key: keyOf(ask),
          ConditionExpression: 'askedAt = :askedAt',
          ExpressionAttributeValues: { ':askedAt': ask.askedAt },
        }),
      ),
    )
  },
})
export type Asks = ReturnType<typeof createAsks>
