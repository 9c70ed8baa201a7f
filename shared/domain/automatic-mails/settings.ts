import * as z from 'zod'
import { durationSchema } from '../basics/duration.ts'
import { type Instant, instantSchema } from '../basics/wall-time.ts'

export const scheduledKinds = ['reminder', 'survey', 'survey-reminder'] as const
export type ScheduledKind = (typeof scheduledKinds)[number]

/** The value of a setting whose mail is never sent. */
export const never = 'never'

/** An organiser's settings for automatic mails; fields of the event. */
export const mailScheduleFields = {
  reminders: z
    .array(durationSchema)
    .max(4)
    .default(['P1D', 'PT1H'])
    .describe('How long before the start people are reminded: P1D (the same wall time the day before), PT3H or PT30M. Up to four'),
  surveyAfter: durationSchema.default('PT30M').describe('How long after the end people are asked for feedback'),
  surveyReminder: z
    .union([durationSchema, z.literal(never)], 'duration')
    .default('P3D')
    .describe('How long after that people who have not answered are asked once more'),
}

/**
 * Why a scheduled mail was not sent.
 * - `passed`: its time had passed when the event was published or changed
 * - `late`: the clock came round too late to send it
 * - `overtaken`: a later reminder was due at the same moment
 * - `not-asked`: a reminder for a survey that was not sent
 */
export const missedReasons = ['passed', 'late', 'overtaken', 'not-asked'] as const

const aboutMail = {
  kind: z.enum(scheduledKinds),
  offset: z.string(),
  /** The start of the event for reminders, otherwise its end: an event that moves needs new reminders. */
  anchor: instantSchema,
  dueAt: instantSchema,
  /** When it was dealt with. */
  at: instantSchema,
}

/** A scheduled mail that was dealt with: sending began, or it was missed. */
export const handledMailSchema = z.discriminatedUnion('state', [
  z.object({ ...aboutMail, state: z.literal('begun') }),
  z.object({ ...aboutMail, state: z.literal('missed'), reason: z.enum(missedReasons) }),
])
export type HandledMail = z.infer<typeof handledMailSchema>

/** What the automatic mails of an event depend on. */
export interface MailPlan {
  readonly status: string
  readonly timeZone: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly reminders: readonly string[]
  readonly surveyAfter: string
  readonly surveyReminder: string
  readonly handledMails: readonly HandledMail[]
}

type Complain = (path: PropertyKey[], message: string) => void

/** Complains about duplicate reminders; those that cannot be read are undefined. */
export const checkReminders = (reminders: readonly (string | undefined)[], complain: Complain): void =>
  reminders.forEach((reminder, index) => {
    if (reminder !== undefined && reminders.indexOf(reminder) < index) complain(['reminders', index], 'duplicate')
  })
