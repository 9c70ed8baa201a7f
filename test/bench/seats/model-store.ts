import { createMemory } from './memory.ts'
import { createCosts, type Used } from './model-costs.ts'
import { draw, latencies, type Need } from './model-rules.ts'
import type { Clock, Layout, Outcome, SeatStore, Write } from './seat-store.ts'

/** Properties of DynamoDB that are uncertain, or differ between tables. */
export interface World {
  /** Partitions per table: 4 for a new on-demand table (4,000 write units/s), more for a warmed one. */
  readonly partitions: number
  /** The share of a transaction's time for which its items are pending; DynamoDB does not publish it. */
  readonly pendingShare: number
}

const itemOf = (write: Write): string => {
  if (write.do === 'register') return `registration ${write.person}`
  return write.do === 'owe' ? `message ${write.person}` : `counter ${write.shard}`
}

/** DynamoDB in virtual time: partitions with limits, transaction conflicts, latencies; everything from one seed. */
export const createModelStore = (
  { clock, random, world, layout }: { clock: Clock; random: () => number; world: World; layout: Layout },
  capacities: readonly number[],
): SeatStore & { readonly used: Used } => {
  const memory = createMemory(capacities)
  const costs = createCosts({ clock, random, layout, ...world }, capacities.length, (shard) => memory.claims(shard).size)
  const pending = new Set<string>()
  const done = new Set<string>()

  const conflict = (writes: readonly Write[]): Outcome => {
    costs.used.conflicts++
    // Assumed: it costs the first of a transaction's two phases.
    costs.write(writes, 1)
    return { kind: 'conflict' }
  }

  const refusal = (writes: readonly Write[], by: readonly number[]): Outcome => {
    const refused = by.flatMap((index) => writes[index] ?? [])
    const existing = refused.flatMap((write) => (write.do === 'register' ? (memory.registration(write.person) ?? []) : []))[0]
    const claimed = refused.some((write) => write.do === 'take' && memory.claims(write.shard).has(write.claim?.token ?? ''))
    return { kind: 'refused', by, claimed, ...(existing && { existing }) }
  }

  /** A read; if DynamoDB refuses it, it is retried, as the SDK does. */
  const read = async (needs: readonly Need[]): Promise<void> => {
    await clock.sleep(draw(latencies.read, random))
    for (let attempt = 0; !costs.read(needs); attempt++) await clock.sleep(random() * Math.min(400, 20 * 2 ** attempt))
  }

  const writeNow = (write: Write): Outcome => {
    if (pending.has(itemOf(write))) return conflict([write])
    // A failed condition costs as much as the write.
    if (!costs.write([write], 1)) return { kind: 'throttled' }
    if (!memory.holds(write)) return refusal([write], [0])
    memory.apply(write)
    return { kind: 'written' }
  }

  /** The two phases of a transaction: its items are pending until everything is written, or it is refused after the first. */
  const transactNow = async (writes: readonly Write[], pendingMs: number): Promise<Outcome> => {
    const items = writes.map(itemOf)
    if (items.some((item) => pending.has(item))) return conflict(writes)
    if (!costs.write(writes, 2)) return { kind: 'throttled' }
    const by = writes.flatMap((write, index) => (memory.holds(write) ? [] : [index]))
    const answer: Outcome = by.length > 0 ? refusal(writes, by) : { kind: 'written' }
    for (const item of items) pending.add(item)
    await clock.sleep(by.length > 0 ? pendingMs / 2 : pendingMs)
    for (const item of items) pending.delete(item)
    if (by.length === 0) for (const write of writes) memory.apply(write)
    return answer
  }

  return {
    used: costs.used,
    readEvent: () => read(costs.eventNeeds),
    readCounters: async () => {
      await read(costs.counterNeeds())
      return memory.counters()
    },
    write: async (write) => {
      const half = draw(latencies.plainWrite, random) / 2
      await clock.sleep(half)
      const outcome = writeNow(write)
      await clock.sleep(half)
      return outcome
    },
    transact: async (writes, token) => {
      const took = draw(writes.length > 10 ? latencies.largeTransaction : latencies.transaction, random)
      const onTheWay = (took * (1 - world.pendingShare)) / 2
      await clock.sleep(onTheWay)
      const outcome = done.has(token) ? ({ kind: 'written' } as const) : await transactNow(writes, took * world.pendingShare)
      if (outcome.kind === 'written') done.add(token)
      await clock.sleep(onTheWay)
      return outcome
    },
    snapshot: async () => memory.snapshot(),
  }
}
