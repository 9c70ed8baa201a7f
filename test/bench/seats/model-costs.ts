import { createPartitions, type Need, readUnitsPerSecond, writeUnitsPerSecond } from './model-rules.ts'
import { type Clock, type Layout, shardsByKey, type Write } from './seat-store.ts'

/** The load on the model's tables; conflicts and throttles are calls that DynamoDB refused. */
export interface Used {
  writeUnits: number
  readUnits: number
  conflicts: number
  throttles: number
}

// Sizes in KB of Plenary's items. Registrations and messages are below 1 KB.
const eventSize = 3
const counterSize = 0.45
const claimSize = 0.06

const tables = ['programme', 'people', 'byEvent', 'waiting'] as const
type TableNeed = Need & { readonly table: (typeof tables)[number] }

/** The cost of reads and writes, and whether their partitions have enough left. */
export const createCosts = (
  { clock, random, partitions, layout }: { clock: Clock; random: () => number; partitions: number; layout: Layout },
  shards: number,
  claimsOf: (shard: number) => number,
) => {
  const used: Used = { writeUnits: 0, readUnits: 0, conflicts: 0, throttles: 0 }
  const keys = shardsByKey(layout, shards)
  // With one key they are stored with the event, so that one query reads everything.
  const counterKey = (shard: number): string => (layout.counterKeys === 1 ? 'event' : `seats ${shard % keys.length}`)
  const takeReads = createPartitions(clock, partitions, readUnitsPerSecond)
  const takeWrites = tables.map((table) => ({ table, take: createPartitions(clock, partitions, writeUnitsPerSecond) }))

  /** Units of a write, `times` 1 for a plain one and 2 in a transaction; indexes are written outside the transaction, so once. */
  const needsOf = (write: Write, times: number): readonly TableNeed[] => {
    if (write.do === 'owe') return [{ table: 'people', key: write.person, units: times }]
    if (write.do !== 'register') {
      const size = Math.ceil(counterSize + claimSize * claimsOf(write.shard))
      return [{ table: 'programme', key: counterKey(write.shard), units: times * size }]
    }
    const needs: readonly TableNeed[] = [
      { table: 'people', key: write.person, units: times },
      { table: 'byEvent', key: `event ${Math.floor(random() * layout.indexKeys)}`, units: 1 },
    ]
    // The order of the waiting list is the order within one key.
    return write.status === 'waitlisted' ? [...needs, { table: 'waiting', key: 'event', units: 1 }] : needs
  }

  return {
    used,
    /** Takes the units for these writes; false if a partition has too few. */
    write: (writes: readonly Write[], times: number): boolean => {
      const needs = writes.flatMap((write) => needsOf(write, times))
      // What one table took when another refused is a unit or two out of a thousand per second.
      const isTaken = takeWrites.every(({ table, take }) => take(needs.filter((need) => need.table === table)))
      if (isTaken) used.writeUnits += needs.reduce((sum, { units }) => sum + units, 0)
      else used.throttles++
      return isTaken
    },
    read: (needs: readonly Need[]): boolean => {
      const isTaken = takeReads(needs)
      if (isTaken) used.readUnits += needs.reduce((sum, { units }) => sum + units, 0)
      else used.throttles++
      return isTaken
    },
    eventNeeds: [{ key: 'event', units: 1 }] satisfies readonly Need[],
    /** Reading the event with all counters: one query with one key, otherwise at least one unit per key. */
    counterNeeds: (): readonly Need[] => {
      if (layout.counterKeys === 1) return [{ key: 'event', units: Math.ceil((eventSize + counterSize * shards) / 4) }]
      const ofKey = (of: readonly number[]): number => Math.ceil((counterSize * of.length) / 4)
      return [{ key: 'event', units: 1 }, ...keys.map((of, key) => ({ key: `seats ${key}`, units: ofKey(of) }))]
    },
  }
}
