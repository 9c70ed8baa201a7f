import { type Answer, atMostEachSecond, behindGate, type Design, pauseMs, persist, type Surroundings } from '../design.ts'
import type { Layout } from '../seat-store.ts'

interface Options {
  readonly name: string
  readonly shards: (capacity: number) => number
  readonly layout: Layout
  /** What is read before choosing a seat, per request or at most once a second: the event alone, or with all its counters. */
  readonly reads: 'all' | 'all-each-second' | 'event' | 'event-each-second'
  /** After a conflict: wait for the shard, or move to another. */
  readonly onConflict: 'wait' | 'move'
  /** A random open shard each time, or the one that served this environment last. */
  readonly starts: 'anywhere' | 'where-it-was'
}

/** What an environment knows of the shards: those that had room when last read, or all of them if never read. */
const createKnowledge = (surroundings: Surroundings, { reads, starts }: Options) => {
  const { store, clock, random, shards } = surroundings
  let open: readonly number[] = Array.from({ length: shards }, (_, shard) => shard)
  let home: number | undefined
  const look = async (): Promise<void> => {
    open = (await store.readCounters()).flatMap(({ taken, capacity }, shard) => (taken < capacity ? [shard] : []))
  }
  const begin = {
    all: look,
    'all-each-second': atMostEachSecond(clock, look),
    event: store.readEvent,
    'event-each-second': atMostEachSecond(clock, store.readEvent),
  }[reads]
  return {
    begin,
    look,
    served: (shard: number): void => {
      home = shard
    },
    pick: (): number | undefined =>
      starts === 'where-it-was' && home !== undefined && open.includes(home) ? home : open[Math.floor(random() * open.length)],
    pickOther: (than: number): number => {
      const others = open.filter((shard) => shard !== than)
      return others[Math.floor(random() * others.length)] ?? than
    },
  }
}

// Another shard is probably free: a pause of at most 40 ms, so that a crowd does not move in step.
const movePauseMs = 40

/** Counters in a transaction with the registration: correct by construction, nothing to sweep. One shard is the textbook design. */
export const sharded = (options: Options): Design => ({
  name: options.name,
  layout: options.layout,
  shards: options.shards,
  environment: (surroundings) => {
    const { store, clock, random, newToken } = surroundings
    const knowledge = createKnowledge(surroundings, options)
    const onConflict = options.onConflict === 'wait' ? 'wait' : 'return'

    const attempt = (person: string, shard: number, deadline: number) => {
      const token = newToken()
      const registration = { do: 'register', person, status: 'confirmed', shard, token } as const
      const writes = [{ do: 'take', shard, seats: 1 } as const, registration, { do: 'owe', person } as const]
      return persist(surroundings, deadline, () => store.transact(writes, token), onConflict)
    }

    /** The answer of one attempt, or how to continue. */
    const take = async (person: string, shard: number, deadline: number): Promise<Answer | 'conflict' | 'shard-full'> => {
      const outcome = await attempt(person, shard, deadline)
      if (outcome.kind === 'written') {
        knowledge.served(shard)
        return 'confirmed'
      }
      if (outcome.kind === 'refused' && outcome.by.includes(1)) return 'already'
      if (outcome.kind === 'gave-up' || clock.now() >= deadline) return 'gave-up'
      return outcome.kind === 'conflict' ? 'conflict' : 'shard-full'
    }

    return behindGate(surroundings, async (person, deadline): Promise<Answer | 'full'> => {
      await knowledge.begin()
      let shard = knowledge.pick()
      for (let conflicts = 0; shard !== undefined; ) {
        const taken = await take(person, shard, deadline)
        if (taken === 'shard-full') {
          await knowledge.look()
          shard = knowledge.pick()
        } else if (taken === 'conflict') {
          await clock.sleep(Math.min(movePauseMs, pauseMs(conflicts++, random)))
          shard = knowledge.pickOther(shard)
        } else return taken
      }
      return 'full'
    })
  },
})
