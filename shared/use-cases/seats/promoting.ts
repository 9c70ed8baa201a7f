import type { Instant } from '../../domain/basics/wall-time.ts'
import { waysOf } from '../../domain/event/participation.ts'
import { isRunning } from '../../domain/event/registration-window.ts'
import type { Registration } from '../../domain/registration/registration.ts'
import type { EventWithSeats } from '../../domain/seats/event-with-seats.ts'
import { chooseSeats, givingCounters, knows, pools, roomIn, roomInAll, seatsGiven } from '../../domain/seats/seats.ts'
import { lookedAt, participationSeat, poolsFor, served, wishedSessions } from '../../domain/seats/waiting-list.ts'
import type { Events } from '../../store/events.ts'
import type { Registrations } from '../../store/registrations.ts'

const peopleAtATime = 50
// Each round follows a concurrent change by somebody else.
const rounds = 20

/** Whether a session or a way to take part has free places that no counter may give, or counters do not count in a way yet. */
const choicesUnshared = ({ event, seats }: EventWithSeats): boolean => {
  const mayGiveMore = (pool: string, places: number | undefined): boolean =>
    places !== undefined && places - seats.reduce((sum, { taken }) => sum + (taken[pool] ?? 0), 0) > roomIn(seats, pool)
  return (
    event.sessions.some(({ id, capacity }) => mayGiveMore(pools.session(id), capacity)) ||
    waysOf(event).some(({ way, places }) => {
      const pool = pools.participation(way)
      return seats.some(({ taken }) => taken[pool] === undefined) || mayGiveMore(pool, places)
    })
  )
}

/**
 * Whether counters need updating: free places that none may give, because some were returned while more were given
 * than allowed, or to a counter that gives none, or are no longer kept for a group; or a counter with outdated knowledge of the event.
 */
const isUnshared = ({ event, seats }: EventWithSeats, live: readonly string[]): boolean => {
  if (!seats.every((counter) => knows(event, counter))) return true
  if (choicesUnshared({ event, seats })) return true
  if (event.capacity === undefined) return false
  const stale = seats.flatMap(({ taken }) => Object.keys(taken)).filter((pool) => pool.startsWith('hold-') && !live.includes(pool))
  if (roomInAll(seats.slice(givingCounters(event, seats.length))) > 0) return true
  return event.capacity - seatsGiven(seats) > roomInAll(seats) || stale.some((pool) => roomIn(seats, pool) > 0)
}

/**
 * Gives an event's free places to the people waiting, first come, first served, until either runs out.
 * Places set aside for the list go to everyone once nobody is waiting.
 */
export const createPromoting = ({ events, registrations }: { events: Events; registrations: Registrations }) => {
  /** Serves one person: with a seat, or not, because there is none for them, or because they or the seats changed. */
  const serve = async (read: EventWithSeats, waiting: Registration, now: Instant): Promise<'served' | 'gone' | 'no-seat' | 'again'> => {
    const { event, seats: shards } = read
    const choice = chooseSeats(shards, [poolsFor(event, waiting.groups, now, true)], Math.random)
    const way = participationSeat(event, shards, waiting, {})
    if ('full' in choice || way === undefined) return 'no-seat'
    const { seats, sessions } = wishedSessions(event, shards, waiting.sessions, {}, Object.values(choice.seats)[0])
    const step = served(read, waiting, { seats: { ...seats, ...way, ...choice.seats }, sessions }, now)
    const cause = step.take === 'offer' ? 'offered' : 'confirmed'
    const written = await registrations.write(event.slug, cause, now, [step], { revision: event.revision })
    switch (written.outcome) {
      case 'written':
        return 'served'
      case 'seats-changed':
        return 'again'
      case 'step-refused':
      case 'conflict':
      case 'share-used':
        return 'gone'
    }
  }

  const readOpen = async (slug: string, now: Instant): Promise<EventWithSeats | undefined> => {
    const read = await events.getWithSeats(slug)
    return read !== undefined && isRunning(read.event, now) ? read : undefined
  }

  /** Serves the people on the list in order. True if somebody was served, or seats changed, so that it is worth looking again. */
  const serveAll = async (slug: string, people: readonly Registration[], now: Instant): Promise<boolean> => {
    let changed = false
    for (const waiting of people) {
      const read = await readOpen(slug, now)
      if (read === undefined || roomInAll(read.seats) === 0) return changed
      const done = await serve(read, waiting, now)
      changed ||= done === 'served' || done === 'again'
      if (done === 'again') return true
    }
    return changed
  }

  return async (slug: string, now: Instant): Promise<void> => {
    for (let round = 0; round < rounds; round++) {
      const read = await readOpen(slug, now)
      if (read === undefined) return
      const waiting = await registrations.firstWaiting(slug, lookedAt(read.event, peopleAtATime))
      // Nothing is set aside for people who wait for a way to take part that is full.
      const people = waiting.filter((each) => participationSeat(read.event, read.seats, each, {}) !== undefined)
      const live = poolsFor(
        read.event,
        read.event.holds.map(({ id }) => id),
        now,
        false,
      )
      const idle = people.length === 0 && roomIn(read.seats, pools.list) > 0
      if (isUnshared(read, live) || idle) {
        await events.shareOut(read, now, people.length)
      } else if (people.length === 0 || !(await serveAll(slug, people, now))) return
    }
  }
}
export type Promote = ReturnType<typeof createPromoting>
