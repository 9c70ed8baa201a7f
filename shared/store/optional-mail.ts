import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type Instant, instantSchema } from '../domain/basics/wall-time.ts'
import { batchGetBy } from './dynamodb/batch-get.ts'
import type { Database } from './dynamodb/database.ts'
import { itemKeys } from './item-keys.ts'

const choiceSchema = z.object({ wanted: z.boolean(), chosenAt: instantSchema })

/** Which addresses have opted out of optional mails, by a key derived from each (`personHash`), so that no address is stored. */
export const createOptionalMail = (database: Database, table: string) => ({
  /** Whether an address receives optional mails; the default is yes. */
  isWanted: async (person: string): Promise<boolean> => {
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.optionalMail(person), ConsistentRead: true }))
    return Item === undefined || choiceSchema.parse(Item).wanted
  },

  /** Which of these people have opted out of optional mails; any number of them. */
  unwantedBy: async (people: readonly string[]): Promise<ReadonlySet<string>> => {
    const items = await batchGetBy(database, table, people, itemKeys.optionalMail)
    return new Set([...items].flatMap(([person, item]) => (choiceSchema.parse(item).wanted ? [] : [person])))
  },

  /** Records a choice; repeating it changes nothing. */
  choose: async (person: string, wanted: boolean, now: Instant): Promise<void> => {
    await database.send(new PutCommand({ TableName: table, Item: { ...itemKeys.optionalMail(person), wanted, chosenAt: now } }))
  },
})
export type OptionalMail = ReturnType<typeof createOptionalMail>
