import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { emailKey } from '../../domain/basics/email-address.ts'
import { expiryAfter } from '../../domain/people/periods.ts'
import { type Colleague, colleagueDays, colleagueSchema } from '../../domain/staff/colleague.ts'
import { batchGetBy } from '../dynamodb/batch-get.ts'
import type { Database } from '../dynamodb/database.ts'
import { itemKeys } from '../item-keys.ts'

const addressSchema = z.object({ subject: z.string() })

/** The staff who have signed in, by subject and by e-mail address. */
export const createColleagues = (database: Database, table: string) => {
  const withNames = async (subjects: readonly string[]): Promise<ReadonlyMap<string, Colleague>> => {
    const found = await batchGetBy(database, table, [...new Set(subjects)], itemKeys.staff)
    return new Map([...found].map(([subject, item]) => [subject, colleagueSchema.parse(item)]))
  }

  return {
    /** Notes who has signed in. */
    note: async (colleague: Colleague): Promise<void> => {
      const expiresAt = expiryAfter(colleague.signedInAt, colleagueDays)
      const { subject, email } = colleague
      await Promise.all([
        database.send(new PutCommand({ TableName: table, Item: { ...itemKeys.staff(subject), ...colleague, expiresAt } })),
        database.send(new PutCommand({ TableName: table, Item: { ...itemKeys.staffAddress(emailKey(email)), subject, expiresAt } })),
      ])
    },

    /** Those known among these subjects. */
    withNames,

    /** Whoever signed in last with this address, unless they have another by now. */
    withAddress: async (email: string): Promise<Colleague | undefined> => {
      const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.staffAddress(emailKey(email)) }))
      if (Item === undefined) return undefined
      const { subject } = addressSchema.parse(Item)
      const found = (await withNames([subject])).get(subject)
      return found !== undefined && emailKey(found.email) === emailKey(email) ? found : undefined
    },
  }
}
export type Colleagues = ReturnType<typeof createColleagues>
