import type { Instant } from '../basics/wall-time.ts'
import type { Event } from '../event/event.ts'
import { type Participation, participations, waysOf } from '../event/participation.ts'
import { isRunning, liveHolds } from '../event/registration-window.ts'
import { messageEvent, owedMail } from '../mail/owed-mail.ts'
import type { Registration } from '../registration/registration.ts'
import type { EventWithSeats } from './event-with-seats.ts'
import { heldMinutes, mustConfirm } from './fair-share.ts'
import { isEventPool, pools, room, roomIn, type SeatShard, type Seats, seatsGiven } from './seats.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b)

/** Places are kept until the start at the latest; for people who come later, until the end. */
const lastMoment = ({ startsAt, endsAt }: Event, now: Instant): Instant => (now < startsAt ? startsAt : endsAt)

/** When an offer made at `now` expires. */
const offerExpiry = (event: Event, now: Instant): Instant =>
  earlier(new Date(Date.parse(now) + event.offerHours * hourMs).toISOString(), lastMoment(event, now))

/** When a seat held at `now` goes to somebody else unless the address is confirmed. */
export const heldUntil = (event: Event, now: Instant): Instant =>
  earlier(new Date(Date.parse(now) + heldMinutes * 60_000).toISOString(), lastMoment(event, now))

/** By when a request made at `now` must be approved. */
export const approvalDeadline = (event: Event, now: Instant): Instant =>
  earlier(new Date(Date.parse(now) + event.approvalDays * dayMs).toISOString(), lastMoment(event, now))

/** The pools that can give somebody a place, in the order tried. Newcomers never take the waiting list's. */
export const poolsFor = (event: Event, groups: readonly string[], now: Instant, waits: boolean): readonly string[] => [
  ...liveHolds(event, now)
    .filter(({ id }) => groups.includes(id))
    .map(({ id }) => pools.hold(id)),
  ...(waits ? [pools.list] : []),
  pools.general,
]

/** The pools of these sessions: people are counted in each, so that a limit set later counts those who are there. */
export const sessionPools = (event: Event, sessions: readonly string[]): readonly string[] =>
  event.sessions.flatMap(({ id }) => (sessions.includes(id) ? [pools.session(id)] : []))

/**
 * The pool of the way in which somebody takes part in a hybrid event; none for whoever has not said. Counters from before the event
 * was hybrid count in it as soon as its seats are shared out again.
 */
export const participationPools = (
  event: Event,
  shards: readonly SeatShard[],
  { participation }: Pick<Registration, 'participation'>,
): readonly string[] =>
  waysOf(event).flatMap(({ way }) => {
    const pool = pools.participation(way)
    return way === participation && shards.some(({ taken }) => taken[pool] !== undefined) ? [pool] : []
  })

/** The pools of everything that somebody chose. */
export const choicePools = (
  event: Event,
  shards: readonly SeatShard[],
  person: Pick<Registration, 'sessions' | 'participation'>,
): readonly string[] => [...participationPools(event, shards, person), ...sessionPools(event, person.sessions)]

/** How many of those who wait are looked at: at most `usual`, but more where the first may wait for a way to take part that is full. */
export const lookedAt = (event: Event, usual: number): number => (waysOf(event).some(({ places }) => places !== undefined) ? 100 : usual)

interface WithShards {
  readonly event: Event
  readonly seats: readonly SeatShard[]
}

/** Whether no place is left in any way of taking part, whatever else the event has. */
export const allWaysFull = ({ event, seats }: WithShards): boolean => {
  const ways = waysOf(event)
  return ways.length > 0 && ways.every(({ way, places }) => places !== undefined && roomIn(seats, pools.participation(way)) === 0)
}

/** The ways in which no place is left while there are some in the other, which people are asked to take instead of waiting. */
export const fullWays = ({ event, seats }: WithShards): readonly Participation[] =>
  allWaysFull({ event, seats })
    ? []
    : waysOf(event).flatMap(({ way, places }) => (places !== undefined && roomIn(seats, pools.participation(way)) === 0 ? [way] : []))

/** The way that a pool is of. */
export const fullWay = (full: string): Participation | undefined => participations.find((way) => pools.participation(way) === full)

/**
 * The seat of the way in which a waiting person wants to take part; `kept` are seats that somebody else gives up. Undefined if there is
 * none: they wait for this way, and not for another one.
 */
export const participationSeat = (
  event: Event,
  shards: readonly SeatShard[],
  waiting: Pick<Registration, 'participation'>,
  kept: Seats,
): Seats | undefined => {
  const [pool] = participationPools(event, shards, waiting)
  if (pool === undefined) return {}
  const shard = kept[pool] ?? shards.find((each) => room(each, pool) > 0)?.shard
  return shard === undefined ? undefined : { [pool]: shard }
}

/** The event pool that holds a registration's seat. */
export const eventPoolOf = ({ seats }: Pick<Registration, 'seats'>): string | undefined => Object.keys(seats).find(isEventPool)

/**
 * Seats in the sessions a waiting person wants, as far as there is room; `kept` are seats that somebody else gives up. They come from
 * the `first` counter if possible, which is written anyway.
 */
export const wishedSessions = (
  event: Event,
  shards: readonly SeatShard[],
  wishes: readonly string[],
  kept: Seats,
  first: number | undefined,
): { readonly seats: Seats; readonly sessions: readonly string[] } => {
  const near = [...shards.filter(({ shard }) => shard === first), ...shards]
  const found = sessionPools(event, wishes).map((pool): [string, number | undefined] => [
    pool,
    kept[pool] ?? near.find((shard) => room(shard, pool) > 0)?.shard,
  ])
  const full = found.filter(([, shard]) => shard === undefined).map(([pool]) => pool)
  return {
    seats: Object.fromEntries(found.flatMap(([pool, shard]) => (shard === undefined ? [] : [[pool, shard]]))),
    sessions: wishes.filter((id) => !full.includes(pools.session(id))),
  }
}

/**
 * What a waiting person gets with a seat: a place or an offer, as the organiser chose, and the mail about it. Somebody whose network
 * has many unproven seats gets an offer in any case, which the mailbox has to accept.
 */
export const served = (
  { event, seats }: EventWithSeats,
  waiting: Registration,
  got: { seats: Seats; sessions: readonly string[] },
  now: Instant,
) => {
  const about = messageEvent(event)
  const until = offerExpiry(event, now)
  const missed = waiting.sessions.filter((id) => !got.sessions.includes(id))
  const chosen = { sessions: [...got.sessions], missed: missed.length === 0 ? undefined : missed }
  const to = { ...waiting, ...chosen }
  const set = {
    ...chosen,
    seats: got.seats,
    revision: event.revision,
    waitingSince: undefined,
    owes: undefined,
    registeredBy: undefined,
  }
  return event.waitingList === 'offer' || mustConfirm({ event, seats }, waiting.source)
    ? {
        registration: waiting,
        take: 'offer' as const,
        set: { ...set, offerExpiresAt: until },
        owes: owedMail.offered(about, to, now, until),
      }
    : { registration: waiting, take: 'promote' as const, set, owes: owedMail.confirmation(about, to, now) }
}

/** Why the first person on the waiting list has no place yet. */
export type WaitingReason = 'not-running' | 'more-given-than-places' | 'no-free-place' | 'kept-for-groups' | 'about-to-be-served'

/** Why the head of the list is not served: for the organiser, who sees both free places and people waiting. */
export const whyWaiting = (
  event: Event,
  shards: readonly SeatShard[],
  head: Pick<Registration, 'groups' | 'participation'>,
  now: Instant,
): WaitingReason => {
  if (!isRunning(event, now)) return 'not-running'
  if (event.capacity !== undefined && seatsGiven(shards) > event.capacity) return 'more-given-than-places'
  if (participationSeat(event, shards, head, {}) === undefined) return 'no-free-place'
  if (poolsFor(event, head.groups, now, true).some((pool) => roomIn(shards, pool) > 0)) return 'about-to-be-served'
  return liveHolds(event, now).some(({ id }) => roomIn(shards, pools.hold(id)) > 0) ? 'kept-for-groups' : 'no-free-place'
}
