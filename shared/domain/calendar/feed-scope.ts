import type { Instant } from '../basics/wall-time.ts'
import { type Event, isListed } from '../event/event.ts'
import type { EventKind } from '../event/fields.ts'
import { isTooLong, outOfReach } from '../event/time-limits.ts'

/** Which events a subscribed calendar shows: all, those of one kind, or those of one Topical Group. */
export interface FeedScope {
  readonly kind?: EventKind
  readonly topic?: string
}

// Long enough to see what has just been or was called off; short enough that calendars do not grow for years.
const daysKept = 30

/** The maximum number of events that are looked at, earliest first; a calendar has as many of them as fit into an answer. */
export const longestFeed = 2000

/** Events that began before this are no longer in calendars. It changes once a day, so calendars stay the same in between. */
export const feedsBegin = (now: Instant): Instant =>
  `${new Date(Date.parse(now) - daysKept * 86_400_000).toISOString().slice(0, 10)}T00:00:00.000Z`

/**
 * Whether a listed public event is in calendars: from its publication until a month after its start.
 * A cancelled one stays, marked cancelled, for that month, so that every calendar hears of it.
 * One stored before its times were limited is left out: calendar programs drop the whole feed at absurd times.
 */
export const isInFeeds = (event: Event, now: Instant): boolean =>
  isListed(event) &&
  event.startsAt >= feedsBegin(now) &&
  !isTooLong(event) &&
  outOfReach(event.end, now) === undefined &&
  (event.status === 'published' || event.revisedAt >= feedsBegin(now))

/** Whether an event has the kind and topic that a calendar covers. */
export const isAbout = ({ kind, topic }: FeedScope, event: Pick<Event, 'kind' | 'topics'>): boolean =>
  (kind === undefined || event.kind === kind) && (topic === undefined || event.topics.includes(topic))
