import { type Answer, atMostEachSecond, behindGate, type Design, persist, type Surroundings } from '../design.ts'
import type { Layout, SeatStore } from '../seat-store.ts'

interface Options {
  readonly name: string
  readonly shards: (capacity: number) => number
  readonly layout: Layout
}

/** Judges a claim by its registration: with the same token it is settled, otherwise its seat is returned. */
const sweep = async (store: SeatStore, isOld: (token: string) => boolean): Promise<number> => {
  let mended = 0
  const { counters, registrations } = await store.snapshot()
  const tokens = new Set(registrations.map(({ token }) => token))
  for (const [shard, { claims }] of counters.entries())
    for (const token of [...claims.keys()].filter(isOld)) {
      if (tokens.has(token)) await store.write({ do: 'settle', shard, token })
      else {
        await store.write({ do: 'giveBack', shard, token })
        mended++
      }
    }
  return mended
}

/** One environment's usual shard, and its claims there whose registrations are written: the next claim forgets them. */
const createHome = ({ random, shards }: Surroundings) => {
  let shard = Math.floor(random() * shards)
  let settled: readonly string[] = []
  return {
    shard: () => shard,
    settled: () => settled,
    forgotten: (): void => {
      settled = []
    },
    written: (token: string): void => {
      settled = [...settled, token]
    },
    // Claims left behind are judged by the sweep.
    move: (to: number): void => {
      shard = to
      settled = []
    },
  }
}

/**
 * Two writes without a transaction on the counter: a plain one claims a seat for a unique token,
 * then the registration is put with that token.
 */
export const escrow = ({ name, shards, layout }: Options): Design => ({
  name,
  layout,
  shards,
  sweep,
  environment: (surroundings) => {
    const { store, clock, random, newToken } = surroundings
    const remembered = atMostEachSecond(surroundings.clock, surroundings.store.readEvent)
    const home = createHome(surroundings)

    /** Claims a seat, moving to other shards as long as there are any. */
    const claim = async (person: string, token: string, deadline: number): Promise<'claimed' | 'full' | 'gave-up'> => {
      for (;;) {
        const claimed = { token, person, settled: home.settled() }
        const take = { do: 'take', shard: home.shard(), seats: 1, claim: claimed } as const
        const outcome = await persist(surroundings, deadline, () => store.write(take))
        if (outcome.kind === 'written' || (outcome.kind === 'refused' && outcome.claimed)) {
          home.forgotten()
          return 'claimed'
        }
        if (outcome.kind !== 'refused' || clock.now() >= deadline) return 'gave-up'
        const open = (await store.readCounters()).flatMap(({ taken, capacity }, shard) => (taken < capacity ? [shard] : []))
        const next = open[Math.floor(random() * open.length)]
        if (next === undefined) return 'full'
        home.move(next)
      }
    }

    return behindGate(surroundings, async (person, deadline): Promise<Answer | 'full'> => {
      await remembered()
      const token = newToken()
      const claimed = await claim(person, token, deadline)
      if (claimed !== 'claimed') return claimed
      // Too late: the sweep may have returned the seat.
      if (clock.now() >= deadline) return 'gave-up'
      const shard = home.shard()
      const registration = { do: 'register', person, status: 'confirmed', shard, token } as const
      const put = await persist(surroundings, deadline, () => store.transact([registration, { do: 'owe', person }], token))
      if (put.kind === 'written') {
        home.written(token)
        return 'confirmed'
      }
      if (put.kind !== 'refused') return 'gave-up'
      await persist(surroundings, deadline, () => store.write({ do: 'giveBack', shard, token }))
      return 'already'
    })
  },
})
