import type { Events, EventWithSeats } from '../../shared/store/events.ts'

// So long an event may be taken as it was read: whoever gets a seat, it is a condition of the write that all of it still holds,
// and who came in this second while everything was full stands behind others in the list anyway.
const recentMs = 1000
const eventsKept = 50

/** Reads events with their seats, and remembers them for a second, so that a rush of people does not read them one by one. */
export const createRecentEvents = (events: Events) => {
  const known = new Map<string, { readonly at: number; readonly read: EventWithSeats }>()

  const fresh = async (slug: string): Promise<EventWithSeats | undefined> => {
    const at = performance.now()
    const read = await events.getWithSeats(slug)
    known.delete(slug)
    if (read !== undefined) known.set(slug, { at, read })
    const [oldest] = known.keys()
    if (known.size > eventsKept && oldest !== undefined) known.delete(oldest)
    return read
  }

  return {
    fresh,
    recent: async (slug: string): Promise<EventWithSeats | undefined> => {
      const found = known.get(slug)
      return found !== undefined && performance.now() - found.at < recentMs ? found.read : fresh(slug)
    },
  }
}
export type RecentEvents = ReturnType<typeof createRecentEvents>
