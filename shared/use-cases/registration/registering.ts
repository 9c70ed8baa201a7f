import { emailKey } from '../../domain/basics/email-address.ts'
import type { FieldProblem } from '../../domain/basics/field-problem.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { type Event, isPublic, needsPersonalKey } from '../../domain/event/event.ts'
import { registrationState } from '../../domain/event/registration-window.ts'
import type { OutboxMessage } from '../../domain/mail/outbox-message.ts'
import { forStranger, messageEvent, owedMail } from '../../domain/mail/owed-mail.ts'
import { isSameName } from '../../domain/people/person-name.ts'
import { type Registration, type RegistrationInput, waitingSince } from '../../domain/registration/registration.ts'
import { choiceFull, sessionProblems } from '../../domain/registration/session-choice.ts'
import type { EventWithSeats } from '../../domain/seats/event-with-seats.ts'
import { shareOfSource } from '../../domain/seats/fair-share.ts'
import { approvalDeadline } from '../../domain/seats/waiting-list.ts'
import { untilSettled } from '../../runtime/until-settled.ts'
import type { AddressLists } from '../../store/address-lists.ts'
import { createRecentEvents, type RecentEvents } from '../../store/cached-events.ts'
import type { Events } from '../../store/events.ts'
import type { Rates } from '../../store/rates.ts'
import type { Registrations } from '../../store/registrations.ts'
import type { Keys } from '../../store/secret-keys.ts'
import { contentTag, holdSubject, registrationId, sourceTag } from '../../tokens/registration-tokens.ts'
import { type Available, createPlacing, isEventFull, type Placed, seatsFor } from '../seats/placing.ts'
import { createAdmitting, keyProblems } from './admitting.ts'
import { createTurns } from './rating.ts'

/**
 * How a request to register ended. `confirmed`, `waitlisted` and `pending` are also the answers to an address already registered.
 * `offered`: a place is held until the address is confirmed. `full`: there is no place, and no waiting list.
 * `first-stands`: this form was sent before and says something else now; what it said first stands.
 * `share-used`: the person's network holds as many places as it may until some of its addresses are confirmed.
 */
export type Registering =
  | 'confirmed'
  | 'waitlisted'
  | 'offered'
  | 'pending'
  | 'full'
  | 'share-used'
  | 'first-stands'
  | 'not-open-yet'
  | 'closed'
  | 'no-such-event'
  | { readonly problems: readonly FieldProblem[] }

interface Asked {
  readonly now: Instant
  readonly language: Language
  /** A key from the form or client: repeating the same request returns its actual outcome. */
  readonly requestKey: string | undefined
  /** The network that the request of a stranger came from. Without one, addresses need no proof. */
  readonly network?: string | undefined
  /** The wider network around that one. */
  readonly wideNetwork?: string | undefined
  /** Whether the address has to be confirmed in any case, because of how many came from there. */
  readonly confirms?: boolean
  /** Who registers this person, if somebody else does; empty without a name. */
  readonly registeredBy?: string | undefined
}

// Each failed attempt means that somebody else was served, or the event changed; this many in a row mean a bug.
const attempts = 60

/** The input to the next attempt: the registration's round, and the event as read, unless that is too old. */
interface Next {
  readonly round: number
  readonly read: EventWithSeats | undefined
  /** The number, from 1, of the next refusal by a counter. */
  readonly refusals?: number
}

// A refusal reports one counter, where a read reports all; after several refusals, much has changed.
const refusalsARead = 4

// Another request holds the same counter for a few milliseconds.
const longestPauseMs = 40

interface Answered {
  readonly outcome: 'answered'
  readonly answer: Registering
}

/** The end of one try: an answer, or the input to the next one. */
type Tried = Answered | { readonly outcome: 'again'; readonly next: Next }

/** The result of one try: an answer, or why there is none yet. */
type Decided = Answered | Exclude<Placed, { readonly outcome: 'given' | 'full' | 'share-used' }>

const answered = (answer: Registering): Answered => ({ outcome: 'answered', answer })

/** A person who wants to register, before the outcome is decided. */
type Person = Omit<RegistrationInput, 'consent' | 'language' | 'key' | 'personalKey'> &
  Pick<Registration, 'id' | 'slug' | 'language' | 'groups' | 'source' | 'held' | 'turn' | 'requestContent'>

/** The mail with the link to an existing registration. */
const linkAgain = (
  { event }: EventWithSeats,
  existing: Registration,
  { turn }: Person,
  now: Instant,
  about?: Parameters<typeof owedMail.link>[3],
): OutboxMessage => forStranger(owedMail.link(messageEvent(event), existing, now, about), turn)

/** What a stranger would be told now; the answer to a registered address must not differ from it. */
const neutralAnswer = (read: EventWithSeats, person: Person, choice: Available): Registering => {
  if (read.event.audience === 'approval') return person.held === true ? 'share-used' : 'pending'
  if ('seats' in choice) return choice.held ? 'offered' : 'confirmed'
  if (!isEventFull(read, choice)) return { problems: [choiceFull(read, person.sessions, choice.full)] }
  if (read.event.waitingList === 'none') return 'full'
  return person.held === true ? 'share-used' : 'waitlisted'
}

const newRegistration = (person: Person, round: number, revision: number, { now, requestKey, registeredBy }: Asked): Registration => ({
  ...person,
  ...(registeredBy === undefined ? {} : { registeredBy }),
  round,
  revision,
  requestKey,
  status: 'confirmed',
  seats: {},
  registeredAt: now,
  consentedAt: now,
  sequence: 0,
})

/** Why nobody can currently register for the event, or for these sessions. */
const refusal = ({ event }: EventWithSeats, sessions: readonly string[], now: Instant): Registering | undefined => {
  if (!isPublic(event)) return 'no-such-event'
  const state = registrationState(event, now)
  if (state !== 'open') return state === 'not-open-yet' ? state : 'closed'
  const problems = sessionProblems(event, sessions)
  return problems.length === 0 ? undefined : { problems }
}

/** The person's groups that places are kept for: by country, or through a group's link. */
export const groupsOf = (event: Event, country: string, byKey: string | undefined): string[] =>
  event.holds.filter(({ id, countries }) => id === byKey || countries.includes(country)).map(({ id }) => id)

/**
 * Registers people: takes a seat if there is one, else the next place on the waiting list, and owes the mail. A registered address gets
 * a stranger's answer, but takes longer: where strangers ask, this runs `inSteps`.
 */
export const createRegistering = (
  stores: { events: Events; registrations: Registrations; keys: Keys; lists: Pick<AddressLists, 'admits'>; rates: Rates },
  events: RecentEvents = createRecentEvents(stores.events),
) => {
  const { registrations, keys } = stores
  const place = createPlacing(stores)
  const admit = createAdmitting(stores)
  const turnOf = createTurns(stores)

  /** Why nobody, or not this person with this key, can register. */
  const refusalOf = async (
    read: EventWithSeats,
    said: Pick<RegistrationInput, 'sessions' | 'email' | 'personalKey'>,
    now: Instant,
  ): Promise<Registering | undefined> => {
    const refused = refusal(read, said.sessions, now)
    if (refused !== undefined) return refused
    const problems = keyProblems(await admit(read.event, said))
    return problems.length === 0 ? undefined : { problems }
  }

  // Whoever only waits holds nothing that an unconfirmed address could lose, so it is not accepted.
  const wait = async (registration: Registration, now: Instant): Promise<Decided> => {
    if (registration.held === true) return answered('share-used')
    const since = waitingSince(registration.id, now)
    const put = await registrations.put({ ...registration, status: 'waitlisted', waitingSince: since, owes: 'waitlisted' })
    return put ? answered('waitlisted') : { outcome: 'already' }
  }

  const ask = async (event: Event, registration: Registration, now: Instant): Promise<Decided> => {
    if (registration.held === true) return answered('share-used')
    const approveBy = approvalDeadline(event, now)
    const put = await registrations.put({ ...registration, status: 'pending', approveBy, owes: 'pending' })
    return put ? answered('pending') : { outcome: 'already' }
  }

  /** Decides the outcome of a new registration, if the event as read allows it. */
  const decide = async (read: EventWithSeats, registration: Registration, now: Instant): Promise<Decided> => {
    if (read.event.audience === 'approval') return ask(read.event, registration, now)
    const placed = await place(read, registration, now)
    switch (placed.outcome) {
      case 'given':
        events.took(read, placed.seats, registration.source)
        return answered(placed.until === undefined ? 'confirmed' : 'offered')
      case 'share-used':
        return answered('share-used')
      case 'full':
        if (!isEventFull(read, placed)) return answered({ problems: [choiceFull(read, registration.sessions, placed.full)] })
        if (read.event.waitingList === 'none') return answered('full')
        return wait(registration, now)
      default:
        return placed
    }
  }

  /** The outcome of the very request that made the registration, if this is it, sent again. Nobody else knows its key. */
  const repeated = async (read: EventWithSeats, existing: Registration, person: Person, asked: Asked): Promise<Registering | undefined> => {
    const { status, requestKey, requestContent } = existing
    if (asked.requestKey === undefined || requestKey !== asked.requestKey || status === 'cancelled') return undefined
    if (requestContent === undefined || requestContent === person.requestContent) return status
    await registrations.owe([linkAgain(read, existing, person, asked.now)])
    return 'first-stands'
  }

  const answerAgain = async (read: EventWithSeats, existing: Registration, person: Person, asked: Asked): Promise<Registering> => {
    const before = await repeated(read, existing, person, asked)
    if (before !== undefined) return before
    // Where several people share a mailbox, it is told whom somebody tried to register.
    const { name } = person
    const another = isSameName(name, existing.name) ? undefined : { name, tag: contentTag(await keys.links(), name) }
    await registrations.owe([linkAgain(read, existing, person, asked.now, { by: asked.registeredBy, another })])
    // Only the registration itself refused the write: with the event as read, a stranger would have got exactly this.
    return neutralAnswer(read, person, seatsFor(read, person, asked.now))
  }

  /** One try: an answer, or the input to the next one. */
  const attempt = async (read: EventWithSeats, person: Person, { round, refusals = 1 }: Next, asked: Asked): Promise<Tried> => {
    const again = (next: Next) => ({ outcome: 'again' as const, next })
    const decided = await decide(read, newRegistration(person, round, read.event.revision, asked), asked.now)
    switch (decided.outcome) {
      case 'answered':
        return decided
      case 'again':
        return again({ round, read: undefined })
      case 'conflict':
        return again({ round, read })
      case 'seats-changed': {
        const { slug } = read.event
        const learnt = await events.learn(slug, decided.counters)
        return again({ round, read: refusals % refusalsARead === 0 ? await events.anew(slug) : learnt, refusals: refusals + 1 })
      }
      case 'already': {
        const { registration: existing, round: last } = await registrations.withRound(person.id)
        // Erased people keep their last round, so that no invitation's UID is used twice.
        if (existing === undefined) return again({ round: last + 1, read })
        if (existing.status === 'cancelled') return again({ round: existing.round + 1, read })
        return answered(await answerAgain(read, existing, person, asked))
      }
    }
  }

  return async (slug: string, input: RegistrationInput, asked: Asked): Promise<Registering> => {
    const { consent: _, language = asked.language, key: holdKey, personalKey, ...said } = input
    const key = await keys.links()
    const id = registrationId(key, slug, emailKey(said.email))
    const byKey = holdKey === undefined ? undefined : holdSubject(key, slug, holdKey)
    const requestContent = asked.requestKey === undefined ? undefined : contentTag(key, { ...said, language: input.language })
    const { now, network, wideNetwork = network } = asked
    const turn =
      network === undefined || wideNetwork === undefined
        ? undefined
        : await turnOf({ now, networks: { own: network, wide: wideNetwork }, emails: [said.email], slug })
    let next: Next = { round: 1, read: await events.recent(slug) }
    const personAt = ({ event }: EventWithSeats): Person => {
      // Without a limit there is no share to count, and the counters would grow with every network.
      const isCounted = asked.confirms === true || shareOfSource(event) !== undefined
      const person = { ...said, language, slug, id, groups: groupsOf(event, said.country, byKey), requestContent }
      // A personal key was sent to its address by mail.
      if (network === undefined || needsPersonalKey(event)) return person
      const source = isCounted ? { source: sourceTag(key, slug, network), ...(asked.confirms === true ? { held: true as const } : {}) } : {}
      return { ...person, turn, ...source }
    }
    const tryNext = async (): Promise<Registering | 'again'> => {
      const read = next.read ?? (await events.fresh(slug))
      if (read === undefined) return 'no-such-event'
      const refused = await refusalOf(read, { ...said, personalKey }, asked.now)
      if (refused !== undefined) return refused
      const tried = await attempt(read, personAt(read), next, asked)
      if (tried.outcome === 'answered') return tried.answer
      next = tried.next
      return 'again'
    }
    // The first refusal is usually the last; only after a second is it worth waiting for the others.
    const pauseMs = (round: number): number => (round === 0 ? 0 : longestPauseMs)
    return untilSettled(tryNext, { rounds: attempts, pauseMs, otherwise: 'no definite answer after many attempts' })
  }
}
export type Register = ReturnType<typeof createRegistering>
