import { createClockWork } from '../../../functions/clock/clock-work.ts'
import { createForgetting } from '../../../functions/erasure/forgetting-lists.ts'
import { lists } from '../../../shared/store/address-lists.ts'
import { allIds, type World } from './world.ts'

/** The clock's work and the deletion of expired lists, limited to this event: other meetings share the same tables. */
export const clockOf =
  ({ stores, slug }: Pick<World, 'stores' | 'slug'>) =>
  async (now: string): Promise<void> => {
    const ids = new Set(allIds(await stores.keys.links(), slug))
    const { events, fanOuts, proposals, registrations, retention, outbox, pace, members, colleagues, keys } = stores
    const ofSlug = <Item extends { readonly slug: string }>(items: readonly Item[]): Item[] => items.filter((item) => item.slug === slug)
    const work = createClockWork({
      events: {
        ...events,
        due: async (at) => ofSlug(await events.due(at)),
        listRunning: async (at) => ofSlug(await events.listRunning(at)),
      },
      fanOuts: { ...fanOuts, due: async (at) => ofSlug(await fanOuts.due(at)) },
      proposals: { ...proposals, due: async () => [] },
      registrations: { ...registrations, due: async (...asked) => (await registrations.due(...asked)).filter((id) => ids.has(id)) },
      outbox: {
        ...outbox,
        overdue: async (...asked) => (await outbox.overdue(...asked)).filter(({ registrationId }) => ids.has(registrationId)),
        waitingIn: async () => ({ due: [], next: undefined }),
      },
      pace,
      members,
      colleagues,
      keys,
      // No mail is withheld in a meeting.
      asks: { bring: async () => undefined },
    })
    await work(now)
    await createForgetting({
      events,
      retention: { ...retention, due: async (...asked) => (await retention.due(...asked)).filter((list) => list === lists.invited(slug)) },
    })(now)
  }
