import type { Instant } from '../basics/wall-time.ts'
import type { Event } from '../event/event.ts'
import { isRunning, liveHolds } from '../event/registration-window.ts'
import { messageEvent, owedMail } from '../mail/owed-mail.ts'
import type { Registration } from '../registration/registration.ts'
import { pools, room, roomIn, type SeatShard, type Seats, seatsGiven } from './seats.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b)

/** Places are kept no longer than until the start; for who comes later, until the end. */
const lastMoment = ({ startsAt, endsAt }: Event, now: Instant): Instant => (now < startsAt ? startsAt : endsAt)

/** Until when a place that is offered at `now` is kept. */
const offerExpiry = (event: Event, now: Instant): Instant =>
  earlier(new Date(Date.parse(now) + event.offerHours * hourMs).toISOString(), lastMoment(event, now))

/** Until when a request that comes at `now` must be approved. */
export const approvalDeadline = (event: Event, now: Instant): Instant =>
  earlier(new Date(Date.parse(now) + event.approvalDays * dayMs).toISOString(), lastMoment(event, now))

/** The pools from which somebody can have a place, in the order in which they are tried. Newcomers never take those of the list. */
export const poolsFor = (event: Event, groups: readonly string[], now: Instant, waits: boolean): readonly string[] => [
  ...liveHolds(event, now)
    .filter(({ id }) => groups.includes(id))
    .map(({ id }) => pools.hold(id)),
  ...(waits ? [pools.list] : []),
  pools.general,
]

/** The pools of sessions: those with a capacity of their own. */
export const sessionPools = (event: Event, sessions: readonly string[]): readonly string[] =>
  event.sessions.flatMap(({ id, capacity }) => (capacity !== undefined && sessions.includes(id) ? [pools.session(id)] : []))

/** The pool of the event that a registration has its seat in. */
export const eventPoolOf = ({ seats }: Pick<Registration, 'seats'>): string | undefined =>
  Object.keys(seats).find((pool) => !pool.startsWith('session-'))

/** Seats in the sessions that a waiting person wished for, as far as there is room; `kept` are those that somebody else leaves. */
export const wishedSessions = (
  event: Event,
  shards: readonly SeatShard[],
  wishes: readonly string[],
  kept: Seats,
): { readonly seats: Seats; readonly sessions: readonly string[] } => {
  const found = sessionPools(event, wishes).map((pool): [string, number | undefined] => [
    pool,
    kept[pool] ?? shards.find((shard) => room(shard, pool) > 0)?.shard,
  ])
  const full = found.filter(([, shard]) => shard === undefined).map(([pool]) => pool)
  return {
    seats: Object.fromEntries(found.flatMap(([pool, shard]) => (shard === undefined ? [] : [[pool, shard]]))),
    sessions: wishes.filter((id) => !full.includes(pools.session(id))),
  }
}

/** What a waiting person gets with a seat: a place at once, or an offer, as the organiser chose; and the mail that tells it. */
export const served = (event: Event, waiting: Registration, got: { seats: Seats; sessions: readonly string[] }, now: Instant) => {
  const about = messageEvent(event)
  const until = offerExpiry(event, now)
  const set = {
    seats: got.seats,
    sessions: [...got.sessions],
    revision: event.revision,
    waitingSince: undefined,
    owes: undefined,
  }
  return event.waitingList === 'offer'
    ? {
        registration: waiting,
        take: 'offer' as const,
        set: { ...set, offerExpiresAt: until },
        owes: owedMail.offered(about, waiting, now, until),
      }
    : { registration: waiting, take: 'promote' as const, set, owes: owedMail.confirmation(about, waiting, now) }
}

/** Why the first person on the waiting list has no place yet. */
export type WaitingReason = 'not-running' | 'more-given-than-places' | 'no-free-place' | 'kept-for-groups' | 'about-to-be-served'

/** Says why the head of the list is not served: for the organiser, who sees free places and people who wait. */
export const whyWaiting = (event: Event, shards: readonly SeatShard[], head: Pick<Registration, 'groups'>, now: Instant): WaitingReason => {
  if (!isRunning(event, now)) return 'not-running'
  if (event.capacity !== undefined && seatsGiven(shards) > event.capacity) return 'more-given-than-places'
  if (poolsFor(event, head.groups, now, true).some((pool) => roomIn(shards, pool) > 0)) return 'about-to-be-served'
  return liveHolds(event, now).some(({ id }) => roomIn(shards, pools.hold(id)) > 0) ? 'kept-for-groups' : 'no-free-place'
}
