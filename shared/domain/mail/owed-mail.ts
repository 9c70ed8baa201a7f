import { network } from '../basics/network.ts'
import { type Instant, instantNear, wallTimeAt } from '../basics/wall-time.ts'
import { shownDays } from '../event/daily-hours.ts'
import type { Event } from '../event/event.ts'
import type { ShownSession } from '../event/fields.ts'
import { asAttended } from '../event/participation.ts'
import { shownSessions } from '../event/session-changes.ts'
import type { Proposal } from '../proposal/proposal.ts'
import { type Ending, invitationUid, type Registration, type RegistrationStatus } from '../registration/registration.ts'
import { myDataUntil } from './asked-mail.ts'
import type { WrittenMessage } from './organiser-message.ts'
import { type LinkedRegistration, type MessageEvent, type MessageKind, messageId, type OutboxMessage } from './outbox-message.ts'
import type { RemarkedProposal, ToldProposal } from './steering-mail.ts'
import type { WaitingWork } from './waiting-work.ts'

/** What mails say about an event, as it is now. */
export const messageEvent = (event: Event): MessageEvent => {
  const { slug, kind, title, summary, format, timeZone, start, end, startsAt, endsAt, joinUrl, venue } = event
  const days = shownDays(event)
  const ofDays = days === undefined ? {} : { days }
  const about = { slug, kind, title, summary, format, timeZone, start, end, startsAt, endsAt, joinUrl, venue, ...ofDays }
  return event.sessions.length === 0 ? about : { ...about, sessions: shownSessions(event) }
}

/** The same for a changed event, with its previous state. */
export const changedEvent = (event: Event): MessageEvent => ({ ...messageEvent(event), before: event.before })

const hourOf = (now: Instant): string => now.slice(0, 13).replaceAll(/\D/g, '')

const digitsOf = (now: Instant): string => now.replaceAll(/\D/g, '')

/** The kind of mail that tells each end of an unconfirmed registration. */
const endKinds = {
  pending: 'request-ended',
  waitlisted: 'waitlist-left',
  offered: 'offer-ended',
  cancelled: 'waitlist-left',
} as const satisfies Record<Exclude<RegistrationStatus, 'confirmed'>, MessageKind>

type Recipient = Pick<Registration, 'id' | 'round' | 'name' | 'email' | 'language' | 'sequence'> &
  Partial<Pick<Registration, 'sessions' | 'missed' | 'participation'>> & {
    readonly registeredBy?: string | undefined
    /** The sessions before a new choice. */
    readonly sessionsBefore?: readonly string[]
    /** How they took part before they chose otherwise. */
    readonly participationBefore?: Registration['participation']
  }

/** A mailbox, as far as it is known without a registration. */
type Mailbox = Pick<Recipient, 'id' | 'email' | 'language'>

/** Who asked for another address, for which registration. */
interface AddressAsked {
  readonly by: string
  readonly link: LinkedRegistration
}

/** Who registered an address again, or gave it a place. */
interface Again {
  readonly by?: string | undefined
  /** The person, if it is not the one of the registration; the tag stands for the name. */
  readonly another?: { readonly name: string; readonly tag: string } | undefined
  readonly handsOver?: boolean
}

const chosenOf = (sessions: readonly ShownSession[] | undefined, chosen: readonly string[]): ShownSession[] =>
  sessions?.filter(({ id }) => chosen.includes(id)) ?? []

/** The event as one person is told about it: as they take part, with the sessions that they chose. */
const toldTo = (event: MessageEvent, to: Partial<Recipient>) => {
  const { sessions = [], sessionsBefore = sessions, participation } = to
  const participationBefore = 'participationBefore' in to ? to.participationBefore : participation
  const { sessions: all, before, ...about } = event
  const [own, ownBefore] = [chosenOf(all, sessions), chosenOf(before?.sessions, sessionsBefore)]
  return {
    ...asAttended(about, { participation }),
    ...(own.length === 0 ? {} : { sessions: own }),
    ...(before === undefined
      ? {}
      : { before: { ...asAttended(before, { participation: participationBefore }), sessions: before.sessions && ownBefore } }),
  }
}

/** What calendars showed of an event before a new choice of sessions, which may be part of what a mail still owed tells. */
const beforeChoice = (event: MessageEvent): NonNullable<MessageEvent['before']> => {
  const { title, format, timeZone, startsAt, endsAt, joinUrl, venue, days } = event.before ?? event
  const ofDays = days === undefined ? {} : { days }
  return { title, format, timeZone, startsAt, endsAt, joinUrl, venue, ...ofDays, sessions: event.before?.sessions ?? event.sessions }
}

const owed = (kind: MessageKind, mark: number | string, event: MessageEvent, to: Recipient, now: Instant): OutboxMessage => ({
  id: messageId(to, kind, mark),
  kind,
  state: 'pending',
  registrationId: to.id,
  round: to.round,
  recipient: { name: to.name, email: to.email },
  language: to.language,
  createdAt: now,
  event: toldTo(event, to),
  ...(to.registeredBy === undefined ? {} : { registeredBy: to.registeredBy }),
  ...(to.missed === undefined ? {} : { missed: chosenOf(event.sessions, to.missed).map(({ title }) => title) }),
  attempts: 0,
})

const withCalendar = (kind: MessageKind, sequence: number, event: MessageEvent, to: Recipient, now: Instant): OutboxMessage => ({
  ...owed(kind, sequence, event, to, now),
  calendar: { uid: invitationUid(to, network.mail.domain), sequence },
})

/** Stands for the event in a mail that has none: the time for which its link works. */
const linkLife = (now: Instant): MessageEvent => ({
  slug: 'my-data',
  kind: 'webinar',
  title: network.name,
  summary: network.name,
  format: 'online',
  timeZone: network.timeZone,
  start: wallTimeAt(now, network.timeZone),
  end: wallTimeAt(myDataUntil(now), network.timeZone),
  startsAt: now,
  endsAt: myDataUntil(now),
})

/** Stands for the event in a mail about a proposal: the best of its dates, or the draft that it has become. */
export const proposedEvent = ({ asked, event = 'proposal' }: Proposal): MessageEvent => {
  const { kind, title, format, timeZone, preferredDates } = asked
  const [date] = preferredDates
  if (date === undefined) throw new RangeError('a checked proposal has a date')
  const at = (wallTime: string): Instant => instantNear(wallTime, timeZone)
  return { slug: event, kind, title, summary: title, format, timeZone, ...date, startsAt: at(date.start), endsAt: at(date.end) }
}

/** The same mail in the lane of strangers, at the `turn` of one who has not shown that the mailbox is theirs; undefined for others. */
export const forStranger = (message: OutboxMessage, turn: number | undefined): OutboxMessage =>
  turn === undefined ? message : { ...message, turn }

/** The mails a registration can be owed. SEQUENCE rises with every change of the invitation (RFC 5546 §2.1.4). */
export const owedMail = {
  confirmation: (event: MessageEvent, to: Recipient, now: Instant) => withCalendar('confirmation', to.sequence, event, to, now),
  /** For the colleague who took over a place, from this person. */
  handedOver: (event: MessageEvent, to: Recipient, from: Pick<Registration, 'name'>, now: Instant): OutboxMessage => ({
    ...withCalendar('confirmation', to.sequence, event, { ...to, registeredBy: from.name }, now),
    reason: 'handed-over',
  }),
  update: (event: MessageEvent, to: Recipient, now: Instant) => withCalendar('update', to.sequence + 1, event, to, now),
  /** For a person with a place who chose other sessions than before, or takes part in another way. */
  chosenAnew: (event: MessageEvent, to: Recipient & { readonly switched?: boolean }, now: Instant): OutboxMessage => ({
    ...withCalendar('update', to.sequence + 1, { ...event, before: beforeChoice(event) }, to, now),
    ...(to.switched === true ? { switched: true } : {}),
  }),
  /** For a person whose registration ends. A confirmed person's invitation is withdrawn; others never had one. */
  ended: (event: MessageEvent, to: Recipient & Pick<Registration, 'status'>, now: Instant, reason: Ending): OutboxMessage => ({
    ...(to.status === 'confirmed'
      ? withCalendar('cancellation', to.sequence + 1, event, to, now)
      : owed(endKinds[to.status], to.sequence, event, to, now)),
    reason,
  }),
  waitlisted: (event: MessageEvent, to: Recipient, now: Instant) => owed('waitlisted', to.sequence, event, to, now),
  offered: (event: MessageEvent, to: Recipient, now: Instant, until: Instant): OutboxMessage => ({
    ...owed('offered', to.sequence, event, to, now),
    until,
  }),
  held: (event: MessageEvent, to: Recipient, now: Instant, until: Instant): OutboxMessage => ({
    ...owed('held', to.sequence, event, to, now),
    until,
  }),
  pending: (event: MessageEvent, to: Recipient, now: Instant, until: Instant): OutboxMessage => ({
    ...owed('pending', to.sequence, event, to, now),
    until,
  }),
  /**
   * At most one per hour and cause, so that nobody can flood somebody else's mailbox by registering it repeatedly. `by` registered
   * this person, or tried `another` with the same address; with `handsOver`, `by` gave their place.
   */
  link: (event: MessageEvent, to: Recipient, now: Instant, { by, another, handsOver = false }: Again = {}): OutboxMessage => {
    const cause = handsOver ? '_given' : another !== undefined ? `_another_${another.tag}` : by !== undefined ? '_registered' : ''
    return {
      ...owed('link', `${hourOf(now)}${cause}`, event, { ...to, registeredBy: by }, now),
      ...(another === undefined ? {} : { tried: another.name }),
      ...(handsOver ? { reason: 'handed-over' } : {}),
    }
  },
  /** Asks the holder of a new address to confirm it; `to.id` is `personMailId`, `by` has the name, and `link` is the registration. */
  addressChange: (event: MessageEvent, to: Mailbox, { by, link, until }: AddressAsked & { readonly until: Instant }, now: Instant) => ({
    ...owed('address-change', `${link.id}_${digitsOf(now)}`, event, { ...to, name: '', round: 1, sequence: 0, registeredBy: by }, now),
    links: [{ ...link, event: toldTo(link.event, {}) }],
    until,
  }),
  /** The same for an address with a registration of its own, which is the `link`; `asker` is the other one, of which there may be several. */
  addressTaken: (event: MessageEvent, to: Mailbox, { by, link, asker }: AddressAsked & { readonly asker: string }, now: Instant) => ({
    ...owed('address-taken', `${asker}_${digitsOf(now)}`, event, { ...to, name: '', round: 1, sequence: 0, registeredBy: by }, now),
    links: [{ ...link, event: toldTo(link.event, {}) }],
  }),
  /** For the address of the registration; `to` is the new one, with most of it hidden, for which `tag` stands. */
  addressAsked: (event: MessageEvent, holder: Recipient, { to, tag }: { readonly to: string; readonly tag: string }, now: Instant) => ({
    ...owed('address-asked', `${digitsOf(now)}_${tag}`, event, holder, now),
    address: to,
  }),
  /** For the new address of a registration with a place. */
  addressChanged: (event: MessageEvent, to: Recipient, now: Instant): OutboxMessage => ({
    ...withCalendar('confirmation', to.sequence, event, to, now),
    reason: 'address-changed',
  }),
  /** Once per invitation, however often it is declined. */
  declineQuestion: (event: MessageEvent, to: Recipient, now: Instant) => owed('decline-question', to.sequence, event, to, now),
  survey: (event: MessageEvent, to: Recipient, now: Instant) => owed('survey', 0, event, to, now),
  /** At most one per hour, or one `digest` per day; `to.id` is `personMailId`. Undefined without a registration: strangers get no mail. */
  myLinks: (
    to: Pick<Recipient, 'id' | 'name' | 'email' | 'language'>,
    links: readonly LinkedRegistration[],
    now: Instant,
    digest = false,
  ): OutboxMessage | undefined => {
    const [first] = links
    const mark = digest ? `digest-${hourOf(now).slice(0, 8)}` : hourOf(now)
    const about = { links: links.map((link) => ({ ...link, event: toldTo(link.event, {}) })), ...(digest ? { digest: true as const } : {}) }
    return first && { ...owed('my-links', mark, first.event, { ...to, round: 1, sequence: 0 }, now), ...about }
  },
  /** At most one per hour; `to.id` is `personMailId`. It is about no event: its own ends when the link does. */
  myData: (to: Pick<Recipient, 'id' | 'name' | 'email' | 'language'>, now: Instant) =>
    owed('my-data', hourOf(now), linkLife(now), { ...to, round: 1, sequence: 0 }, now),
  'survey-reminder': (event: MessageEvent, to: Recipient, now: Instant) => owed('survey-reminder', 0, event, to, now),
  /** `mark` identifies the message within the event. */
  message: (event: MessageEvent, to: Recipient, now: Instant, mark: string, written: WrittenMessage): OutboxMessage => ({
    ...owed('message', mark, event, to, now),
    written,
  }),
  /** `mark` identifies the reminder within the event; `revision` is the event's revision that it shows. */
  reminder: (event: MessageEvent, to: Recipient, now: Instant, mark: string, revision: number): OutboxMessage => ({
    ...owed('reminder', mark, event, to, now),
    revision,
  }),
  /** Once ever per event and address; `to.id` is `personMailId`. People who did not ask have no language yet, so it uses the event's. */
  invited: (event: MessageEvent, to: Pick<Recipient, 'id' | 'email' | 'language'>, now: Instant) =>
    owed('invited', event.slug, event, { ...to, name: '', round: 1, sequence: 0 }, now),
  /** At most one per hour and event; `to.id` is `personMailId`. An address alone gives no name. */
  personalLink: (
    event: MessageEvent,
    to: Pick<Recipient, 'id' | 'email' | 'language'>,
    now: Instant,
    hold: string | undefined,
  ): OutboxMessage => ({
    ...owed('personal-link', `${event.slug}_${hourOf(now)}`, event, { ...to, name: '', round: 1, sequence: 0 }, now),
    ...(hold === undefined ? {} : { hold }),
  }),
  /** For the colleague whom an event is shared with, or handed over to; `to.id` is `personMailId`. */
  organising: (
    kind: 'event-shared' | 'event-handed-over',
    event: MessageEvent,
    to: Pick<Recipient, 'id' | 'name' | 'email' | 'language'>,
    now: Instant,
  ) => owed(kind, `${event.slug}_${now.replaceAll(/\D/g, '')}`, event, { ...to, round: 1, sequence: 0 }, now),
  /** For an organiser, once for each planned time; `to.id` is `personMailId`. */
  notPublished: (
    event: MessageEvent,
    publication: NonNullable<OutboxMessage['publication']>,
    to: Pick<Recipient, 'id' | 'name' | 'email' | 'language'>,
    now: Instant,
  ): OutboxMessage => ({
    ...owed('not-published', `${event.slug}_${digitsOf(publication.at)}`, event, { ...to, round: 1, sequence: 0 }, now),
    publication,
  }),
  /** About a proposal, once in each of its rounds; `to.id` is `personMailId`. */
  steering: (
    kind: 'proposal-opened' | 'proposal-reminder' | 'proposal-outcome',
    event: MessageEvent,
    proposal: ToldProposal,
    to: Pick<Recipient, 'id' | 'name' | 'email' | 'language'>,
    now: Instant,
  ): OutboxMessage => ({ ...owed(kind, `${proposal.id}_${proposal.round}`, event, { ...to, round: 1, sequence: 0 }, now), proposal }),
  /** For an organiser or proposer, one for each `mark`; `to.id` is `personMailId`, and `event` the first of those it is about. */
  waiting: (
    event: MessageEvent,
    { work, remarked }: { readonly work: readonly WaitingWork[]; readonly remarked: readonly RemarkedProposal[] },
    to: Pick<Recipient, 'id' | 'name' | 'email' | 'language'>,
    mark: string,
    now: Instant,
  ): OutboxMessage => ({
    ...owed('waiting', mark, event, { ...to, round: 1, sequence: 0 }, now),
    ...(work.length === 0 ? {} : { waiting: [...work] }),
    ...(remarked.length === 0 ? {} : { remarked: [...remarked] }),
  }),
} as const
