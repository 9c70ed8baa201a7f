import type { Clock } from './seat-store.ts'

// DynamoDB's rules from its developer guide, and latencies from public measurements.

/** The limit of a partition in units per second, whatever the whole table may do ("Best practices for partition keys"). */
export const writeUnitsPerSecond = 1000
export const readUnitsPerSecond = 3000

/** Median and 99th percentile in ms, from alexdebrie/dynamodb-performance-testing (PutItem; TransactWriteItems of 5 items). */
export const latencies = {
  plainWrite: { median: 7.5, p99: 16 },
  transaction: { median: 25, p99: 92 },
  // For 100 items; between 5 and 100 it hardly grows.
  largeTransaction: { median: 32, p99: 97 },
  // Assumed: a read takes about half as long as a write.
  read: { median: 4, p99: 10 },
} as const

/** A value of the lognormal distribution with this median and 99th percentile. */
export const draw = ({ median, p99 }: { readonly median: number; readonly p99: number }, random: () => number): number => {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return median * Math.exp((normal * Math.log(p99 / median)) / 2.326)
}

const hash = (text: string): number => {
  let mixed = 2_166_136_261
  for (let index = 0; index < text.length; index++) mixed = Math.imul(mixed ^ text.charCodeAt(index), 16_777_619)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 12)) >>> 0
}

export interface Need {
  readonly key: string
  readonly units: number
}

/** A table's partitions, each with a token bucket of one second; a partition key belongs to one of them. */
export const createPartitions = (clock: Clock, count: number, perSecond: number) => {
  const buckets = Array.from({ length: count }, () => ({ left: perSecond, at: 0 }))
  const filled = (key: string) => {
    const bucket = buckets[hash(key) % count]
    if (bucket === undefined) throw new Error('a table has at least one partition')
    const now = clock.now()
    bucket.left = Math.min(perSecond, bucket.left + ((now - bucket.at) * perSecond) / 1000)
    bucket.at = now
    return bucket
  }
  /** Takes the units of all needs, or none. */
  return (needs: readonly Need[]): boolean => {
    const sums = new Map<ReturnType<typeof filled>, number>()
    for (const { key, units } of needs) {
      const bucket = filled(key)
      sums.set(bucket, (sums.get(bucket) ?? 0) + units)
    }
    if ([...sums].some(([bucket, units]) => bucket.left < units)) return false
    for (const [bucket, units] of sums) bucket.left -= units
    return true
  }
}
