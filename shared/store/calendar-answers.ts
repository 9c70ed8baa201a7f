import type { Instant } from '../domain/basics/wall-time.ts'
import type { CalendarAnswer } from '../domain/calendar/calendar-answer.ts'
import type { OutboxMessage } from '../domain/mail/outbox-message.ts'
import type { Registration } from '../domain/registration/registration.ts'
import type { Database } from './dynamodb/database.ts'
import { type TransactItem, transact } from './dynamodb/transaction.ts'
import { itemKeys } from './item-keys.ts'
import { putMessage } from './outbox.ts'

/** How recording ended: `asked-before`: already asked about this invitation; `changed`: the registration changed since it was read. */
export type NotedAnswer = 'noted' | 'asked-before' | 'changed'

/** Calendar answers, recorded on the registrations of the People table. */
export const createCalendarAnswers = (database: Database, table: string) => {
  const update = (registration: Registration, answer: CalendarAnswer): TransactItem => {
    const { calendarAnswer: was } = registration
    return {
      Update: {
        TableName: table,
        Key: itemKeys.registration(registration.id),
        UpdateExpression: 'SET calendarAnswer = :answer',
        ConditionExpression: `#status = :status AND #round = :round AND #sequence = :sequence AND ${
          was === undefined ? 'attribute_not_exists(calendarAnswer)' : 'calendarAnswer = :was'
        }`,
        ExpressionAttributeNames: { '#status': 'status', '#round': 'round', '#sequence': 'sequence' },
        ExpressionAttributeValues: {
          ':answer': answer,
          ':status': registration.status,
          ':round': registration.round,
          ':sequence': registration.sequence,
          ...(was === undefined ? {} : { ':was': was }),
        },
      },
    }
  }

  return {
    /** Records an answer and owes the mail, if any: both or neither. A mail owed before blocks neither. */
    note: async (registration: Registration, answer: CalendarAnswer, owes?: OutboxMessage): Promise<NotedAnswer> => {
      const first = await transact(database, [update(registration, answer), ...(owes === undefined ? [] : [putMessage(table, owes)])])
      if (first.written) return 'noted'
      if (first.refused.includes(0)) return 'changed'
      return (await transact(database, [update(registration, answer)])).written ? 'asked-before' : 'changed'
    },

    /** Records that somebody who declined keeps the place; false if the registration changed since it was read. */
    keep: async (registration: Registration, answer: CalendarAnswer, now: Instant): Promise<boolean> =>
      (await transact(database, [update(registration, { ...answer, keptAt: now })])).written,
  }
}
export type CalendarAnswers = ReturnType<typeof createCalendarAnswers>
