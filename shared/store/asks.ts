import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Ask } from '../domain/mail/asked-mail.ts'
import { askKeptDays, expiryAfter } from '../domain/people/retention.ts'
import { unlessRefused } from './dynamodb/conditional-write.ts'
import type { Database } from './dynamodb/database.ts'
import { itemKeys } from './item-keys.ts'

const keyOf = ({ person, asks, slug }: Ask) => itemKeys.ask(person, asks, slug)

/** Mails requested by address, in the People table until they are dealt with. */
export const createAsks = (database: Database, table: string) => ({
  /** One plain write, the same for every address. A new request replaces the previous one. */
  put: async (ask: Ask): Promise<void> => {
    await database.send(
      new PutCommand({ TableName: table, Item: { ...keyOf(ask), ...ask, expiresAt: expiryAfter(ask.askedAt, askKeptDays) } }),
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
