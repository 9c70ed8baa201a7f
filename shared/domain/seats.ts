/**
 * Seats are counted on several small counters (shards), so that many people can register at the same moment
 * without waiting for one another. The shards' shares of the capacity add up to it; each is never exceeded,
 * by a condition inside the write, so the whole never is.
 */
export interface SeatShard {
  readonly taken: number
  /** This shard's share of the capacity; without it there is no limit. */
  readonly capacity?: number | undefined
}

// One counter serves about 30 seats without people waiting; 64 counters and the event fit one transaction (100 items).
const seatsPerShard = 32
const maxShards = 64
const shardsWithoutLimit = 8

/** How many shards an event of this capacity has. */
export const shardCount = (capacity: number | undefined): number =>
  capacity === undefined ? shardsWithoutLimit : Math.min(maxShards, Math.max(1, Math.ceil(capacity / seatsPerShard)))

/**
 * Each shard's share of a capacity, given what each has given away already: the free seats are spread evenly.
 * Nobody's seat is taken: where more seats are given than the capacity allows, every share equals what is taken.
 */
export const shares = (capacity: number, taken: readonly number[]): readonly number[] => {
  const free = Math.max(0, capacity - taken.reduce((sum, each) => sum + each, 0))
  const each = Math.floor(free / taken.length)
  return taken.map((given, index) => given + each + (index < free % taken.length ? 1 : 0))
}

/** Free seats over all shards; undefined without a limit. */
export const placesLeft = (shards: readonly SeatShard[]): number | undefined =>
  shards.some((shard) => shard.capacity === undefined)
    ? undefined
    : shards.reduce((sum, shard) => sum + Math.max(0, (shard.capacity ?? 0) - shard.taken), 0)
