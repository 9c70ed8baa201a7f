import type { SeatShard } from '../../shared/domain/seats.ts'
import type { Events, EventWithSeats } from '../../shared/store/events.ts'

// So long an event may be taken as it was read: whoever gets a seat, it is a condition of the write that all of it still holds,
// and who came in this second while everything was full stands behind others in the list anyway.
const recentMs = 1000
const eventsKept = 50

interface Known {
  readonly at: number
  readonly read: EventWithSeats
}

const newer = (one: SeatShard, other: SeatShard | undefined): SeatShard =>
  other !== undefined && other.version > one.version ? other : one

/**
 * Reads events with their seats, and remembers them for a second, so that a rush of people does not read them one by one:
 * an event of 500 places has 64 counters.
 */
export const createRecentEvents = (events: Events) => {
  const known = new Map<string, Known>()
  const underWay = new Map<string, Promise<EventWithSeats | undefined>>()

  const isRecent = (found: Known | undefined): found is Known => found !== undefined && performance.now() - found.at < recentMs

  const fresh = async (slug: string): Promise<EventWithSeats | undefined> => {
    const at = performance.now()
    const read = await events.getWithSeats(slug)
    known.delete(slug)
    if (read !== undefined) known.set(slug, { at, read })
    const [oldest] = known.keys()
    if (known.size > eventsKept && oldest !== undefined) known.delete(oldest)
    return read
  }

  /** One read for all who ask at the same moment. */
  const shared = (slug: string): Promise<EventWithSeats | undefined> => {
    const reading = underWay.get(slug) ?? fresh(slug).finally(() => underWay.delete(slug))
    underWay.set(slug, reading)
    return reading
  }

  return {
    fresh,
    recent: async (slug: string): Promise<EventWithSeats | undefined> => {
      const found = known.get(slug)
      return isRecent(found) ? found.read : shared(slug)
    },
    /** The event as it was read, with counters that refused a seat as they are now; read anew where that was too long ago. */
    learn: async ({ event }: EventWithSeats, counters: readonly SeatShard[]): Promise<EventWithSeats | undefined> => {
      const found = known.get(event.slug)
      if (!isRecent(found)) return shared(event.slug)
      const seats = found.read.seats.map((each) =>
        newer(
          each,
          counters.find(({ shard }) => shard === each.shard),
        ),
      )
      const read = { ...found.read, seats }
      known.set(event.slug, { at: found.at, read })
      return read
    },
  }
}
export type RecentEvents = ReturnType<typeof createRecentEvents>
