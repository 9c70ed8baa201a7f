import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type Instant, instantSchema } from '../domain/basics/wall-time.ts'
import { unlessRefused } from './dynamodb/conditional-write.ts'
import type { Database } from './dynamodb/database.ts'
import { itemKeys } from './item-keys.ts'

const calendarSchema = z.object({ renewals: z.int().min(0), renewedAt: instantSchema.optional() })
export type PersonalCalendar = z.infer<typeof calendarSchema>

/** How often somebody has renewed their personal calendar's link, under a key derived from the mail address (`personHash`). */
export const createPersonalCalendars = (database: Database, table: string) => ({
  get: async (person: string): Promise<PersonalCalendar> => {
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.calendar(person), ConsistentRead: true }))
    return Item === undefined ? { renewals: 0 } : calendarSchema.parse(Item)
  },

  /** Ends all earlier links of the calendar and of its page. A form sent twice renews once. */
  renew: async (person: string, from: number, now: Instant): Promise<void> => {
    await unlessRefused(
      database.send(
        new UpdateCommand({
          TableName: table,
          Key: itemKeys.calendar(person),
          ConditionExpression: from === 0 ? 'attribute_not_exists(renewals)' : 'renewals = :from',
          UpdateExpression: 'SET renewals = :next, renewedAt = :now',
          ExpressionAttributeValues: { ':next': from + 1, ':now': now, ...(from === 0 ? {} : { ':from': from }) },
        }),
      ),
    )
  },
})
