import * as z from 'zod'
import type { Instant } from '../domain/basics/wall-time.ts'
import type { Event } from '../domain/event/event.ts'
import { seatPlan } from '../domain/event/registration-window.ts'
import type { SeatChange, SeatMove } from '../domain/seats/ledger.ts'
import {
  allot,
  isEventPool,
  knows,
  pools,
  type SeatCounter,
  type SeatShard,
  seatCounterSchema,
  seatsGiven,
  shardCount,
  toldOf,
} from '../domain/seats/seats.ts'
import type { Database } from './dynamodb/database.ts'
import { type TransactItem, transact } from './dynamodb/transaction.ts'
import { itemKeys } from './item-keys.ts'

/** The seat counters of an event as they are stored, in the order of their numbers. */
export const seatCountersSchema = z.array(seatCounterSchema)

const limitsOf = (event: Event): Record<string, number> => ({
  ...(event.capacity === undefined ? {} : { event: event.capacity }),
  ...Object.fromEntries(event.sessions.flatMap(({ id, capacity }) => (capacity === undefined ? [] : [[pools.session(id), capacity]]))),
})

/** How many counters an event has: as many as its capacity asks for, and never fewer than it had. */
export const counterCount = ({ capacity }: Pick<Event, 'capacity'>, shards: readonly SeatShard[]): number =>
  Math.max(shardCount(capacity), shards.length)

/** What is shared out among the counters of an event, in a form that can be compared: another one means sharing out anew. */
export const whatIsShared = ({ capacity, holds, sessions }: Event): string =>
  JSON.stringify([
    capacity,
    holds.map(({ id, places, until }) => [id, places, until]),
    sessions.map((session) => [session.id, session.capacity]),
  ])

/** The seats that moves take and give back in each shard, by pool: 1 taken, 0 where one person follows another, or any number given back. */
const netByShard = (moves: readonly SeatMove[]): ReadonlyMap<number, ReadonlyMap<string, number>> => {
  const shards = new Map<number, Map<string, number>>()
  for (const { seats, by } of moves)
    for (const [pool, shard] of Object.entries(seats)) {
      const net = shards.get(shard) ?? new Map<string, number>()
      net.set(pool, (net.get(pool) ?? 0) + by)
      shards.set(shard, net)
    }
  return shards
}

/** Whether more seats are given than the limit of a pool allows. */
const isOverfull = (event: Event, pool: string, taken: readonly SeatShard['taken'][]): boolean => {
  if (isEventPool(pool)) return event.capacity !== undefined && seatsGiven(taken.map((of) => ({ taken: of }))) > event.capacity
  const session = event.sessions.find(({ id }) => pools.session(id) === pool)
  return session?.capacity !== undefined && taken.reduce((sum, of) => sum + (of[pool] ?? 0), 0) > session.capacity
}

/** The parts of an update of one shard, as they come together. */
class ShardUpdate {
  readonly #names: Record<string, string> = { '#change': 'change' }
  readonly #values: Record<string, unknown> = { ':one': 1 }
  readonly #conditions: string[] = []
  readonly #sets: string[] = ['version = version + :one', '#change = :change']

  constructor(change: SeatChange) {
    this.#values[':change'] = change
  }

  /** The path of a pool's counter, or of its share. */
  path(map: 'taken' | 'capacity', pool: string): string {
    const name = `#p_${pool.replaceAll('-', '_')}`
    this.#names[name] = pool
    return `${this.name(map)}.${name}`
  }

  name(attribute: string): string {
    this.#names[`#${attribute}`] = attribute
    return `#${attribute}`
  }

  value(name: string, value: unknown): string {
    this.#values[`:${name}`] = value
    return `:${name}`
  }

  require(condition: string): void {
    this.#conditions.push(condition)
  }

  set(assignment: string): void {
    this.#sets.push(assignment)
  }

  item(table: string, slug: string, shard: number): TransactItem {
    return {
      Update: {
        TableName: table,
        Key: itemKeys.seats(slug, shard),
        ConditionExpression: this.#conditions.join(' AND '),
        UpdateExpression: `SET ${this.#sets.join(', ')}`,
        ExpressionAttributeNames: this.#names,
        ExpressionAttributeValues: this.#values,
        // Whoever is refused need not read the counter again.
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    }
  }
}

export interface SeatGuard {
  /** The revision of the event that people who get seats were told of; void when it changed, or the event is closed. */
  readonly revision?: number | undefined
  /** Whether a seat that is given back goes to the waiting list's places, so that no newcomer takes it. */
  readonly toList?: boolean
  /** Whether a seat goes from one person to another by their own wish: so also while more are given than the share, since it stays one. */
  readonly handsOver?: boolean
  /**
   * Whether seats of other counters would do as well. Then a conflict with somebody else is told at once, and counters that refuse are
   * told even where the registration would not have held either: so who is registered already goes the way of a stranger.
   */
  readonly yields?: boolean
}

/**
 * A seat more: only below the share. A seat passed on: not while more are given than the share, unless it is handed over.
 * A seat back, or handed over: only one that was given.
 */
const move = (update: ShardUpdate, pool: string, net: number, handsOver: boolean): void => {
  const taken = update.path('taken', pool)
  // A condition cannot add, so seats are taken one at a time; many can be given back at once.
  if (net > 1) throw new RangeError('a write takes one seat of a counter')
  const amount = Math.abs(net)
  if (net < 0) update.require(`${taken} >= ${update.value(`by${amount}`, amount)}`)
  else if (net === 0 && handsOver) update.require(`${taken} > ${update.value('zero', 0)}`)
  else {
    const capacity = update.path('capacity', pool)
    update.require(`(attribute_not_exists(${capacity}) OR ${taken} ${net > 0 ? '<' : '<='} ${capacity})`)
  }
  if (net !== 0) update.set(`${taken} = ${taken} ${net > 0 ? '+' : '-'} ${update.value(`by${amount}`, amount)}`)
}

const setAside = (update: ShardUpdate): void => {
  const [general, list] = [update.path('capacity', pools.general), update.path('capacity', pools.list)]
  update.require(`attribute_exists(${general}) AND ${update.path('taken', pools.general)} <= ${general}`)
  update.set(`${general} = ${general} - :one, ${list} = ${list} + :one`)
}

/** The parts of a transaction that change seats. Each shard's item tells what its last write did, for the ledger. */
export const seatWrites = (table: string) => {
  const moveIn = (slug: string, shard: number, net: ReadonlyMap<string, number>, change: SeatChange, guard: SeatGuard): TransactItem => {
    const update = new ShardUpdate(change)
    for (const [pool, by] of net) move(update, pool, by, guard.handsOver === true)
    if (guard.revision !== undefined)
      update.require(`${update.name('open')} = ${update.value('true', true)} AND revision = ${update.value('revision', guard.revision)}`)
    if (guard.toList === true && net.get(pools.general) === -1) setAside(update)
    return update.item(table, slug, shard)
  }

  const shareAnew = (event: Event, before: SeatShard, share: Pick<SeatShard, 'taken' | 'capacity'>, known: Shared): TransactItem => {
    const update = new ShardUpdate(known.change)
    update.require(
      `allotment = ${update.value('before', before.allotment)} AND ${update.name('capacity')} = ${update.value('read', before.capacity)}`,
    )
    for (const [pool, of] of Object.entries(share.capacity)) {
      const fresh = before.taken[pool] === undefined
      if (fresh) update.set(`${update.path('taken', pool)} = ${update.value('zero', 0)}`)
      // Where more is given than allowed there are no shares, so it does not matter if still more was given meanwhile.
      else if (!known.overfull(pool))
        update.require(
          `${update.path('taken', pool)} <= ${update.value(`to_${pool.replaceAll('-', '_')}`, Math.max(of, before.taken[pool] ?? 0))}`,
        )
    }
    const { open, revision, allotment, limits } = known
    update.set(`#capacity = ${update.value('capacity', share.capacity)}, ${update.name('open')} = ${update.value('open', open)}`)
    update.set(`revision = ${update.value('revision', revision)}, allotment = ${update.value('allotment', allotment)}`)
    update.set(`limits = ${update.value('limits', limits)}`)
    return update.item(table, event.slug, before.shard)
  }

  return {
    /** Seats that registrations take and give back: one write a shard, whatever the number of pools. */
    move: (slug: string, change: SeatChange, guard: SeatGuard = {}): TransactItem[] =>
      [...netByShard(change.moves)].map(([shard, net]) => {
        const moves = change.moves.filter(({ seats }) => Object.values(seats).includes(shard))
        return moveIn(slug, shard, net, { ...change, moves }, guard)
      }),

    /** What those counters must be told of a changed event that do not know it: whether it gives seats, and in which revision. */
    follow: (event: Event, counters: readonly SeatCounter[]): TransactItem[] => {
      const { open, revision } = toldOf(event)
      return counters
        .filter((counter) => !knows(event, counter))
        .map(({ shard }) => ({
          Update: {
            TableName: table,
            Key: itemKeys.seats(event.slug, shard),
            UpdateExpression: 'SET #open = :open, revision = :revision',
            ExpressionAttributeNames: { '#open': 'open' },
            ExpressionAttributeValues: { ':open': open, ':revision': revision },
          },
        }))
    },

    /**
     * Shares the seats of an event out among its shards anew, `waiting` people being on the list, and tells them of the event.
     * Void when that was done by somebody else since the shards were read, or when so many seats were taken that the new shares do not hold.
     * It carries what was read of the event, so it belongs into a transaction that is void when the event changed.
     */
    shareOut: (event: Event, shards: readonly SeatShard[], now: Instant, waiting: number): TransactItem[] => {
      const count = counterCount(event, shards)
      const taken = Array.from({ length: count }, (_, shard) => shards[shard]?.taken ?? {})
      const known: Shared = {
        overfull: (pool) => isOverfull(event, pool, taken),
        ...toldOf(event),
        allotment: (shards[0]?.allotment ?? 0) + 1,
        limits: limitsOf(event),
        change: { at: now, cause: 'allotted', moves: [] },
      }
      return allot(seatPlan(event, now, waiting), taken).map((share, shard): TransactItem => {
        const before = shards[shard]
        if (before !== undefined) return shareAnew(event, before, share, known)
        const { overfull: _, ...told } = known
        const Item = { ...itemKeys.seats(event.slug, shard), slug: event.slug, shard, version: 1, ...told, ...share }
        return { Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' } }
      })
    },
  }
}

/** Puts the counters of a shard right, if it is as it was read. */
export const createMending =
  (database: Database, table: string) =>
  async (slug: string, shard: SeatShard, taken: SeatShard['taken'], change: SeatChange): Promise<boolean> => {
    const update = new ShardUpdate(change)
    update.require(`version = ${update.value('before', shard.version)}`)
    update.set(`${update.name('taken')} = ${update.value('taken', taken)}`)
    return (await transact(database, [update.item(table, slug, shard.shard)])).written
  }
export type SeatMending = ReturnType<typeof createMending>

/** What all shards are told when seats are shared out. */
interface Shared {
  /** Whether more seats are given than there are, of the event or of the session of a pool. */
  readonly overfull: (pool: string) => boolean
  readonly open: boolean
  readonly revision: number
  readonly allotment: number
  readonly limits: Readonly<Record<string, number>>
  readonly change: SeatChange
}
