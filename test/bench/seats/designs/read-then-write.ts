import { behindGate, type Design, persist } from '../design.ts'
import { together } from '../seat-store.ts'

/** Reads whether there is room, then writes. Concurrent readers get the same seat: it must oversell, or a run proves nothing. */
export const readThenWrite: Design = {
  name: 'read, then write (broken)',
  layout: together,
  shards: () => 1,
  environment: (surroundings) => {
    const { store, newToken } = surroundings
    return behindGate(surroundings, async (person, deadline) => {
      const counters = await store.readCounters()
      if (!counters.some(({ taken, capacity }) => taken < capacity)) return 'full'
      const token = newToken()
      const registration = { do: 'register', person, status: 'confirmed', shard: 0, token } as const
      const put = await persist(surroundings, deadline, () => store.transact([registration, { do: 'owe', person }], token))
      if (put.kind === 'refused') return 'already'
      if (put.kind !== 'written') return 'gave-up'
      await persist(surroundings, deadline, () => store.write({ do: 'count', shard: 0 }))
      return 'confirmed'
    })
  },
}
