import * as z from 'zod'
import { languageSchema } from '../basics/language.ts'
import { instantSchema } from '../basics/wall-time.ts'
import { hoursSchema } from '../event/daily-hours.ts'
import { eventSchema } from '../event/event.ts'
import { shownSessionSchema } from '../event/fields.ts'
import { obstacles } from '../event/publication.ts'
import { endings, registrationStatuses } from '../registration/registration.ts'
import { writtenMessageSchema } from './organiser-message.ts'
import { toldSpeakerSchema } from './speaker-mail.ts'
import { remarkedProposalSchema, toldProposalSchema } from './steering-mail.ts'
import { waitingWorkSchema } from './waiting-work.ts'

/**
 * Why a mail is owed.
 * - `confirmation`: the registration is confirmed; carries the invitation (REQUEST)
 * - `update`: the event changed; carries the updated invitation (REQUEST, higher SEQUENCE)
 * - `cancellation`: the person or the organiser cancelled; withdraws the invitation (CANCEL)
 * - `waitlisted`: the event is full, the person is on the waiting list
 * - `waitlist-left`: the person left the waiting list, or the event was cancelled
 * - `offered`: a place is kept for a waiting person until the offer expires
 * - `held`: a place is kept until the address is confirmed
 * - `offer-ended`: the person declined the offer, or it expired
 * - `pending`: an organiser is asked to approve
 * - `request-ended`: the request was withdrawn, rejected, or not decided in time
 * - `link`: somebody registered the address again, or gave it a place; it gets the existing link
 * - `address-change`: somebody asked to use this address for their registration; confirms it
 * - `address-taken`: the same, but the address has a registration of its own
 * - `address-asked`: tells the address of a registration that another was asked for
 * - `decline-question`: the person's calendar declined the invitation; asks whether to give up the place
 * - `survey`: the event is over, feedback is asked for
 * - `personal-link`: an address requested its link for registering for an event with a list
 * - `invited`: an organiser invites somebody on the list of an event to register
 * - `my-links`: an address requested the links of its registrations
 * - `my-data`: an address requested the link to its data
 * - `survey-reminder`: feedback is requested once more
 * - `reminder`: the event is about to start
 * - `message`: the organiser has written to a group of people
 * - `event-shared`: for a member of staff: an event was shared with them
 * - `event-handed-over`: for a member of staff: they own an event from now on
 * - `not-published`: for a member of staff: a draft could not be published at the planned time
 * - `waiting`: for a member of staff: what waits for them at the events that they organise, and new comments on their proposals
 * - `proposal-opened`: for a member of the steering group: a proposal is open for votes
 * - `proposal-reminder`: for one who has not voted on it yet
 * - `proposal-outcome`: for its proposer and the steering group: how the vote ended
 * - `speaker-invited`: an organiser asks somebody to speak, or sends them their link again
 * - `speaker-reminder`: for a speaker who has not answered, or whose rehearsal or part in the programme begins in a day
 * - `speaker-entry`: what a speaker takes part in, for their calendar (REQUEST), also once it changed
 * - `speaker-entry-ended`: takes that out of their calendar (CANCEL)
 */
export const messageKinds = [
  'confirmation',
  'update',
  'cancellation',
  'waitlisted',
  'waitlist-left',
  'offered',
  'held',
  'offer-ended',
  'pending',
  'request-ended',
  'link',
  'address-change',
  'address-taken',
  'address-asked',
  'decline-question',
  'survey',
  'my-links',
  'my-data',
  'survey-reminder',
  'reminder',
  'message',
  'personal-link',
  'invited',
  'event-shared',
  'event-handed-over',
  'not-published',
  'waiting',
  'proposal-opened',
  'proposal-reminder',
  'proposal-outcome',
  'speaker-invited',
  'speaker-reminder',
  'speaker-entry',
  'speaker-entry-ended',
] as const
export type MessageKind = (typeof messageKinds)[number]

/**
 * - `pending`: owed
 * - `sending`: claimed by a sender
 * - `sent`: SES has taken it
 * - `failed`: it will not be sent; `fault` says why
 * - `unknown`: SES may or may not have taken it
 * - `superseded`: out of date before it could be sent
 * - `parked`: SES takes no mail from us at present; it is sent later without intervention
 */
export const messageStates = ['pending', 'sending', 'sent', 'failed', 'unknown', 'superseded', 'parked'] as const
export type MessageState = (typeof messageStates)[number]

/** The allowed state changes; each is a condition on the stored state. docs/outbox.md draws them. */
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
export const messageEventSchema = eventSchema
  .pick({
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
  .extend({
    /** The hours of each day, of an event over several days. */
    days: z.array(hoursSchema).optional(),
    /** Its sessions; in the mail to one person, those that the person chose. */
    sessions: z.array(shownSessionSchema).optional(),
  })
export type MessageEvent = z.infer<typeof messageEventSchema>

/** A registration linked from a mail about several, with its status when the mail became owed. */
const linkedRegistrationSchema = z.object({
  id: z.string(),
  round: z.int().min(1),
  status: z.enum(registrationStatuses).exclude(['cancelled']),
  event: messageEventSchema,
})
export type LinkedRegistration = z.infer<typeof linkedRegistrationSchema>

/**
 * A mail that is owed. Everything it needs is frozen here, so that rendering it again gives the same bytes.
 * `createdAt` is also the Date of the mail and, with a calendar part, its DTSTAMP.
 */
export const outboxMessageSchema = z.object({
  /** Deterministic, so that owing the same mail twice writes it once. Letters, digits, `-` and `_`, at most 256 (an SES tag value). */
  id: z.string().regex(/^[\w-]{1,256}$/),
  kind: z.enum(messageKinds),
  state: z.enum(messageStates),
  /** For a mail that belongs to no registration: `personMailId`. */
  registrationId: z.string(),
  round: z.int().min(1),
  recipient: z.object({ name: z.string(), email: z.string() }),
  language: languageSchema,
  createdAt: instantSchema,
  /** What the mail is about; with several events, the first to begin. */
  event: messageEventSchema,
  /** All registrations it covers, by start, for kinds about several. */
  links: z.array(linkedRegistrationSchema).min(1).optional(),
  /** What waits for the recipient, for `waiting`. */
  waiting: z.array(waitingWorkSchema).min(1).optional(),
  /** Proposals of the recipient with new comments, for the same kind. */
  remarked: z.array(remarkedProposalSchema).min(1).optional(),
  /** When the event was to be published, and why that was not possible, for `not-published`. */
  publication: z.object({ at: instantSchema, obstacles: z.array(z.enum(obstacles)).min(1) }).optional(),
  /** The proposal, for kinds about one. */
  proposal: toldProposalSchema.optional(),
  /** The speaker, for kinds to one. */
  speaker: toldSpeakerSchema.optional(),
  /** Whether it stands for several mails that would have been too many for the mailbox. */
  digest: z.literal(true).optional(),
  /** What the organiser wrote, for kinds that include it. */
  written: writtenMessageSchema.optional(),
  /** What the organiser adds, for kinds about a change or the end of the event. */
  note: z.string().optional(),
  /** The event's revision, for kinds that a newer one makes out of date. */
  revision: z.int().optional(),
  /** The group whose places the personal link also gives access to, for kinds with such a link. */
  hold: z.string().optional(),
  /** The calendar object's UID and SEQUENCE, for kinds that carry one. */
  calendar: z.object({ uid: z.string(), sequence: z.int().min(0) }).optional(),
  /** Why it ended, for kinds about an end; on a confirmation or a link, that a place was handed over. */
  reason: z.enum(endings).optional(),
  /** The new address that was asked for, with most of it hidden. */
  address: z.string().optional(),
  /**
   * Who registered the person, gave them the place, or asked for their address, if somebody else did; empty without a name, or once
   * sending failed or has to wait, or they were erased; gone once it is sent.
   */
  registeredBy: z.string().optional(),
  /** Whom somebody tried to register with the address of another person; empty or gone as `registeredBy`. */
  tried: z.string().optional(),
  /** The sessions, by title, that the person wanted and that were full when a place came. */
  missed: z.array(z.string()).optional(),
  /** Set on an update that is owed because the recipient takes part in another way from now on. */
  switched: z.literal(true).optional(),
  /** When an offer expires, or by when a request must be approved. */
  until: instantSchema.optional(),
  /** Set if a stranger asked for it, who has not shown that the mailbox is theirs: how far beyond usual numbers (`beyondUsual`). */
  turn: z.int().min(0).optional(),
  /** The fan-out that owes it, for mass mails: `fanOutKey`. */
  fanOut: z.string().optional(),
  attempts: z.int().min(0),
  claimedAt: instantSchema.optional(),
  /** Who last claimed it for sending; unique to each claim. */
  claimedBy: z.string().optional(),
  sesMessageId: z.string().optional(),
  /** Why sending failed: the error's name, without its message. */
  fault: z.string().optional(),
  /** How and when each attempt ended, oldest first; `pending` if the mail was owed again. */
  trail: z.array(z.object({ state: z.enum(messageStates), at: instantSchema, fault: z.string().optional() })).optional(),
})
export type OutboxMessage = z.infer<typeof outboxMessageSchema>

interface FanOutName {
  readonly kind: string
  readonly revision: number
  readonly mark?: string | undefined
}

/** What marks the messages of a fan-out. */
export const fanOutKey = ({ kind, revision, mark }: FanOutName): string => `${kind}-${mark ?? revision}`

/** The id of a registration's message of a kind, at a SEQUENCE or, for kinds without one, at another mark. */
export const messageId = (registration: { id: string; round: number }, kind: MessageKind, mark: number | string): string =>
  `${registration.id}_${registration.round}_${kind}_${mark}`
