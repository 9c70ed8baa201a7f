import type { Instant } from '../../domain/basics/wall-time.ts'
import { messageEvent, owedMail } from '../../domain/mail/owed-mail.ts'
import type { Registration } from '../../domain/registration/registration.ts'
import type { EventWithSeats } from '../../domain/seats/event-with-seats.ts'
import { chooseSeats, knows, pools, type SeatCounter, type Seats } from '../../domain/seats/seats.ts'
import { poolsFor, sessionPools } from '../../domain/seats/waiting-list.ts'
import type { Registrations, Step } from '../../store/registrations.ts'

/**
 * How taking a place ended.
 * - `given`: these seats
 * - `full`: the event or a session, by its pool
 * - `seats-changed`: seats were taken since they were read; these are the counters now
 * - `already`: the registration changed since it was read, or the address already has one
 * - `again`: the event changed since it was read
 * - `conflict`: a concurrent write
 */
export type Placed =
  | { readonly outcome: 'given'; readonly seats: Seats }
  | { readonly outcome: 'full'; readonly full: string }
  | { readonly outcome: 'seats-changed'; readonly counters: readonly SeatCounter[] }
  | { readonly outcome: 'already' | 'again' | 'conflict' }

/** Whether counters still belong to the event as it was read, with its seats shared out in the same way. */
const areOf = ({ event, seats }: EventWithSeats, counters: readonly SeatCounter[]): boolean =>
  counters.length > 0 &&
  counters.every((counter) => knows(event, counter) && counter.allotment === seats.find(({ shard }) => shard === counter.shard)?.allotment)

/** The seats available to somebody in an event as it was read. */
export const seatsFor = (
  { event, seats }: EventWithSeats,
  { groups, sessions }: Pick<Registration, 'groups' | 'sessions'>,
  now: Instant,
  first?: number,
) => chooseSeats(seats, [poolsFor(event, groups, now, false), ...sessionPools(event, sessions).map((pool) => [pool])], Math.random, first)

/** Whether the event itself is full, rather than one of its sessions. */
export const isEventFull = ({ full }: { readonly full: string }): boolean => full === pools.general

/** Gives somebody a place, with a new registration or by approving an existing one, and owes the confirmation. */
export const createPlacing = ({ registrations }: { registrations: Registrations }) => {
  // Lambda environments serve one request at a time: each stays with the counter that served it last, so that collisions are rare.
  let last: { readonly slug: string; readonly shard: number | undefined } | undefined
  let serving = 0

  const place = async (read: EventWithSeats, person: Registration, now: Instant, approves = false): Promise<Placed> => {
    const choice = seatsFor(read, person, now, serving === 1 && last?.slug === read.event.slug ? last.shard : undefined)
    if ('full' in choice) return { outcome: 'full', full: choice.full }
    const { slug, revision } = read.event
    const placed: Registration = { ...person, revision, seats: choice.seats }
    const owes = owedMail.confirmation(messageEvent(read.event), placed, now)
    const step: Step = approves
      ? { registration: person, take: 'approve', set: { revision, seats: choice.seats, approveBy: undefined, owes: undefined }, owes }
      : { make: { ...placed, status: 'confirmed' }, owes }
    const written = await registrations.write(slug, 'confirmed', now, [step], { revision, yields: true })
    last = written.outcome === 'written' ? { slug, shard: Object.values(choice.seats)[0] } : undefined
    switch (written.outcome) {
      case 'written':
        return { outcome: 'given', seats: choice.seats }
      case 'conflict':
        return { outcome: 'conflict' }
      case 'step-refused':
        return { outcome: 'already' }
      case 'seats-changed':
        return areOf(read, written.counters) ? written : { outcome: 'again' }
    }
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
