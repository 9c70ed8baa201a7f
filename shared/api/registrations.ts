import * as z from 'zod'
import { instantSchema } from '../domain/basics/wall-time.ts'
import { calendarAnswerSchema } from '../domain/calendar/calendar-answer.ts'
import { participations } from '../domain/event/participation.ts'
import { evidenceSchema } from '../domain/mail/suppression.ts'
import { attendanceSchema } from '../domain/registration/attendance.ts'
import { cancellationFilterSchema } from '../domain/registration/cancellations.ts'
import { historyEntrySchema } from '../domain/registration/history.ts'
import { registrationSchema } from '../domain/registration/registration.ts'
import { cursorSchema, limitSchema, nextOutput } from './paging.ts'

export const registrationListQuery = z.object({
  limit: limitSchema(200, 50),
  from: cursorSchema.optional(),
  session: z.string().max(100).optional().describe('Only people who chose this session, by its id, and did not cancel'),
  participation: z
    .enum([...participations, 'not-said'])
    .optional()
    .describe('Only people who take part in a hybrid event in this way, or have not said how, and did not cancel'),
  format: z.enum(['json', 'xlsx', 'csv']).default('json').describe('A workbook or CSV file has every registration, whatever `limit` says'),
})

/** Why e-mails do not reach an address, and since when. */
export const unreachableOutput = evidenceSchema.pick({ reason: true, at: true })

/** What a person's calendar answered. */
export const calendarAnswerOutput = calendarAnswerSchema.pick({ answer: true, at: true, otherAddress: true, keptAt: true })

export const registrationOutput = registrationSchema
  .pick({
    id: true,
    name: true,
    email: true,
    organisation: true,
    country: true,
    role: true,
    status: true,
    registeredAt: true,
    accessibilityNeeds: true,
    attendeeType: true,
    participation: true,
    answers: true,
    sessions: true,
  })
  .extend({
    unreachable: unreachableOutput.optional().describe('Why e-mails do not reach the person, and since when'),
    calendarAnswer: calendarAnswerOutput.optional().describe('What the person’s calendar answered to the invitation'),
    attendance: attendanceSchema.optional().describe('Whether a person with a place attended, as recorded by the organiser'),
  })

export const registrationHistoryOutput = registrationOutput.omit({ unreachable: true }).extend({
  history: z.array(historyEntrySchema).describe('What happened, oldest first; never whether feedback was given'),
  earlier: z.int().describe('How many older entries are left out; at most 200 are told'),
})

export const registrationListOutput = z.object({ registrations: z.array(registrationOutput), next: nextOutput })

export const approvingOutput = z.object({ status: z.enum(['confirmed', 'waitlisted', 'declined']) })

export const cancellationInput = z.strictObject({
  tell: z.boolean().default(true).describe('Whether the person is told by e-mail, which also takes the event out of their calendar'),
})

export const cancellationOutput = z.object({ status: z.literal('cancelled') })

export const cancellationsInput = z.strictObject({
  filter: cancellationFilterSchema,
  tell: cancellationInput.shape.tell,
  preview: z.boolean().default(false).describe('Only tells how many match'),
})

export const cancellationsOutput = z.object({
  matched: z.int().describe('How many registrations match'),
  cancelled: z.int().describe('How many of them have been cancelled now'),
  left: z.int().describe('How many are left: send the request again; 200 are cancelled at a time'),
  domains: z
    .array(z.object({ domain: z.string(), count: z.int(), first: instantSchema, last: instantSchema }))
    .describe('Where those that match come from, the most first; at most 20'),
})

export const attendanceOutput = z.object({
  marks: z
    .array(z.object({ id: z.string(), outcome: z.enum(['marked', 'unchanged', 'not-confirmed', 'no-such-registration']) }))
    .describe('In the order of the request; not-confirmed if the person has no place'),
})

export const reachableOutput = z.object({
  liftedAt: instantSchema.optional().describe('Since when e-mails are sent again; left out if they were never held back'),
  unreachable: unreachableOutput.optional().describe('Set if another e-mail bounced at the same moment'),
})
