import type { EventWithSeats } from '../domain/seats/event-with-seats.ts'
import { counterTag } from '../domain/seats/fair-share.ts'
import type { SeatCounter, Seats } from '../domain/seats/seats.ts'
import { eventPoolOf } from '../domain/seats/waiting-list.ts'
import type { Events } from './events.ts'

// How long an event may be reused after it was read: a seat is given only if all of it still holds when written,
// and somebody who came within this second while the event was full is behind others on the list anyway.
const recentMs = 1000
const eventsKept = 50

/** A counter after seats were taken: exact if nobody else took any since it was read, otherwise one step closer. */
const after = (counter: SeatCounter, given: Seats, source: string | undefined): SeatCounter => {
  const mine = Object.keys(given).filter((pool) => given[pool] === counter.shard)
  if (mine.length === 0) return counter
  const taken = { ...counter.taken, ...Object.fromEntries(mine.map((pool) => [pool, (counter.taken[pool] ?? 0) + 1])) }
  const tag = source === undefined || eventPoolOf({ seats: given }) === undefined ? undefined : counterTag(source)
  const sources = tag === undefined ? counter.sources : { ...counter.sources, [tag]: (counter.sources[tag] ?? 0) + 1 }
  return { ...counter, taken, sources, version: counter.version + 1 }
}

const newer = (one: SeatCounter, other: SeatCounter | undefined): SeatCounter =>
  other !== undefined && other.version > one.version ? other : one

/**
 * Reads events with their seats, and caches them for a second, so that in a rush each request does not read them again:
 * an event of 500 places has 63 counters. In the meantime the counters are updated from our own writes.
 */
export const createRecentEvents = (events: Events) => {
  const known = new Map<string, { readonly at: number; readonly read: EventWithSeats }>()
  const underWay = new Map<string, Promise<EventWithSeats | undefined>>()

  const fresh = async (slug: string): Promise<EventWithSeats | undefined> => {
    const at = performance.now()
    const read = await events.getWithSeats(slug)
    known.delete(slug)
    if (read !== undefined) known.set(slug, { at, read })
    const [oldest] = known.keys()
    if (known.size > eventsKept && oldest !== undefined) known.delete(oldest)
    return read
  }

  /** One read for all concurrent requests. */
  const shared = (slug: string): Promise<EventWithSeats | undefined> => {
    const reading = underWay.get(slug) ?? fresh(slug).finally(() => underWay.delete(slug))
    underWay.set(slug, reading)
    return reading
  }

  const recentOf = (slug: string) => {
    const found = known.get(slug)
    return found !== undefined && performance.now() - found.at < recentMs ? found : undefined
  }

  const correct = (slug: string, change: (counter: SeatCounter) => SeatCounter): EventWithSeats | undefined => {
    const found = recentOf(slug)
    if (found === undefined) return undefined
    const read = { ...found.read, seats: found.read.seats.map(change) }
    known.set(slug, { at: found.at, read })
    return read
  }

  const recent = async (slug: string): Promise<EventWithSeats | undefined> => recentOf(slug)?.read ?? shared(slug)

  return {
    fresh,
    recent,
    /** The event as it is now, with seat counters up to a second old, unless the event was saved since: they are most of what a read costs. */
    withRecentSeats: async (slug: string): Promise<EventWithSeats | undefined> => {
      const found = recentOf(slug)
      if (found === undefined) return shared(slug)
      const event = await events.get(slug)
      if (event === undefined) return undefined
      return JSON.stringify(event) === JSON.stringify(found.read.event) ? { event, seats: found.read.seats } : shared(slug)
    },
    /** A fresh read, shared by all concurrent requests. */
    anew: shared,
    /** The event with the current state of counters that refused a seat; read again if the last read is too old. */
    learn: async (slug: string, counters: readonly SeatCounter[]): Promise<EventWithSeats | undefined> =>
      correct(slug, (each) =>
        newer(
          each,
          counters.find(({ shard }) => shard === each.shard),
        ),
      ) ?? recent(slug),
    /** Records seats taken after this read, except on counters known more recently, which may already include them. */
    took: ({ event, seats }: EventWithSeats, given: Seats, source?: string): void => {
      const isAsRead = ({ shard, version }: SeatCounter): boolean => seats.some((each) => each.shard === shard && each.version === version)
      correct(event.slug, (each) => (isAsRead(each) ? after(each, given, source) : each))
    },
  }
}
export type RecentEvents = ReturnType<typeof createRecentEvents>
