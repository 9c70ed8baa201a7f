import type { Instant } from '../../domain/basics/wall-time.ts'
import { forStranger, messageEvent, owedMail } from '../../domain/mail/owed-mail.ts'
import type { Registration } from '../../domain/registration/registration.ts'
import type { EventWithSeats } from '../../domain/seats/event-with-seats.ts'
import { givenInCounter, givesAtOnce, mustConfirm, shareOfSource } from '../../domain/seats/fair-share.ts'
import { chooseSeats, knows, pools, type SeatCounter, type Seats } from '../../domain/seats/seats.ts'
import { allWaysFull, choicePools, eventPoolOf, fullWay, heldUntil, poolsFor } from '../../domain/seats/waiting-list.ts'
import type { Registrations, Step, Written } from '../../store/registrations.ts'
import type { SeatGuard } from '../../store/seats/counters.ts'

/** Seats given to somebody: for good, or until then unless the address is confirmed. */
interface Given {
  readonly seats: Seats
  readonly until?: Instant
}

/**
 * How taking a place ended.
 * - `given`: these seats
 * - `full`: the event or a session, by its pool
 * - `share-used`: there are seats, but the person's source network has its share of unproven ones
 * - `seats-changed`: seats were taken since they were read; these are the counters now
 * - `already`: the registration changed since it was read, or the address already has one
 * - `again`: the event changed since it was read
 * - `conflict`: a concurrent write
 */
export type Placed =
  | ({ readonly outcome: 'given' } & Given)
  | { readonly outcome: 'full'; readonly full: string }
  | { readonly outcome: 'seats-changed'; readonly counters: readonly SeatCounter[] }
  | { readonly outcome: 'share-used' }
  | { readonly outcome: 'already' | 'again' | 'conflict' }

/** Whether counters still belong to the event as it was read, with its seats shared out in the same way. */
const areOf = ({ event, seats }: EventWithSeats, counters: readonly SeatCounter[]): boolean =>
  counters.length > 0 &&
  counters.every((counter) => knows(event, counter) && counter.allotment === seats.find(({ shard }) => shard === counter.shard)?.allotment)

/** Seats, which may only be held until the person's address is confirmed, or the first wanted pool that is full. */
export type Available = { readonly seats: Seats; readonly held: boolean } | { readonly full: string }

/** The seats available to somebody in an event as it was read. */
export const seatsFor = (
  read: EventWithSeats,
  person: Pick<Registration, 'groups' | 'sessions' | 'participation' | 'source' | 'held'>,
  now: Instant,
  first?: number,
): Available => {
  const { event, seats } = read
  const { groups, source, held } = person
  const wanted = [poolsFor(event, groups, now, false), ...choicePools(event, seats, person).map((pool) => [pool])]
  const givers =
    source === undefined
      ? seats
      : held === true || mustConfirm(read, source)
        ? []
        : seats.filter((counter) => givesAtOnce(read, counter, source))
  const atOnce = chooseSeats(seats, wanted, Math.random, first, givers)
  if ('seats' in atOnce) return { ...atOnce, held: false }
  const choice = source === undefined ? atOnce : chooseSeats(seats, wanted, Math.random, first)
  return 'seats' in choice ? { ...choice, held: true } : choice
}

/** Whether the event itself is full, also in that no way to take part has places; rather than one of the ways, or a session. */
export const isEventFull = (read: EventWithSeats, { full }: { readonly full: string }): boolean =>
  full === pools.general || (fullWay(full) !== undefined && allWaysFull(read))

/** Confirms a request with these seats. An organiser has looked at it, so it no longer counts against its source. */
const approval = (read: EventWithSeats, person: Registration, seats: Seats, now: Instant): Step => {
  const { revision } = read.event
  const owes = owedMail.confirmation(messageEvent(read.event), person, now)
  const done = { approveBy: undefined, owes: undefined, registeredBy: undefined, source: undefined } as const
  return { registration: person, take: 'approve', set: { revision, seats, ...done }, owes }
}

/** A new registration with these seats. */
const newPlace = (read: EventWithSeats, person: Registration, { seats, until }: Given, now: Instant): Step => {
  const { registeredBy: _, turn, ...kept } = person
  const placed: Registration = { ...kept, revision: read.event.revision, seats }
  const about = messageEvent(read.event)
  return until === undefined
    ? { make: { ...placed, status: 'confirmed' }, owes: forStranger(owedMail.confirmation(about, person, now), turn) }
    : {
        make: { ...placed, status: 'offered', held: true, offerExpiresAt: until },
        owes: forStranger(owedMail.held(about, person, now, until), turn),
      }
}

/** What must still hold when the seats are given. */
const guardOf = (read: EventWithSeats, source: string | undefined, { seats, until }: Given): SeatGuard => {
  const shard = seats[eventPoolOf({ seats }) ?? '']
  const share = source === undefined || shard === undefined || until !== undefined ? undefined : givenInCounter(read, source, shard)
  return { revision: read.event.revision, yields: true, counters: read.seats, share, mostHeld: shareOfSource(read.event)?.held }
}

const endOf = (read: EventWithSeats, written: Written, given: Given): Placed => {
  switch (written.outcome) {
    case 'written':
      return { outcome: 'given', ...given }
    case 'conflict':
    case 'share-used':
      return { outcome: written.outcome }
    case 'step-refused':
      return { outcome: 'already' }
    case 'seats-changed':
      return areOf(read, written.counters) ? written : { outcome: 'again' }
  }
}

/** Gives somebody a place, with a new registration or by approving an existing one, and owes the confirmation. */
export const createPlacing = ({ registrations }: { registrations: Registrations }) => {
  // Lambda environments serve one request at a time: each stays with the counter that served it last, so that collisions are rare.
  let last: { readonly slug: string; readonly shard: number | undefined } | undefined
  let serving = 0

  const place = async (read: EventWithSeats, asking: Registration, now: Instant, approves = false): Promise<Placed> => {
    const person = approves ? { ...asking, source: undefined } : asking
    const choice = seatsFor(read, person, now, serving === 1 && last?.slug === read.event.slug ? last.shard : undefined)
    if ('full' in choice) return { outcome: 'full', full: choice.full }
    const { slug } = read.event
    const given = { seats: choice.seats, ...(choice.held ? { until: heldUntil(read.event, now) } : {}) }
    const step = approves ? approval(read, asking, choice.seats, now) : newPlace(read, person, given, now)
    const cause = given.until === undefined ? 'confirmed' : 'offered'
    const written = await registrations.write(slug, cause, now, [step], guardOf(read, person.source, given))
    last = written.outcome === 'written' ? { slug, shard: Object.values(choice.seats)[0] } : undefined
    return endOf(read, written, given)
  }

  return async (...asked: Parameters<typeof place>): Promise<Placed> => {
    serving++
    try {
      return await place(...asked)
    } finally {
      serving--
    }
  }
}
