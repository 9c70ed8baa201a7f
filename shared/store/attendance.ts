import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Instant } from '../domain/basics/wall-time.ts'
import type { Attendance, Marking } from '../domain/registration/attendance.ts'
import { registrationStatuses } from '../domain/registration/registration.ts'
import type { Database } from './dynamodb/database.ts'
import { itemKeys } from './item-keys.ts'

/** How marking a registration ended. `not-confirmed`: the person has no place, or not yet. */
export type Marked = 'marked' | 'unchanged' | 'not-confirmed' | 'no-such-registration'

interface Marker {
  readonly slug: string
  readonly now: Instant
  /** Skips people who are already marked. */
  readonly unmarkedOnly?: boolean
}

/** What a refused write reports of the item, in DynamoDB's form. */
const foundSchema = z.object({ slug: z.object({ S: z.string() }), status: z.object({ S: z.enum(registrationStatuses) }) })

/** Whether people attended, recorded on the registrations of the People table. A mark touches nothing else. */
export const createAttendances = (database: Database, table: string) => {
  const toSet = ({ mark, minutes }: Omit<Attendance, 'markedAt'>, { now, unmarkedOnly }: Marker) => {
    const sameMinutes = minutes === undefined ? 'attribute_not_exists(attendance.#minutes)' : 'attendance.#minutes = :minutes'
    return {
      UpdateExpression: 'SET attendance = :attendance',
      // Sending the same mark again, or from two pages, keeps the time of the first.
      condition: unmarkedOnly === true ? 'attribute_not_exists(attendance)' : `NOT (attendance.#mark = :mark AND ${sameMinutes})`,
      names: unmarkedOnly === true ? {} : { '#mark': 'mark', '#minutes': 'minutes' },
      values: {
        ':attendance': { mark, ...(minutes === undefined ? {} : { minutes }), markedAt: now },
        ...(unmarkedOnly === true ? {} : { ':mark': mark, ...(minutes === undefined ? {} : { ':minutes': minutes }) }),
      },
    }
  }

  const toRemove = { UpdateExpression: 'REMOVE attendance', condition: 'attribute_exists(attendance)', names: {}, values: {} }

  return {
    /** Sets or removes the mark of one registration of the event, in one write, so that concurrent marks of others are not lost. */
    mark: async ({ id, mark, minutes }: Marking, marker: Marker): Promise<Marked> => {
      const { condition, names, values, UpdateExpression } =
        mark === null ? toRemove : toSet({ mark, ...(minutes === undefined ? {} : { minutes }) }, marker)
      try {
        await database.send(
          new UpdateCommand({
            TableName: table,
            Key: itemKeys.registration(id),
            UpdateExpression,
            ConditionExpression: `slug = :slug AND #status = :confirmed AND ${condition}`,
            ExpressionAttributeNames: { '#status': 'status', ...names },
            ExpressionAttributeValues: { ':slug': marker.slug, ':confirmed': 'confirmed', ...values },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        )
        return 'marked'
      } catch (fault) {
        if (!(fault instanceof ConditionalCheckFailedException)) throw fault
        const found = foundSchema.safeParse(fault.Item)
        if (!found.success || found.data.slug.S !== marker.slug) return 'no-such-registration'
        return found.data.status.S === 'confirmed' ? 'unchanged' : 'not-confirmed'
      }
    },
  }
}
