import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type Instant, instantSchema } from '../domain/basics/wall-time.ts'
import { batchGetBy } from './dynamodb/batch-get.ts'
import type { Database } from './dynamodb/database.ts'
import { itemKeys } from './item-keys.ts'

const choiceSchema = z.object({ wanted: z.boolean(), chosenAt: instantSchema })

/** Which addresses do without optional mails, each under a key made from it (`personHash`), so that no address stands here. */
export const createOptionalMail = (database: Database, table: string) => ({
  /** Whether an address takes optional mails; nobody who never chose does without. */
  isWanted: async (person: string): Promise<boolean> => {
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.optionalMail(person), ConsistentRead: true }))
    return Item === undefined || choiceSchema.parse(Item).wanted
  },

  /** Which of these people do without optional mails; of any number of them. */
  unwantedBy: async (people: readonly string[]): Promise<ReadonlySet<string>> => {
    const items = await batchGetBy(database, table, people, itemKeys.optionalMail)
    return new Set([...items].flatMap(([person, item]) => (choiceSchema.parse(item).wanted ? [] : [person])))
  },

  /** Writes down what somebody chose; choosing twice is the same as once. */
  choose: async (person: string, wanted: boolean, now: Instant): Promise<void> => {
    await database.send(new PutCommand({ TableName: table, Item: { ...itemKeys.optionalMail(person), wanted, chosenAt: now } }))
  },
})
export type OptionalMail = ReturnType<typeof createOptionalMail>
