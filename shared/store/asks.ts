import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Ask } from '../domain/mail/asked-mail.ts'
import { unlessRefused } from './dynamodb/conditional-write.ts'
import type { Database } from './dynamodb/database.ts'
import { itemKeys } from './item-keys.ts'

const keyOf = ({ person, asks, slug }: Ask) => itemKeys.ask(person, asks, slug)

/** Mails that were asked for by an address, in the People table until they are dealt with. */
export const createAsks = (database: Database, table: string) => ({
  /** One plain write, the same for every address. Asking anew takes the place of what was asked before. */
  put: async (ask: Ask): Promise<void> => {
    await database.send(new PutCommand({ TableName: table, Item: { ...keyOf(ask), ...ask } }))
  },

  /** Deletes what is dealt with; what was asked anew meanwhile stays. */
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
