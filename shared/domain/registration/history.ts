import * as z from 'zod'
import { knowsAlready, markOf } from '../automatic-mails/due-mails.ts'
import { type HandledMail, missedReasons, scheduledKinds } from '../automatic-mails/settings.ts'
import { instantSchema } from '../basics/wall-time.ts'
import { calendarAnswers } from '../calendar/calendar-answer.ts'
import { type MessageKind, messageId, messageKinds, messageStates, type OutboxMessage } from '../mail/outbox-message.ts'
import { type Suppression, suppressionReasons, unreachable } from '../mail/suppression.ts'
import { endings, type Registration } from './registration.ts'

/**
 * Why a mail was not sent, or did not arrive.
 * - `suppressed`: mails to the address are withheld
 * - `bounced`: it came back; `thrown-away`: SES found a virus; `rendering`: it could not be rendered; `refused`: SES rejected it
 * - `unsubscribed`: the address opted out of such mails
 * - `too-many`: strangers had caused many mails to the mailbox that day; one mail stands for the rest
 * - `newer`: a newer invitation was owed; `outdated`: the event had begun or changed; `changed`: the registration had changed
 */
const mailReasons = [
  'suppressed',
  'bounced',
  'thrown-away',
  'rendering',
  'refused',
  'unsubscribed',
  'too-many',
  'newer',
  'outdated',
  'changed',
] as const
type MailReason = (typeof mailReasons)[number]

const at = instantSchema
const round = z.int().min(1).describe('How many times the address had registered for the event by then')

/** Something that happened to a registration. */
export const historyEntrySchema = z.discriminatedUnion('what', [
  z.object({ what: z.enum(['registered', 'confirmed', 'took-over', 'waitlisted']), at, round }),
  z.object({ what: z.enum(['asked', 'offered', 'held']), at, round, until: instantSchema.optional() }),
  z.object({ what: z.literal('ended'), at, round, reason: z.enum(endings).optional() }),
  z.object({
    what: z.literal('mail'),
    at,
    round,
    kind: z.enum(messageKinds),
    state: z.enum([...messageStates, 'owed-again']),
    because: z.enum(mailReasons).optional().describe('Why it was not sent or did not arrive'),
    owedAt: instantSchema,
    sequence: z.int().optional().describe('SEQUENCE of the invitation in it'),
    subject: z.string().optional().describe('Subject of a message from the organiser'),
  }),
  z.object({
    what: z.literal('mail-left-out'),
    at,
    kind: z.enum(scheduledKinds),
    offset: z.string(),
    because: z.enum([...missedReasons, 'just-registered']),
  }),
  z.object({ what: z.literal('unreachable'), at, reason: z.enum(suppressionReasons) }),
  z.object({ what: z.enum(['reachable', 'place-kept']), at }),
  z.object({
    what: z.literal('calendar-answer'),
    at,
    answer: z.enum(calendarAnswers),
    sequence: z.int(),
    otherAddress: z.literal(true).optional(),
  }),
])
export type HistoryEntry = z.infer<typeof historyEntrySchema>

/** What is known of a registration. */
export interface Known {
  readonly registration: Registration
  /** All mails it was ever owed. */
  readonly messages: readonly OutboxMessage[]
  readonly event: { readonly handledMails: readonly HandledMail[] }
  readonly suppression: Suppression | undefined
}

/** Whether a mail, or its absence, shows who gave feedback: nobody may learn whether, or when, a person did. */
const tellsWhoAnswered = ({ kind, written, state, fault }: OutboxMessage): boolean =>
  kind === 'survey-reminder' ||
  written?.group === 'not-answered' ||
  (kind === 'survey' && state === 'superseded' && fault !== 'unsubscribed')

/** What must have happened for a mail to become owed. */
const happened: Readonly<Partial<Record<MessageKind, 'confirmed' | 'waitlisted' | 'asked' | 'offered' | 'held' | 'ended'>>> = {
  confirmation: 'confirmed',
  waitlisted: 'waitlisted',
  pending: 'asked',
  offered: 'offered',
  held: 'held',
  cancellation: 'ended',
  'waitlist-left': 'ended',
  'offer-ended': 'ended',
  'request-ended': 'ended',
}

const toldBy = ({ kind, createdAt: at, round, reason, until }: OutboxMessage): readonly HistoryEntry[] => {
  const what = happened[kind]
  switch (what) {
    case undefined:
      return []
    case 'ended':
      return [{ what, at, round, ...(reason === undefined ? {} : { reason }) }]
    case 'asked':
    case 'offered':
    case 'held':
      return [{ what, at, round, ...(until === undefined ? {} : { until }) }]
    default:
      return [{ what: what === 'confirmed' && reason === 'handed-over' ? 'took-over' : what, at, round }]
  }
}

const failures: readonly MailReason[] = ['suppressed', 'bounced', 'thrown-away', 'rendering']

/** Why a mail was superseded, as far as the stored data shows. */
const supersededBecause = ({ kind, round, calendar, fault }: OutboxMessage, all: readonly OutboxMessage[]): MailReason => {
  if (fault === 'unsubscribed' || fault === 'too-many') return fault
  if (calendar !== undefined && all.some((other) => other.round === round && (other.calendar?.sequence ?? -1) > calendar.sequence))
    return 'newer'
  return kind === 'reminder' ? 'outdated' : 'changed'
}

const becauseOf = (
  state: OutboxMessage['state'],
  fault: string | undefined,
  message: OutboxMessage,
  all: readonly OutboxMessage[],
): MailReason | undefined => {
  if (state === 'failed') return failures.find((known) => known === fault) ?? 'refused'
  return state === 'superseded' ? supersededBecause(message, all) : undefined
}

/** What became of a mail: how each attempt ended, and its current state if still unsent. */
const lifeOf = (message: OutboxMessage, all: readonly OutboxMessage[]): readonly HistoryEntry[] => {
  const { kind, round, createdAt, claimedAt, calendar, written, trail = [], state, fault } = message
  const entry = (at: string, state: OutboxMessage['state'] | 'owed-again', because: MailReason | undefined): HistoryEntry => ({
    what: 'mail',
    at,
    round,
    kind,
    state,
    ...(because === undefined ? {} : { because }),
    owedAt: createdAt,
    ...(calendar === undefined ? {} : { sequence: calendar.sequence }),
    ...(written === undefined ? {} : { subject: written.subject }),
  })
  const past = trail.map((step) =>
    step.state === 'pending'
      ? entry(step.at, 'owed-again', undefined)
      : entry(step.at, step.state, becauseOf(step.state, step.fault, message, all)),
  )
  // A claim after the last attempt's end comes after it.
  const since = [createdAt, claimedAt ?? '', trail.at(-1)?.at ?? ''].toSorted().at(-1) ?? createdAt
  return trail.at(-1)?.state === state ? past : [...past, entry(since, state, becauseOf(state, fault, message, all))]
}

/** Automatic mails of the event that the person had a place for but did not get. */
const leftOut = ({ registration, messages, event }: Known): readonly HistoryEntry[] =>
  event.handledMails.flatMap((mail): HistoryEntry[] => {
    const { status, registeredAt, cancelledAt } = registration
    const { kind, offset, at } = mail
    if (registeredAt > at || (status === 'cancelled' ? (cancelledAt ?? '') <= at : status !== 'confirmed')) return []
    if (mail.state === 'missed') return [{ what: 'mail-left-out', at, kind, offset, because: mail.reason }]
    const owed = messages.some(({ id }) => id === messageId(registration, kind, markOf(mail)))
    return kind === 'reminder' && !owed && knowsAlready(registration, mail)
      ? [{ what: 'mail-left-out', at, kind, offset, because: 'just-registered' }]
      : []
  })

const answerEntries = ({ calendarAnswer }: Registration): readonly HistoryEntry[] => {
  if (calendarAnswer === undefined) return []
  const { answer, at, sequence, otherAddress, keptAt } = calendarAnswer
  const answered: HistoryEntry = { what: 'calendar-answer', at, answer, sequence, ...(otherAddress === undefined ? {} : { otherAddress }) }
  return keptAt === undefined ? [answered] : [answered, { what: 'place-kept', at: keptAt }]
}

const reachEntries = (suppression: Suppression | undefined): readonly HistoryEntry[] => {
  const evidence = suppression && unreachable(suppression)
  return [
    ...(suppression?.liftedAt === undefined ? [] : [{ what: 'reachable' as const, at: suppression.liftedAt }]),
    ...(evidence === undefined ? [] : [{ what: 'unreachable' as const, at: evidence.at, reason: evidence.reason }]),
  ]
}

/** The history of a registration and its mails, oldest first; never whether or when feedback was given. */
export const historyOf = (known: Known): readonly HistoryEntry[] => {
  const { registration, suppression } = known
  const messages = known.messages
    .filter((message) => !tellsWhoAnswered(message))
    .toSorted((a, b) =>
      a.createdAt === b.createdAt ? (a.calendar?.sequence ?? 0) - (b.calendar?.sequence ?? 0) : a.createdAt < b.createdAt ? -1 : 1,
    )
  const { registeredAt, round, cancelledAt, endedBy } = registration
  const told = messages.flatMap(toldBy)
  const endIsTold = told.some((entry) => entry.what === 'ended' && entry.round === round)
  const entries: readonly HistoryEntry[] = [
    { what: 'registered', at: registeredAt, round },
    ...told,
    ...(cancelledAt === undefined || endIsTold
      ? []
      : [{ what: 'ended' as const, at: cancelledAt, round, ...(endedBy === undefined ? {} : { reason: endedBy }) }]),
    ...messages.flatMap((message) => lifeOf(message, known.messages)),
    ...leftOut(known),
    ...answerEntries(registration),
    ...reachEntries(suppression),
  ]
  return entries.toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1))
}
