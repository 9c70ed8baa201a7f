import * as z from 'zod'
import type { Participation } from '../event/participation.ts'

/**
 * Seats are counted on several small counters (shards), so that many people can register simultaneously
 * without waiting for one another. Each shard counts several pools: places for everyone (`general`), places kept
 * for a group (`hold-<id>`), places set aside for the waiting list (`list`), and beside these, places in a session
 * (`session-<id>`) and of a way to take part (`participation-online`).
 * The shards' shares add up to the capacity; a condition inside each write keeps every shard within its share,
 * and so the whole within the capacity.
 */
export const pools = {
  general: 'general',
  list: 'list',
  hold: (id: string): string => `hold-${id}`,
  session: (id: string): string => `session-${id}`,
  participation: (way: Participation): string => `participation-${way}`,
} as const

/** Whether a pool's seats belong to the event itself rather than to a choice: a session, or a way to take part. */
export const isEventPool = (pool: string): boolean => !/^(?:session|participation)-/.test(pool)

/** Whether a pool is a session's. Without a limit, each counter counts in it from the first seat it gives, so that a limit can be set later. */
export const isSessionPool = (pool: string): boolean => pool.startsWith('session-')

const counts = z.record(z.string(), z.int().min(0))

export const seatShardSchema = z.object({
  shard: z.int().min(0),
  /** Seats given, by pool. */
  taken: counts,
  /** This shard's share of each pool; a pool missing here has no limit. */
  capacity: counts,
  /** The number of writes to this shard, from 1. */
  version: z.int().min(1),
  /** How often the seats have been shared out among the shards. */
  allotment: z.int().min(1),
})
export type SeatShard = z.infer<typeof seatShardSchema>

/** A counter with what it knows of its event: whether seats can be given, and the revision; and to whom it gave many. */
export const seatCounterSchema = seatShardSchema.extend({
  open: z.boolean(),
  revision: z.int(),
  /** Seats given to addresses not yet proven, by the tag of the network they were asked for from (`fair-share.ts`). */
  sources: counts,
})
export type SeatCounter = z.infer<typeof seatCounterSchema>
type Told = Pick<SeatCounter, 'open' | 'revision'>

/** What an event's counters must know of it. */
export const toldOf = ({ status, revision }: { readonly status: string; readonly revision: number }): Told => ({
  open: status === 'published',
  revision,
})

/** Whether a counter's knowledge of its event is current. If not, it refuses every seat, so that a cancelled event gives none. */
export const knows = (event: Parameters<typeof toldOf>[0], { open, revision }: Told): boolean => {
  const told = toldOf(event)
  return open === told.open && revision === told.revision
}
type Counters = Pick<SeatShard, 'taken' | 'capacity'>

/** The seats of one registration: which shard, by pool. */
export const seatsSchema = z.record(z.string(), z.int().min(0))
export type Seats = z.infer<typeof seatsSchema>

// With 8 seats per counter, collisions are rare; 64 counters and the event fit in one transaction (100 items).
const seatsPerShard = 8
const maxShards = 64
const shardsWithoutLimit = 8

/** The number of shards for a capacity. */
export const shardCount = (capacity: number | undefined): number =>
  capacity === undefined ? shardsWithoutLimit : Math.min(maxShards, Math.max(1, Math.ceil(capacity / seatsPerShard)))

/**
 * How many of an event's counters, the first ones, give seats: one that became smaller has more than it needs, and those beyond
 * only take seats back. Each gives a source something (`fair-share.ts`), so that many would give it more than its share.
 */
export const givingCounters = ({ capacity }: { readonly capacity?: number | undefined }, counters: number): number =>
  capacity === undefined ? counters : Math.min(counters, shardCount(capacity))

/** Free seats of a pool in a shard; negative if too many are given, Infinity without a limit. */
export const room = ({ taken, capacity }: Counters, pool: string): number => {
  const [given, limit] = [taken[pool], capacity[pool]]
  const counts = given !== undefined || (isSessionPool(pool) && limit === undefined)
  return counts ? (limit ?? Number.POSITIVE_INFINITY) - (given ?? 0) : 0
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

/** Free seats of a pool in all shards. */
export const roomIn = (shards: readonly Counters[], pool: string): number => sum(shards.map((shard) => Math.max(0, room(shard, pool))))

/** Free seats of the event, in all pools. */
export const roomInAll = (shards: readonly SeatShard[]): number => {
  const names = new Set(shards.flatMap(({ taken }) => Object.keys(taken)))
  return sum([...names].map((pool) => (isEventPool(pool) ? roomIn(shards, pool) : 0)))
}

/** Free seats for everyone; undefined without a limit. */
export const placesLeft = (shards: readonly Counters[]): number | undefined => {
  const left = roomIn(shards, pools.general)
  return left === Number.POSITIVE_INFINITY ? undefined : left
}

/** Seats of the event given to confirmed people and live offers. */
export const seatsGiven = (shards: readonly Pick<SeatShard, 'taken'>[]): number =>
  sum(shards.map(({ taken }) => sum(Object.entries(taken).map(([pool, given]) => (isEventPool(pool) ? given : 0)))))

/** What to share out. */
export interface SeatPlan {
  /** Places of the event; unlimited if absent. */
  readonly capacity?: number | undefined
  /** Places still kept for groups. */
  readonly holds: readonly { readonly id: string; readonly places: number }[]
  /** Sessions, with a capacity of their own if they have one; people are counted in each that they chose. */
  readonly sessions: readonly { readonly id: string; readonly capacity?: number | undefined }[]
  /** The ways to take part; people are counted in each, whether or not it has a limit, so that one can be set later. */
  readonly ways?: readonly { readonly way: Participation; readonly places: number | undefined }[]
  /** How many people are waiting: that many free seats are set aside for them. */
  readonly waiting: number
}

type Taken = SeatShard['taken']

const givenIn = (taken: readonly Taken[], pool: string): number => sum(taken.map((of) => of[pool] ?? 0))

/** Each shard's share of a pool: what it has given plus, for the first `giving`, an even part of the free seats. */
const spread = (taken: readonly Taken[], pool: string, free: number, giving: number): readonly number[] => {
  const each = Math.floor(free / giving)
  return taken.map((of, index) => (of[pool] ?? 0) + (index < giving ? each + (index < free % giving ? 1 : 0) : 0))
}

/** The free seats of each event pool: first those set aside for the waiting list, then those kept for groups, then everyone's. */
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

/** The pools of what people choose, with their limits. */
const chosenPools = ({ sessions, ways = [] }: SeatPlan) => ({
  limited: [
    ...sessions.flatMap(({ id, capacity }): [string, number][] => (capacity === undefined ? [] : [[pools.session(id), capacity]])),
    ...ways.flatMap(({ way, places }): [string, number][] => (places === undefined ? [] : [[pools.participation(way), places]])),
  ],
  unlimited: [
    ...sessions.flatMap(({ id, capacity }) => (capacity === undefined ? [pools.session(id)] : [])),
    ...ways.flatMap(({ way, places }) => (places === undefined ? [pools.participation(way)] : [])),
  ],
})

/**
 * Each shard's share of every pool, given what the shards have already given away. Nobody loses a seat:
 * if more seats are given than the capacity allows, no shard has a share until enough are returned
 * and the rest is shared out again. Seats given by a former pool stay counted, without a share.
 */
export const allot = (plan: SeatPlan, taken: readonly Taken[]): readonly Counters[] => {
  const free = freeSeats(plan, taken)
  const eventPools = [...new Set([...free.keys(), ...taken.flatMap((of) => Object.keys(of).filter(isEventPool))])]
  const overfull = plan.capacity !== undefined && seatsGiven(taken.map((of) => ({ taken: of }))) > plan.capacity
  const none = taken.map(() => 0)
  const giving = givingCounters(plan, taken.length)
  const ofEvent = eventPools.flatMap((pool): [string, readonly number[]][] => {
    if (plan.capacity === undefined && pool === pools.general) return []
    return [[pool, overfull || !free.has(pool) ? none : spread(taken, pool, free.get(pool) ?? 0, giving)]]
  })
  const { limited, unlimited } = chosenPools(plan)
  const ofChoices = limited.map(([pool, capacity]): [string, readonly number[]] => {
    const left = capacity - givenIn(taken, pool)
    return [pool, left < 0 ? none : spread(taken, pool, left, giving)]
  })
  const kept = new Set([...limited.map(([pool]) => pool), ...unlimited])
  const gone = taken.flatMap((of) => Object.keys(of)).filter((pool) => !isEventPool(pool) && !kept.has(pool))
  const shares = new Map([...ofEvent, ...ofChoices, ...gone.map((pool): [string, readonly number[]] => [pool, none])])
  const names = [pools.general, ...shares.keys(), ...unlimited.filter((pool) => !isSessionPool(pool))]
  return taken.map((of, shard) => ({
    taken: Object.fromEntries([...names, ...Object.keys(of)].map((pool) => [pool, of[pool] ?? 0])),
    capacity: Object.fromEntries([...shares].map(([pool, each]) => [pool, each[shard] ?? 0])),
  }))
}

/** Seats to take, or the first wanted pool that is full. */
export type Choice = { readonly seats: Seats } | { readonly full: string }

const pick = <Item>(items: readonly Item[], random: () => number): Item | undefined => items[Math.floor(random() * items.length)]

/**
 * Chooses a seat in each wanted pool; of alternatives (`['hold-fr', 'general']`), the first with room.
 * The shard is random if the `first` has no room, so that simultaneous requests seldom collide; sessions use the event's
 * shard if they can. The first wanted pool's seat comes from `givers`.
 */
export const chooseSeats = (
  shards: readonly SeatShard[],
  wanted: readonly (readonly string[])[],
  random: () => number,
  first?: number,
  givers = shards,
): Choice => {
  const seats: Seats = {}
  let usual = first
  for (const [index, alternatives] of wanted.entries()) {
    const from = index === 0 ? givers : shards
    const pool = alternatives.find((name) => from.some((shard) => room(shard, name) > 0))
    if (pool === undefined) return { full: alternatives.at(-1) ?? pools.general }
    const open = from.filter((shard) => room(shard, pool) > 0)
    const chosen = open.find(({ shard }) => shard === usual) ?? pick(open, random)
    if (chosen === undefined) return { full: pool }
    usual = usual === first ? chosen.shard : usual
    seats[pool] = chosen.shard
  }
  return { seats }
}
