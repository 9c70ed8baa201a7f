import type { Instant } from '../basics/wall-time.ts'
import type { Event } from '../event/event.ts'
import { isRunning, liveHolds } from '../event/registration-window.ts'
import { messageEvent, owedMail } from '../mail/owed-mail.ts'
import type { Registration } from '../registration/registration.ts'
import type { EventWithSeats } from './event-with-seats.ts'
import { heldMinutes, mustConfirm } from './fair-share.ts'
import { pools, room, roomIn, type SeatShard, type Seats, seatsGiven } from './seats.ts'

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

/** The pools of these sessions: those with a capacity. */
export const sessionPools = (event: Event, sessions: readonly string[]): readonly string[] =>
  event.sessions.flatMap(({ id, capacity }) => (capacity !== undefined && sessions.includes(id) ? [pools.session(id)] : []))

/** The event pool that holds a registration's seat. */
export const eventPoolOf = ({ seats }: Pick<Registration, 'seats'>): string | undefined =>
  Object.keys(seats).find((pool) => !pool.startsWith('session-'))

/** Seats in the sessions a waiting person wants, as far as there is room; `kept` are seats that somebody else gives up. */
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
export const whyWaiting = (event: Event, shards: readonly SeatShard[], head: Pick<Registration, 'groups'>, now: Instant): WaitingReason => {
  if (!isRunning(event, now)) return 'not-running'
  if (event.capacity !== undefined && seatsGiven(shards) > event.capacity) return 'more-given-than-places'
  if (poolsFor(event, head.groups, now, true).some((pool) => roomIn(shards, pool) > 0)) return 'about-to-be-served'
  return liveHolds(event, now).some(({ id }) => roomIn(shards, pools.hold(id)) > 0) ? 'kept-for-groups' : 'no-free-place'
}
