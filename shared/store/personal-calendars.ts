import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { unlessRefused } from './dynamodb/conditional-write.ts'
import type { Database } from './dynamodb/database.ts'
import { itemKeys } from './item-keys.ts'

const calendarSchema = z.object({ renewals: z.int().min(0) })

/** How often somebody has renewed their personal calendar's link, under a key derived from the mail address (`personHash`). */
export const createPersonalCalendars = (database: Database, table: string) => ({
  renewals: async (person: string): Promise<number> => {
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.calendar(person), ConsistentRead: true }))
    return Item === undefined ? 0 : calendarSchema.parse(Item).renewals
  },

  /** Invalidates all earlier links of the calendar. A form sent twice renews once. */
  renew: async (person: string, from: number): Promise<void> => {
    await unlessRefused(
      database.send(
        new UpdateCommand({
          TableName: table,
          Key: itemKeys.calendar(person),
          ConditionExpression: from === 0 ? 'attribute_not_exists(renewals)' : 'renewals = :from',
          UpdateExpression: 'SET renewals = :next',
          ExpressionAttributeValues: { ':next': from + 1, ...(from === 0 ? {} : { ':from': from }) },
        }),
      ),
    )
  },
})
