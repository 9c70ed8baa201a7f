import { type Instant, instantOf } from '../basics/wall-time.ts'
import { pools, type SeatPlan } from '../seats/seats.ts'
import type { Event } from './event.ts'
import { type Hold, isChosenByPeople, type StoredSession } from './fields.ts'
import { waysOf } from './participation.ts'

export type RegistrationState = 'open' | 'not-open-yet' | 'closed' | 'cancelled' | 'finished'

/** One of the event's wall times as an instant; checked events have no skipped ones. */
const instantIn = ({ timeZone }: Pick<Event, 'timeZone'>, wallTime: string): Instant => instantOf(wallTime, timeZone) ?? ''

/** Whether people can register: `open`, or why not. */
export const registrationState = (event: Event, now: Instant): RegistrationState => {
  if (event.status === 'cancelled') return 'cancelled'
  if (event.status !== 'published') return 'not-open-yet'
  if (now >= event.endsAt) return 'finished'
  const { registrationOpens, registrationCloses } = event
  if (registrationOpens !== undefined && now < instantIn(event, registrationOpens)) return 'not-open-yet'
  return registrationCloses !== undefined && now >= instantIn(event, registrationCloses) ? 'closed' : 'open'
}

/** Whether people with a place, or waiting for one, can still change that: while the event is going ahead and not over. */
export const isRunning = (event: Event, now: Instant): boolean => event.status === 'published' && now < event.endsAt

/** Whether an event takes place at this moment. */
export const isInProgress = (event: Event, now: Instant): boolean => isRunning(event, now) && event.startsAt <= now

/** How long personal links open a registration after its event: long enough to look something up. Surveys have an end of their own. */
export const linkDays = 90

/** Whether the personal links of an event's registrations have ended. */
export const linksEnded = ({ endsAt }: Pick<Event, 'endsAt'>, now: Instant): boolean =>
  Date.parse(now) >= Date.parse(endsAt) + linkDays * 86_400_000

/** The sessions that people choose at registration. */
export const chosenSessions = (event: Pick<Event, 'sessions'>): readonly StoredSession[] => event.sessions.filter(isChosenByPeople)

/** Two of these sessions that overlap in time, if any. */
export const overlapping = (sessions: readonly StoredSession[]): readonly [StoredSession, StoredSession] | undefined => {
  for (const [index, one] of sessions.entries())
    for (const other of sessions.slice(index + 1)) if (one.start < other.end && other.start < one.end) return [one, other]
  return undefined
}

/** The groups whose places are still reserved at `now`. */
export const liveHolds = (event: Event, now: Instant): readonly Hold[] => event.holds.filter(({ until }) => now < instantIn(event, until))

/** What to share out among an event's seat counters when `waiting` people are on the list. */
export const seatPlan = (event: Event, now: Instant, waiting: number): SeatPlan => ({
  capacity: event.capacity,
  holds: event.capacity === undefined ? [] : liveHolds(event, now),
  sessions: event.sessions.map(({ id, capacity }) => ({ id, capacity })),
  ways: waysOf(event),
  waiting,
})

/** The limits that hold for all counters together: of the event, and of each pool of what people choose. */
export const seatLimits = (event: Event): Record<string, number> => ({
  ...(event.capacity === undefined ? {} : { event: event.capacity }),
  ...Object.fromEntries(event.sessions.flatMap(({ id, capacity }) => (capacity === undefined ? [] : [[pools.session(id), capacity]]))),
  ...Object.fromEntries(waysOf(event).flatMap(({ way, places }) => (places === undefined ? [] : [[pools.participation(way), places]]))),
})
