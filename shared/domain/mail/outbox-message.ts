import * as z from 'zod'
import { languageSchema } from '../basics/language.ts'
import { instantSchema } from '../basics/wall-time.ts'
import { eventSchema } from '../event/event.ts'
import { endings, registrationStatuses } from '../registration/registration.ts'
import { writtenMessageSchema } from './organiser-message.ts'

/**
 * Why a mail is owed.
 * - `confirmation`: the registration is confirmed; carries the invitation (REQUEST)
 * - `update`: the event changed; carries the invitation anew (REQUEST, higher SEQUENCE)
 * - `cancellation`: the person cancelled, or the event was; takes the invitation back (CANCEL)
 * - `waitlisted`: every place is taken, the person waits
 * - `waitlist-left`: a waiting person left the list, or the event was cancelled
 * - `offered`: a place is kept for a waiting person until the offer expires
 * - `offer-ended`: the person declined the offer, or let it expire
 * - `pending`: an organiser is asked to approve
 * - `request-ended`: the request was withdrawn, not approved, or nobody decided in time
 * - `link`: the person registered again and gets the existing link
 * - `decline-question`: the person's calendar declined the invitation; asks whether the place is given up
 * - `survey`: the event is over, feedback is asked for
 * - `personal-link`: somebody asked by address for the link by which it registers for an event that is for people on a list
 * - `invited`: an organiser invites somebody on the list of an event to register
 * - `my-links`: somebody asked by address for the links of their registrations
 * - `survey-reminder`: feedback is asked for once more
 * - `reminder`: the event is about to start
 * - `message`: the organiser has written to a group of people
 */
export const messageKinds = [
  'confirmation',
  'update',
  'cancellation',
  'waitlisted',
  'waitlist-left',
  'offered',
  'offer-ended',
  'pending',
  'request-ended',
  'link',
  'decline-question',
  'survey',
  'my-links',
  'survey-reminder',
  'reminder',
  'message',
  'personal-link',
  'invited',
] as const
export type MessageKind = (typeof messageKinds)[number]

/**
 * - `pending`: owed
 * - `sending`: somebody took it for sending
 * - `sent`: SES has taken it
 * - `failed`: it will not be sent; `fault` says why
 * - `unknown`: SES may have taken it, nobody can tell
 * - `superseded`: its news was old before it could be sent
 * - `parked`: SES takes no mail from us at present; it goes out later by itself
 */
export const messageStates = ['pending', 'sending', 'sent', 'failed', 'unknown', 'superseded', 'parked'] as const
export type MessageState = (typeof messageStates)[number]

/** Which state may follow which; each step is a condition on the stored state. docs/outbox.md draws it. */
export const messageTransitions = {
  claim: { from: ['pending', 'parked'], to: 'sending' },
  sent: { from: ['sending', 'unknown', 'pending', 'parked', 'superseded'], to: 'sent' },
  giveBack: { from: ['sending'], to: 'pending' },
  park: { from: ['sending'], to: 'parked' },
  fail: { from: ['sending'], to: 'failed' },
  lose: { from: ['sending'], to: 'unknown' },
  supersede: { from: ['sending'], to: 'superseded' },
  again: { from: ['unknown'], to: 'pending' },
  leave: { from: ['unknown'], to: 'unknown' },
  oweAgain: { from: ['failed'], to: 'pending' },
  comeBack: { from: ['sending', 'sent', 'unknown', 'pending', 'parked', 'superseded'], to: 'failed' },
} as const satisfies Record<string, { from: readonly MessageState[]; to: MessageState }>
export type MessageTransition = keyof typeof messageTransitions

/** What the mail says about the event, frozen when the mail became owed. */
export const messageEventSchema = eventSchema.pick({
  slug: true,
  kind: true,
  title: true,
  summary: true,
  format: true,
  timeZone: true,
  start: true,
  end: true,
  startsAt: true,
  endsAt: true,
  joinUrl: true,
  venue: true,
  before: true,
})
export type MessageEvent = z.infer<typeof messageEventSchema>

/** A registration that a mail about several leads to, and how it stood when the mail became owed. */
const linkedRegistrationSchema = z.object({
  id: z.string(),
  round: z.int().min(1),
  status: z.enum(registrationStatuses).exclude(['cancelled']),
  event: messageEventSchema,
})
export type LinkedRegistration = z.infer<typeof linkedRegistrationSchema>

/**
 * A mail that is owed. Everything the mail needs is frozen here, so that rendering it again gives the same bytes.
 * `createdAt` is also the Date of the mail and, with a calendar part, its DTSTAMP.
 */
export const outboxMessageSchema = z.object({
  /** Deterministic: what owes the same mail twice writes it once. Letters, digits, `-` and `_`, at most 256 (an SES tag value). */
  id: z.string().regex(/^[\w-]{1,256}$/),
  kind: z.enum(messageKinds),
  state: z.enum(messageStates),
  /** Of a mail that belongs to no registration: `personMailId`. */
  registrationId: z.string(),
  round: z.int().min(1),
  recipient: z.object({ name: z.string(), email: z.string() }),
  language: languageSchema,
  createdAt: instantSchema,
  /** What the mail is about; of several events the first to begin. */
  event: messageEventSchema,
  /** All registrations that it is about, by start, on kinds about several. */
  links: z.array(linkedRegistrationSchema).min(1).optional(),
  /** What the organiser wrote, on kinds that bring it. */
  written: writtenMessageSchema.optional(),
  /** Revision of the event, on kinds that a newer one makes untrue. */
  revision: z.int().optional(),
  /** The group whose places the personal link leads to as well, on kinds that carry one. */
  hold: z.string().optional(),
  /** The calendar object's UID and SEQUENCE, on kinds that carry one. */
  calendar: z.object({ uid: z.string(), sequence: z.int().min(0) }).optional(),
  /** Why it is over, on kinds that tell an end; of a confirmation, that the place was handed over. */
  reason: z.enum(endings).optional(),
  /** Until when an offer holds, or a request must be approved. */
  until: instantSchema.optional(),
  /** Which fan-out owes it, on mails that many people are owed at once: `fanOutKey`. */
  fanOut: z.string().optional(),
  attempts: z.int().min(0),
  claimedAt: instantSchema.optional(),
  /** Who took it for sending last, each time under a name of its own. */
  claimedBy: z.string().optional(),
  sesMessageId: z.string().optional(),
  /** Why sending failed: the error's name, without its text. */
  fault: z.string().optional(),
  /** How and when each attempt ended, oldest first; `pending` where the mail was owed anew. */
  trail: z.array(z.object({ state: z.enum(messageStates), at: instantSchema, fault: z.string().optional() })).optional(),
})
export type OutboxMessage = z.infer<typeof outboxMessageSchema>

interface FanOutName {
  readonly kind: string
  readonly revision: number
  readonly mark?: string | undefined
}

/** What the messages of a fan-out are marked with. */
export const fanOutKey = ({ kind, revision, mark }: FanOutName): string => `${kind}-${mark ?? revision}`

/** The id of the message of a kind that a registration is owed at a SEQUENCE or, for kinds without one, at a mark of their own. */
export const messageId = (registration: { id: string; round: number }, kind: MessageKind, mark: number | string): string =>
  `${registration.id}_${registration.round}_${kind}_${mark}`
