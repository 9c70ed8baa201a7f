import * as z from 'zod'

/**
 * Seats are counted on several small counters (shards), so that many people can register at the same moment
 * without waiting for one another. Each shard counts several pools: the places for everybody (`general`), those kept
 * for a group (`hold-<id>`), those set aside for the waiting list (`list`), and those of a session (`session-<id>`).
 * The shards' shares of a capacity add up to it; each is never exceeded, by a condition inside the write,
 * so the whole never is.
 */
export const pools = {
  general: 'general',
  list: 'list',
  hold: (id: string): string => `hold-${id}`,
  session: (id: string): string => `session-${id}`,
} as const

/** Whether the seats of a pool are seats of the event itself, and not of one of its sessions. */
export const isEventPool = (pool: string): boolean => !pool.startsWith('session-')

const counts = z.record(z.string(), z.int().min(0))

export const seatShardSchema = z.object({
  shard: z.int().min(0),
  /** Seats given, by pool. */
  taken: counts,
  /** This shard's share of each pool; a pool that is missing here has no limit. */
  capacity: counts,
  /** Counts the writes on this shard, from 1. */
  version: z.int().min(1),
  /** Counts the times that the seats were shared out among the shards. */
  allotment: z.int().min(1),
})
export type SeatShard = z.infer<typeof seatShardSchema>

/** A counter with what it knows of its event: whether that gives seats, and in which revision. */
export const seatCounterSchema = seatShardSchema.extend({ open: z.boolean(), revision: z.int() })
export type SeatCounter = z.infer<typeof seatCounterSchema>
type Told = Pick<SeatCounter, 'open' | 'revision'>

/** What the counters of an event must know of it. */
export const toldOf = ({ status, revision }: { readonly status: string; readonly revision: number }): Told => ({
  open: status === 'published',
  revision,
})

/** Whether a counter knows its event as it is. One that does not refuses every seat, or would give seats of an event that was called off. */
export const knows = (event: Parameters<typeof toldOf>[0], { open, revision }: Told): boolean => {
  const told = toldOf(event)
  return open === told.open && revision === told.revision
}
type Counters = Pick<SeatShard, 'taken' | 'capacity'>

/** The seats that one registration holds: from which shard, by pool. */
export const seatsSchema = z.record(z.string(), z.int().min(0))
export type Seats = z.infer<typeof seatsSchema>

// Few people at the same moment meet on a counter of 8 seats; 64 counters and the event fit one transaction (100 items).
const seatsPerShard = 8
const maxShards = 64
const shardsWithoutLimit = 8

/** How many shards an event of this capacity has. */
export const shardCount = (capacity: number | undefined): number =>
  capacity === undefined ? shardsWithoutLimit : Math.min(maxShards, Math.max(1, Math.ceil(capacity / seatsPerShard)))

/** Free seats of a pool in a shard; less than none where more are given than allowed, Infinity without a limit. */
export const room = ({ taken, capacity }: Counters, pool: string): number => {
  const given = taken[pool]
  return given === undefined ? 0 : (capacity[pool] ?? Number.POSITIVE_INFINITY) - given
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

/** Free seats of a pool over all shards. */
export const roomIn = (shards: readonly Counters[], pool: string): number => sum(shards.map((shard) => Math.max(0, room(shard, pool))))

/** Free seats of the event, in whatever pool. */
export const roomInAll = (shards: readonly SeatShard[]): number => {
  const names = new Set(shards.flatMap(({ taken }) => Object.keys(taken)))
  return sum([...names].map((pool) => (isEventPool(pool) ? roomIn(shards, pool) : 0)))
}

/** Free seats for everybody; undefined without a limit. */
export const placesLeft = (shards: readonly Counters[]): number | undefined => {
  const left = roomIn(shards, pools.general)
  return left === Number.POSITIVE_INFINITY ? undefined : left
}

/** Seats of the event that are given: to confirmed people and to those with a live offer. */
export const seatsGiven = (shards: readonly Pick<SeatShard, 'taken'>[]): number =>
  sum(shards.map(({ taken }) => sum(Object.entries(taken).map(([pool, given]) => (isEventPool(pool) ? given : 0)))))

/** What there is to share out. */
export interface SeatPlan {
  /** Places of the event; without it there is no limit. */
  readonly capacity?: number | undefined
  /** Places kept for groups, as long as they are kept. */
  readonly holds: readonly { readonly id: string; readonly places: number }[]
  /** Sessions with a capacity of their own. */
  readonly sessions: readonly { readonly id: string; readonly capacity: number }[]
  /** How many people wait: that many free seats are set aside for them. */
  readonly waiting: number
}

type Taken = SeatShard['taken']

const givenIn = (taken: readonly Taken[], pool: string): number => sum(taken.map((of) => of[pool] ?? 0))

/** Each shard's share of a pool: what it gave plus an even part of the free seats. */
const spread = (taken: readonly Taken[], pool: string, free: number): readonly number[] => {
  const each = Math.floor(free / taken.length)
  return taken.map((of, index) => (of[pool] ?? 0) + each + (index < free % taken.length ? 1 : 0))
}

/** The free seats of each pool of the event: first those set aside for the list, then what is kept for groups, then everybody's. */
const freeSeats = ({ capacity, holds, waiting }: SeatPlan, taken: readonly Taken[]): ReadonlyMap<string, number> => {
  let free = Math.max(0, (capacity ?? 0) - seatsGiven(taken.map((of) => ({ taken: of }))))
  const part = (wanted: number): number => {
    const got = Math.min(free, Math.max(0, wanted))
    free -= got
    return got
  }
  const kept = holds.map(({ id, places }): [string, number] => [pools.hold(id), part(places - givenIn(taken, pools.hold(id)))])
  return new Map([...kept, [pools.list, part(waiting)], [pools.general, free]])
}

/**
 * Each shard's share of every pool, given what the shards have given away already. Nobody's seat is taken:
 * where more seats are given than the capacity allows, no shard has a share, until seats enough were given back
 * and the rest is shared out anew. What a pool of old has given stays counted, without a share.
 */
export const allot = (plan: SeatPlan, taken: readonly Taken[]): readonly Counters[] => {
  const free = freeSeats(plan, taken)
  const eventPools = [...new Set([...free.keys(), ...taken.flatMap((of) => Object.keys(of).filter(isEventPool))])]
  const overfull = plan.capacity !== undefined && seatsGiven(taken.map((of) => ({ taken: of }))) > plan.capacity
  const none = taken.map(() => 0)
  const ofEvent = eventPools.flatMap((pool): [string, readonly number[]][] => {
    if (plan.capacity === undefined && pool === pools.general) return []
    return [[pool, overfull || !free.has(pool) ? none : spread(taken, pool, free.get(pool) ?? 0)]]
  })
  const ofSessions = plan.sessions.map(({ id, capacity }): [string, readonly number[]] => {
    const left = capacity - givenIn(taken, pools.session(id))
    return [pools.session(id), left < 0 ? none : spread(taken, pools.session(id), left)]
  })
  const gone = taken.flatMap((of) => Object.keys(of)).filter((pool) => !isEventPool(pool) && !ofSessions.some(([name]) => name === pool))
  const shares = new Map([...ofEvent, ...ofSessions, ...gone.map((pool): [string, readonly number[]] => [pool, none])])
  const names = new Set([pools.general, ...shares.keys()])
  return taken.map((of, shard) => ({
    taken: Object.fromEntries([...names].map((pool) => [pool, of[pool] ?? 0])),
    capacity: Object.fromEntries([...shares].map(([pool, each]) => [pool, each[shard] ?? 0])),
  }))
}

/** Seats to take, or the first of the wanted pools that are full. */
export type Choice = { readonly seats: Seats } | { readonly full: string }

const pick = <Item>(items: readonly Item[], random: () => number): Item | undefined => items[Math.floor(random() * items.length)]

/**
 * Chooses a seat in each wanted pool; of alternatives (`['hold-fr', 'general']`) the first that has room.
 * Which shard is chance, so that people at the same moment seldom meet, if the `first` has no room; sessions follow the shard of
 * the event where they can.
 */
export const chooseSeats = (
  shards: readonly SeatShard[],
  wanted: readonly (readonly string[])[],
  random: () => number,
  first?: number,
): Choice => {
  const seats: Seats = {}
  let usual = first
  for (const alternatives of wanted) {
    const pool = alternatives.find((name) => shards.some((shard) => room(shard, name) > 0))
    if (pool === undefined) return { full: alternatives.at(-1) ?? pools.general }
    const open = shards.filter((shard) => room(shard, pool) > 0)
    const chosen = open.find(({ shard }) => shard === usual) ?? pick(open, random)
    if (chosen === undefined) return { full: pool }
    usual = usual === first ? chosen.shard : usual
    seats[pool] = chosen.shard
  }
  return { seats }
}
