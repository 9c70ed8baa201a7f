import { type Answer, atMostEachSecond, behindGate, type Design, pauseMs, persist, type Surroundings } from '../design.ts'
import type { Layout, Write } from '../seat-store.ts'

interface Options {
  readonly name: string
  readonly shards: (capacity: number) => number
  readonly layout: Layout
  readonly requestsAtOnce: number
}

interface Waiting {
  readonly person: string
  readonly deadline: number
  readonly answer: (answer: Answer | 'full') => void
  readonly fail: (fault: unknown) => void
}

/** Shards for one environment: the one that served it last, another after a conflict, an open one when that is full. */
const createShards = ({ store, random, shards }: Surroundings) => {
  let open: readonly number[] = Array.from({ length: shards }, (_, shard) => shard)
  let shard = Math.floor(random() * shards)
  const move = (): void => {
    shard = open[Math.floor(random() * open.length)] ?? shard
  }
  return {
    shard: () => shard,
    move,
    /** Moves to a shard with this many free seats, or to the one with the most; returns how many there are, 0 if all are given. */
    look: async (seats: number): Promise<number> => {
      const free = (await store.readCounters()).map(({ taken, capacity }) => capacity - taken)
      const most = Math.max(...free)
      open = free.flatMap((left, index) => (left >= Math.min(seats, Math.max(1, most)) ? [index] : []))
      move()
      return Math.min(seats, most)
    },
  }
}

/**
 * Group commit: requests that arrive during a transaction join the next one. It needs environments that serve several
 * requests concurrently, which standard Lambda environments do not.
 */
export const batched = ({ name, shards, layout, requestsAtOnce }: Options): Design => ({
  name,
  layout,
  shards,
  requestsAtOnce,
  environment: (surroundings) => {
    const { store, clock, random, newToken } = surroundings
    const remembered = atMostEachSecond(surroundings.clock, surroundings.store.readEvent)
    const places = createShards(surroundings)
    const queue: Waiting[] = []
    let isBusy = false

    const answerAll = (group: readonly Waiting[], answer: Answer | 'full'): void => {
      for (const waiting of group) waiting.answer(answer)
    }

    /** Registers a group; returns those left over, to be retried. */
    const commit = async (group: readonly Waiting[], conflicts: number): Promise<readonly Waiting[]> => {
      const token = newToken()
      const shard = places.shard()
      const registrations = group.map(({ person }): Write => ({ do: 'register', person, status: 'confirmed', shard, token }))
      const writes: readonly Write[] = [
        { do: 'take', shard, seats: group.length },
        ...registrations,
        ...group.map(({ person }): Write => ({ do: 'owe', person })),
      ]
      const deadline = Math.max(...group.map((waiting) => waiting.deadline))
      const outcome = await persist(surroundings, deadline, () => store.transact(writes, token), 'return')
      if (outcome.kind === 'written' || outcome.kind === 'gave-up' || clock.now() >= deadline) {
        answerAll(group, outcome.kind === 'written' ? 'confirmed' : 'gave-up')
        return []
      }
      if (outcome.kind === 'conflict') {
        await clock.sleep(pauseMs(conflicts, random))
        places.move()
        return group
      }
      const already = group.filter((_, index) => outcome.by.includes(index + 1))
      answerAll(already, 'already')
      const left = group.filter((waiting) => !already.includes(waiting))
      if (!outcome.by.includes(0) || left.length === 0) return left
      if ((await places.look(left.length)) > 0) return left
      answerAll(left, 'full')
      return []
    }

    let group: readonly Waiting[] = []
    const serve = async (): Promise<void> => {
      isBusy = true
      await remembered()
      while (queue.length > 0) {
        group = queue.splice(0, requestsAtOnce)
        for (let tries = 0; group.length > 0; tries++) {
          // A person who is in a group twice gets the second answer in the next one.
          const first = group.filter(({ person }, index) => group.findIndex((other) => other.person === person) === index)
          const later = group.filter((waiting) => !first.includes(waiting))
          // After several refusals for lack of room, fewer at a time.
          const size = Math.max(1, first.length >> Math.max(0, tries - 2))
          group = [...(await commit(first.slice(0, size), tries)), ...first.slice(size), ...later]
        }
      }
      isBusy = false
    }

    return behindGate(surroundings, (person, deadline) => {
      const answered = new Promise<Answer | 'full'>((answer, fail) => queue.push({ person, deadline, answer, fail }))
      // The process is gone for everyone it served.
      const die = (fault: unknown): void => {
        isBusy = false
        for (const waiting of [...group, ...queue.splice(0)]) waiting.fail(fault)
      }
      if (!isBusy) serve().catch(die)
      return answered
    })
  },
})
