import * as z from 'zod'
import { emailAddressSchema } from '../basics/email-address.ts'
import type { FieldProblem } from '../basics/field-problem.ts'
import { languageSchema } from '../basics/language.ts'
import { line, lines } from '../basics/text.ts'
import { type Instant, instantOf, instantSchema, wallTimeSchema } from '../basics/wall-time.ts'
import { type Event, slugSchema } from '../event/event.ts'
import { type StoredSession, storedSessionSchema, webAddress } from '../event/fields.ts'
import { expiryAfter, registrationKeptDays } from '../people/periods.ts'
import { personNameSchema } from '../people/person-name.ts'
import { profileSchema, type SpeakerProfile, speakerRoles } from './profile.ts'
import { sentEntrySchema } from './sent-entry.ts'

/**
 * - `added`: an organiser has entered them; they have not been asked yet
 * - `invited`: asked by e-mail, and have not answered
 * - `confirmed`: they speak, and are shown in the programme
 * - `declined`: they were asked and will not speak
 * - `withdrawn`: they had confirmed, and cannot speak after all
 */
export const speakerStates = ['added', 'invited', 'confirmed', 'declined', 'withdrawn'] as const
export type SpeakerState = (typeof speakerStates)[number]

/** What a speaker can do, the states in which they can, and where that leads. */
const speakerTransitions = {
  invite: { from: ['added', 'invited', 'declined', 'withdrawn'], to: 'invited' },
  confirm: { from: ['invited', 'confirmed', 'declined', 'withdrawn'], to: 'confirmed' },
  decline: { from: ['invited', 'declined'], to: 'declined' },
  withdraw: { from: ['confirmed', 'withdrawn'], to: 'withdrawn' },
} as const satisfies Record<string, { from: readonly SpeakerState[]; to: SpeakerState }>
export type SpeakerStep = keyof typeof speakerTransitions

/** The state after a step; undefined if it is not possible. */
export const stateAfter = (step: SpeakerStep, state: SpeakerState): SpeakerState | undefined => {
  const { from, to } = speakerTransitions[step]
  return from.some((each) => each === state) ? to : undefined
}

/** How many speakers an event can have. */
export const mostSpeakers = 200

/** After so long without a further change, speakers are told of all of them at once. */
export const settledMinutes = 10

/** How long a rehearsal takes. */
export const rehearsalMinutes = 30

const organisersSay = {
  name: personNameSchema,
  language: languageSchema.describe('Language of the e-mails to them'),
  role: z.enum(speakerRoles).describe('Whether they speak in their sessions, or chair them'),
  sessions: z
    .array(storedSessionSchema.shape.id)
    .max(20)
    .refine((ids) => new Set(ids).size === ids.length, 'duplicate')
    .describe('Ids of their sessions; none for the event as a whole'),
  rehearsal: wallTimeSchema.describe(`When their rehearsal begins, by the clocks of the event; it takes ${rehearsalMinutes} minutes`),
}
const { name, language, role, sessions, rehearsal } = organisersSay

/** What an organiser enters to add a speaker. */
export const speakerInputSchema = z.strictObject({
  name,
  email: emailAddressSchema,
  language: language.optional().describe('Language of the e-mails to them; that of the event if left out'),
  role: role.default('speaker'),
  sessions: sessions.default([]),
  rehearsal: rehearsal.optional(),
  invite: z.boolean().default(false).describe('Whether they are e-mailed at once, to be asked whether they will speak'),
})
export type SpeakerInput = z.infer<typeof speakerInputSchema>

/** What an organiser can change about a speaker. Their address cannot change: whoever has the link could read the answers of another. */
export const speakerPatchSchema = z.strictObject({
  name: name.optional(),
  language: language.optional(),
  role: role.optional(),
  sessions: sessions.optional(),
  rehearsal: rehearsal.nullable().optional(),
})
export type SpeakerPatch = z.infer<typeof speakerPatchSchema>

const speakersSay = {
  organisation: line(200).optional().describe('Their organisation, as shown in the programme'),
  biography: lines(1500).optional().describe('Shown in the programme; leave a blank line between paragraphs'),
  recording: z.enum(['yes', 'no']).optional().describe('Whether they agree to being recorded; left out until they say'),
  slides: webAddress.optional().describe('Where organisers find their slides'),
  needs: lines(1000).optional().describe('What they need, for organisers only'),
}

/** What a speaker enters about themselves. */
export const speakerAnswerSchema = z.strictObject({ name, ...speakersSay })
export type SpeakerAnswer = z.infer<typeof speakerAnswerSchema>

/** A speaker as they are stored. */
export const speakerSchema = z.object({
  /** Derived from the address, so that nobody speaks twice at an event. */
  id: z.string(),
  /** Where the speakers of the event are kept: its slug when the first was added. */
  slug: slugSchema,
  /** Random: whoever is removed and added again is another speaker, whom earlier links and invitations are not about. */
  nonce: z.string(),
  version: z.int().min(0),
  state: z.enum(speakerStates),
  name: z.string(),
  email: z.string(),
  language: languageSchema,
  role: z.enum(speakerRoles),
  sessions: z.array(z.string()),
  rehearsal: z.string().optional(),
  ...speakersSay,
  addedAt: instantSchema,
  /** When they were last asked, and how often. */
  invitedAt: instantSchema.optional(),
  asked: z.int().min(0),
  /** Keys of the reminders that they were sent, and when the last one was. */
  reminded: z.array(z.string()).optional(),
  remindedAt: instantSchema.optional(),
  answeredAt: instantSchema.optional(),
  /** What their calendar shows. */
  entries: z.array(sentEntrySchema).optional(),
})
export type EventSpeaker = z.infer<typeof speakerSchema>

/** What is published of a speaker; nothing until they confirm. */
export const profileOf = (speaker: EventSpeaker): SpeakerProfile | undefined =>
  speaker.state === 'confirmed' ? profileSchema.parse(speaker) : undefined

/** What is wrong with a speaker's sessions and rehearsal at an event. */
export const speakerProblems = (
  event: Pick<Event, 'sessions' | 'timeZone'>,
  given: { readonly sessions?: readonly string[] | undefined; readonly rehearsal?: string | null | undefined },
): readonly FieldProblem[] => {
  const known = new Set(event.sessions.map(({ id }) => id))
  const skipped = typeof given.rehearsal === 'string' && instantOf(given.rehearsal, event.timeZone) === undefined
  return [
    ...((given.sessions ?? []).every((id) => known.has(id)) ? [] : [{ field: 'sessions', code: 'no-such-session' } as const]),
    ...(skipped ? [{ field: 'rehearsal', code: 'wall-time-skipped' } as const] : []),
  ]
}

/** Whether people can still be asked to speak, and answer. */
export const takesSpeakers = ({ status, endsAt }: Pick<Event, 'status' | 'endsAt'>, now: Instant): boolean =>
  status !== 'cancelled' && now < endsAt

/** The sessions of a speaker that the programme still has, by time. */
export const sessionsOf = (event: Pick<Event, 'sessions'>, speaker: Pick<EventSpeaker, 'sessions'>): readonly StoredSession[] =>
  event.sessions.filter(({ id }) => speaker.sessions.includes(id)).toSorted((one, other) => one.start.localeCompare(other.start))

/** What organisers may still wait for from a confirmed speaker. */
export const awaitedOf = ({ state, biography, recording }: EventSpeaker): readonly ('biography' | 'recording')[] =>
  state !== 'confirmed'
    ? []
    : [...(biography === undefined ? (['biography'] as const) : []), ...(recording === undefined ? (['recording'] as const) : [])]

/** When what is known of an event's speakers expires: with its registrations. */
export const speakersExpireAt = ({ endsAt }: Pick<Event, 'endsAt'>): number => expiryAfter(endsAt, registrationKeptDays)
