import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import { feedsBegin, isInFeeds, longestFeed } from '../../shared/domain/calendar/feed-scope.ts'
import type { Event } from '../../shared/domain/event/event.ts'
import { type Entity, entityOf } from '../../shared/http/entity-tag.ts'
import type { Events } from '../../shared/store/events.ts'

/** The events that calendars show, and the calendars built from them. */
interface Published {
  readonly events: readonly Event[]
  readonly made: Map<string, Entity>
}

// Calendars refresh at most hourly: a minute's delay goes unnoticed, and many calendars share one read.
const keptMs = 60_000

/** Reads the events that calendars show, and caches them and the calendars built from them for a minute. */
export const createPublished = (events: Pick<Events, 'listPublicFrom'>, kept = keptMs) => {
  let known: { readonly at: number; readonly published: Promise<Published> } | undefined

  const read = async (now: Instant): Promise<Published> => {
    const listed = await events.listPublicFrom(feedsBegin(now))
    return { events: listed.filter((event) => isInFeeds(event, now)).slice(0, longestFeed), made: new Map() }
  }

  const published = (now: Instant): Promise<Published> => {
    const at = performance.now()
    if (known !== undefined && at - known.at < kept) return known.published
    const reading = read(now)
    known = { at, published: reading }
    reading.catch(() => {
      known = undefined
    })
    return reading
  }

  return {
    events: async (now: Instant): Promise<readonly Event[]> => (await published(now)).events,

    /** The calendar with this key, built once per read of the events. */
    calendar: async (key: string, now: Instant, make: (events: readonly Event[]) => Promise<string>): Promise<Entity> => {
      const { events: shown, made } = await published(now)
      const entity = made.get(key) ?? entityOf(await make(shown))
      made.set(key, entity)
      return entity
    },
  }
}
