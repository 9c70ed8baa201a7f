import * as z from 'zod'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import { waysOf } from '../../domain/event/participation.ts'
import { seatLimits, seatPlan } from '../../domain/event/registration-window.ts'
import { droppedSources } from '../../domain/seats/fair-share.ts'
import type { SeatChange, SeatMove } from '../../domain/seats/ledger.ts'
import {
  allot,
  isEventPool,
  isSessionPool,
  knows,
  pools,
  type SeatCounter,
  type SeatShard,
  seatsGiven,
  shardCount,
  toldOf,
} from '../../domain/seats/seats.ts'
import type { Database } from '../dynamodb/database.ts'
import { type TransactItem, transact } from '../dynamodb/transaction.ts'
import { itemKeys } from '../item-keys.ts'
import { ShardUpdate } from './shard-update.ts'
import { type SourceMove, sourceAttribute, storedCounterSchema } from './unproven.ts'

/** An event's stored seat counters, by number. */
export const seatCountersSchema = z.array(storedCounterSchema)

/** The number of counters for an event: as its capacity requires, but never fewer than before. */
export const counterCount = ({ capacity }: Pick<Event, 'capacity'>, shards: readonly SeatShard[]): number =>
  Math.max(shardCount(capacity), shards.length)

/** What is shared out among an event's counters, in comparable form: a difference means sharing out again. */
export const whatIsShared = (event: Event): string => {
  const { capacity, holds, sessions } = event
  return JSON.stringify([
    capacity,
    holds.map(({ id, places, until }) => [id, places, until]),
    sessions.map((session) => [session.id, session.capacity]),
    waysOf(event),
  ])
}

/** The seats that moves take and return in each shard, by pool: 1 taken, 0 if one person replaces another, or any number returned. */
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

/** Whether more seats are given than a pool's limit allows. */
const isOverfull = (event: Event, pool: string, taken: readonly SeatShard['taken'][]): boolean => {
  if (isEventPool(pool)) return event.capacity !== undefined && seatsGiven(taken.map((of) => ({ taken: of }))) > event.capacity
  const limit = seatLimits(event)[pool]
  return limit !== undefined && taken.reduce((sum, of) => sum + (of[pool] ?? 0), 0) > limit
}

export interface SeatGuard {
  /** The event's counters as read, so that one that gives a seat can drop sources it need not keep. */
  readonly counters?: readonly SeatCounter[]
  /** The most seats that the counter may have given at once to unproven addresses from one source, after this write. */
  readonly share?: number | undefined
  /** The most seats that may be held for addresses from one source. */
  readonly mostHeld?: number | undefined
  /** The event's revision that people getting seats were told of; the write fails if it changed, or the event is closed. */
  readonly revision?: number | undefined
  /** Whether a returned seat goes to the waiting list's places, so that no newcomer takes it. */
  readonly toList?: boolean
  /** Whether a seat passes from one person to another at their own wish: allowed even while more are given than the share. */
  readonly handsOver?: boolean
  /**
   * Whether other counters' seats would do as well. Then a conflict is reported immediately, and refusing counters are reported
   * even if the registration would have been refused too, so that a registered person gets a stranger's answer.
   */
  readonly yields?: boolean
}

/**
 * Taking a seat: only below the share. Passing one on: not while more are given than the share, unless it is handed over.
 * Returning or handing over: only a seat that was given.
 */
const move = (update: ShardUpdate, pool: string, net: number, handsOver: boolean): void => {
  const taken = update.path('taken', pool)
  // A condition cannot add, so seats are taken one at a time; any number can be returned.
  if (net > 1) throw new RangeError('a write takes one seat of a counter')
  const amount = Math.abs(net)
  if (net < 0) update.require(`${taken} >= ${update.value(`by${amount}`, amount)}`)
  else if (net === 0 && handsOver) update.require(`${taken} > ${update.value('zero', 0)}`)
  else {
    const capacity = update.path('capacity', pool)
    update.require(`(attribute_not_exists(${capacity}) OR ${taken} ${net > 0 ? '<' : '<='} ${capacity})`)
  }
  const before = net > 0 && isSessionPool(pool) ? `if_not_exists(${taken}, ${update.value('zero', 0)})` : taken
  if (net !== 0) update.set(`${taken} = ${before} ${net > 0 ? '+' : '-'} ${update.value(`by${amount}`, amount)}`)
}

/** Counts seats of unproven addresses by source; taking one only within the share. */
const count = (update: ShardUpdate, { tag, by }: SourceMove, share: number | undefined): void => {
  const counted = update.name(sourceAttribute(tag))
  if (by > 0 && share !== undefined) update.require(`(attribute_not_exists(${counted}) OR ${counted} < ${update.value('share', share)})`)
  // Nothing counted before is nothing to return.
  const amount = Math.abs(by)
  const start = update.value(by > 0 ? 'zero' : `by${amount}`, by > 0 ? 0 : amount)
  update.set(`${counted} = if_not_exists(${counted}, ${start}) ${by > 0 ? '+' : '-'} ${update.value(`by${amount}`, amount)}`)
}

/** Drops sources from a counter that gives another one a seat; those without a seat only if they still have none. */
const drop = (update: ShardUpdate, counter: SeatCounter, { tag }: SourceMove): void => {
  const { idle, counted } = droppedSources(counter, tag, Math.random)
  for (const each of idle) {
    const name = update.name(sourceAttribute(each))
    update.require(`(attribute_not_exists(${name}) OR ${name} = ${update.value('zero', 0)})`)
  }
  for (const each of [...idle, ...counted]) update.remove(update.name(sourceAttribute(each)))
}

const setAside = (update: ShardUpdate): void => {
  const [general, list] = [update.path('capacity', pools.general), update.path('capacity', pools.list)]
  update.require(`attribute_exists(${general}) AND ${update.path('taken', pools.general)} <= ${general}`)
  update.set(`${general} = ${general} - :one, ${list} = ${list} + :one`)
}

// A condition may have 4 kB and 300 operators (Amazon DynamoDB Developer Guide, "Constraints"); each of these takes up to 35 bytes and two.
const mostCompared = 100

/**
 * Whether a counter that counts in a pool may have given more of it than its new share. No more are given than the share that was
 * read; while too many are there is none, so that more do not matter.
 */
const isLowered = (before: SeatShard, { capacity }: Pick<SeatShard, 'capacity'>, pool: string): boolean => {
  const of = capacity[pool]
  return before.taken[pool] !== undefined && of !== undefined && of < (before.capacity[pool] ?? Number.POSITIVE_INFINITY)
}

/** The parts of a transaction that change seats. Each shard's item says what its last write did, for the ledger. */
export const seatWrites = (table: string) => {
  const moveIn = (
    slug: string,
    shard: number,
    { net, sources }: { readonly net: ReadonlyMap<string, number>; readonly sources: readonly SourceMove[] },
    change: SeatChange,
    guard: SeatGuard,
  ): TransactItem => {
    const update = new ShardUpdate(change)
    update.require('attribute_exists(pk)')
    for (const [pool, by] of net) move(update, pool, by, guard.handsOver === true)
    for (const moved of sources) count(update, moved, guard.share)
    const [gives, ...others] = sources
    const counter = guard.counters?.find((each) => each.shard === shard)
    if (gives !== undefined && others.length === 0 && gives.by > 0 && counter !== undefined) drop(update, counter, gives)
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
    const shared = Object.keys(share.taken)
    const uncounted = shared.filter((pool) => before.taken[pool] === undefined)
    const lowered = shared.filter((pool) => isLowered(before, share, pool) && !known.overfull(pool))
    // Seats may be given meanwhile: the first of a pool, or more than it will have. For very many there is no room to say it of each.
    if (uncounted.length + lowered.length > mostCompared) {
      const taken = update.name('taken')
      update.require(`${taken} = ${update.value('taken', before.taken)}`)
      update.set(`${taken} = ${update.value('counted', share.taken)}`)
    } else {
      for (const pool of uncounted) {
        update.require(`attribute_not_exists(${update.path('taken', pool)})`)
        update.set(`${update.path('taken', pool)} = ${update.value('zero', 0)}`)
      }
      for (const pool of lowered)
        update.require(`${update.path('taken', pool)} <= ${update.bare(Math.max(share.capacity[pool] ?? 0, before.taken[pool] ?? 0))}`)
    }
    const { open, revision, allotment, limits } = known
    update.set(`#capacity = ${update.value('capacity', share.capacity)}, ${update.name('open')} = ${update.value('open', open)}`)
    update.set(`revision = ${update.value('revision', revision)}, allotment = ${update.value('allotment', allotment)}`)
    update.set(`limits = ${update.value('limits', limits)}`)
    return update.item(table, event.slug, before.shard)
  }

  return {
    /** Seats that registrations take and return: one write per shard, whatever the number of pools. */
    move: (slug: string, change: SeatChange, guard: SeatGuard = {}, sources: readonly SourceMove[] = []): TransactItem[] => {
      const byShard = netByShard(change.moves)
      return [...new Set([...byShard.keys(), ...sources.map(({ shard }) => shard)])].map((shard) => {
        const moves = change.moves.filter(({ seats }) => Object.values(seats).includes(shard))
        const own = { net: byShard.get(shard) ?? new Map<string, number>(), sources: sources.filter((moved) => moved.shard === shard) }
        return moveIn(slug, shard, own, { ...change, moves }, guard)
      })
    },

    /** Updates counters with outdated knowledge of a changed event: whether it gives seats, and its revision. */
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
     * Shares an event's seats out again among its shards, with `waiting` people on the list, and updates what they know of the event.
     * Fails if somebody else did so since the shards were read, or if so many seats were taken that the new shares no longer work.
     * It relies on the event as read, so it belongs in a transaction that fails if the event changed.
     */
    shareOut: (event: Event, shards: readonly SeatShard[], now: Instant, waiting: number): TransactItem[] => {
      const count = counterCount(event, shards)
      const taken = Array.from({ length: count }, (_, shard) => shards[shard]?.taken ?? {})
      const known: Shared = {
        overfull: (pool) => isOverfull(event, pool, taken),
        ...toldOf(event),
        allotment: (shards[0]?.allotment ?? 0) + 1,
        limits: seatLimits(event),
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

/** Corrects a shard's counters, if it is as it was read. */
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
  /** Whether more seats are given than exist, for the event or for the session of a pool. */
  readonly overfull: (pool: string) => boolean
  readonly open: boolean
  readonly revision: number
  readonly allotment: number
  readonly limits: Readonly<Record<string, number>>
  readonly change: SeatChange
}
