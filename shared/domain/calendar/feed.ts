import type { Instant } from '../basics/wall-time.ts'
import { type Event, isListed } from '../event/event.ts'
import type { EventKind } from '../event/fields.ts'

/** Which events a calendar to subscribe to shows: all of them, those of a kind, or those of a Topical Group. */
export interface FeedScope {
  readonly kind?: EventKind
  readonly topic?: string
}

// Long enough that nobody misses what just was, or that it is off; short enough that a calendar never grows with the years.
const daysKept = 30

/** So many events at most, the first to begin: some 1.3 MB, while an answer of Lambda may have 6 MB. */
export const longestFeed = 2000

/** Events that began before this are no longer in calendars. It changes once a day, so that a calendar stays as it is meanwhile. */
export const feedsBegin = (now: Instant): Instant =>
  `${new Date(Date.parse(now) - daysKept * 86_400_000).toISOString().slice(0, 10)}T00:00:00.000Z`

/**
 * Whether a public event that is listed is in calendars: from its publication until a month after its start.
 * A cancelled one stays as cancelled for a month, so that every calendar learns of it; then it is gone.
 */
export const isInFeeds = (event: Event, now: Instant): boolean =>
  isListed(event) && event.startsAt >= feedsBegin(now) && (event.status === 'published' || event.revisedAt >= feedsBegin(now))

/** Whether an event is of the kind and the topic that a calendar is about. */
export const isAbout = ({ kind, topic }: FeedScope, event: Pick<Event, 'kind' | 'topics'>): boolean =>
  (kind === undefined || event.kind === kind) && (topic === undefined || event.topics.includes(topic))
