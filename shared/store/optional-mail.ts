import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type Instant, instantSchema } from '../domain/wall-time.ts'
import type { Database } from './database.ts'
import { itemKeys } from './item-keys.ts'

const choiceSchema = z.object({ wanted: z.boolean(), chosenAt: instantSchema })

/** Which addresses do without optional mails, each under a key made from it (`personHash`), so that no address stands here. */
export const createOptionalMail = (database: Database, table: string) => ({
  /** Whether an address takes optional mails; nobody who never chose does without. */
  isWanted: async (person: string): Promise<boolean> => {
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.optionalMail(person), ConsistentRead: true }))
    return Item === undefined || choiceSchema.parse(Item).wanted
  },

  /** Writes down what somebody chose; choosing twice is the same as once. */
  choose: async (person: string, wanted: boolean, now: Instant): Promise<void> => {
    await database.send(new PutCommand({ TableName: table, Item: { ...itemKeys.optionalMail(person), wanted, chosenAt: now } }))
  },
})
export type OptionalMail = ReturnType<typeof createOptionalMail>
