import * as z from 'zod'
import { instantSchema } from '../basics/wall-time.ts'
import { isEventPool, knows, type SeatCounter, type SeatShard, type Seats, seatShardSchema, seatsSchema, toldOf } from './seats.ts'

/**
 * Why a seat counter was written.
 * - `allotted`: seats were shared out among the shards, because the event was created or its places changed
 * - `mended`: a counter that disagreed with the registrations was corrected
 * - the others are what happened to registrations, and hence to their seats
 */
const seatCauses = [
  'allotted',
  'mended',
  'confirmed',
  'offered',
  'cancelled',
  'offer-declined',
  'offer-expired',
  'handed-over',
  'changed',
] as const
export type SeatCause = (typeof seatCauses)[number]

/** A registration taking (1) or returning (−1) a seat in each of these pools. */
const seatMoveSchema = z.object({ registration: z.string(), seats: seatsSchema, by: z.union([z.literal(1), z.literal(-1)]) })
export type SeatMove = z.infer<typeof seatMoveSchema>

/** What the last write did to a shard; stored in the shard itself, so that the table's stream reports every change. */
const seatChangeSchema = z.object({ at: instantSchema, cause: z.enum(seatCauses), moves: z.array(seatMoveSchema) })
export type SeatChange = z.infer<typeof seatChangeSchema>

/**
 * One ledger entry: a shard after a write, and what the write did. Entries are numbered by the shard's version,
 * without gaps. `limits` are the capacities shared out: the event's (`event`) and the sessions' by pool.
 */
export const ledgerEntrySchema = seatShardSchema.extend({
  slug: z.string(),
  limits: z.record(z.string(), z.int()),
  change: seatChangeSchema,
})
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>

/** Something that contradicts the ledger. */
export interface Finding {
  readonly kind: 'gap' | 'breach' | 'unexplained' | 'counter' | 'registration' | 'event'
  readonly shard?: number
  readonly version?: number
  readonly at?: string
  readonly text: string
}

/** The result of replaying a ledger. */
export interface Proof {
  readonly entries: number
  /** In the order they happened, as far as the clocks tell. */
  readonly findings: readonly Finding[]
  /** Each registration's seats according to the ledger, as `pool/shard`. */
  readonly held: ReadonlyMap<string, readonly string[]>
  /** The last entry of each shard. */
  readonly last: ReadonlyMap<number, LedgerEntry>
}

type Counted = Pick<SeatShard, 'taken' | 'capacity'>

const about = ({ shard, version, change }: LedgerEntry) => ({ shard, version, at: change.at })

const netMoves = ({ change, shard }: LedgerEntry): ReadonlyMap<string, number> => {
  const net = new Map<string, number>()
  for (const { seats, by } of change.moves)
    for (const [pool, of] of Object.entries(seats)) if (of === shard) net.set(pool, (net.get(pool) ?? 0) + by)
  return net
}

/** What is wrong with an entry, given the previous one of the same shard. */
const checkEntry = (entry: LedgerEntry, before: Counted | undefined): readonly Finding[] => {
  const net = netMoves(entry)
  const names = new Set([...Object.keys(entry.taken), ...Object.keys(before?.taken ?? {})])
  return [...names].flatMap((pool): Finding[] => {
    const [was, is] = [before?.taken[pool] ?? 0, entry.taken[pool] ?? 0]
    const capacity = entry.capacity[pool]
    const breach = is > was && capacity !== undefined && is > capacity
    const explained = entry.change.cause === 'mended' || is - was === (net.get(pool) ?? 0)
    return [
      ...(breach
        ? [{ kind: 'breach' as const, ...about(entry), text: `${pool}: seat ${is} was given where ${capacity} were allowed` }]
        : []),
      ...(explained
        ? []
        : [
            {
              kind: 'unexplained' as const,
              ...about(entry),
              text: `${pool}: ${is - was} seats were given, ${net.get(pool) ?? 0} are accounted for`,
            },
          ]),
    ]
  })
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

const ofLimit = (limit: string, pool: string): boolean => (limit === 'event' ? isEventPool(pool) : pool === limit)

/** Whether the shares of an allotment, which all shards take in one transaction, stay within the capacity. */
const checkAllotment = (entries: readonly LedgerEntry[]): readonly Finding[] => {
  const [first] = entries
  if (first === undefined) return []
  return Object.entries(first.limits).flatMap(([limit, allowed]): Finding[] => {
    const pairs = entries.flatMap(({ taken, capacity }) =>
      Object.keys(taken).flatMap((pool) => (ofLimit(limit, pool) ? [{ given: taken[pool] ?? 0, share: capacity[pool] ?? 0 }] : [])),
    )
    const given = sum(pairs.map((pair) => pair.given))
    const possible = sum(pairs.map((pair) => Math.max(pair.given, pair.share)))
    return possible <= Math.max(allowed, given)
      ? []
      : [{ kind: 'breach', ...about(first), text: `${limit}: ${possible} seats were shared out of ${allowed}` }]
  })
}

/** Whether a write other than an allotment left the shard's share of the event's seats unchanged. */
const sameShare = (entry: LedgerEntry, before: Counted): boolean => {
  const share = ({ capacity }: Counted): number => sum(Object.entries(capacity).map(([pool, of]) => (ofLimit('event', pool) ? of : 0)))
  return share(entry) === share(before)
}

const seatName = (pool: string, shard: number): string => `${pool}/${shard}`

/** Seats taken minus seats returned per registration; independent of clocks and of the order among shards. */
const seatsHeld = (ledger: readonly LedgerEntry[]): ReadonlyMap<string, ReadonlyMap<string, number>> => {
  const held = new Map<string, Map<string, number>>()
  for (const { change, shard } of ledger)
    for (const { registration, seats, by } of change.moves) {
      const own = held.get(registration) ?? new Map<string, number>()
      for (const [pool, of] of Object.entries(seats)) {
        const name = seatName(pool, shard)
        if (of === shard) own.set(name, (own.get(name) ?? 0) + by)
      }
      held.set(registration, own)
    }
  return held
}

/** What is wrong with a shard's entries, in version order. */
const checkShard = (entries: readonly LedgerEntry[]): readonly Finding[] =>
  entries.flatMap((entry, index): readonly Finding[] => {
    const before = entries[index - 1]
    const expected = (before?.version ?? 0) + 1
    if (entry.version !== expected)
      return [{ kind: 'gap', ...about(entry), text: `entries ${expected} to ${entry.version - 1} are missing` }]
    const shifted = before !== undefined && entry.change.cause !== 'allotted' && !sameShare(entry, before)
    return [
      ...checkEntry(entry, before),
      ...(shifted ? [{ kind: 'breach' as const, ...about(entry), text: 'the share of the shard changed without an allotment' }] : []),
    ]
  })

/**
 * Replays a ledger and reports whether confirmed people and live offers ever exceeded the capacity.
 *
 * Why this is proof without comparing clocks: all shards take their shares of an allotment in one transaction, so at any instant
 * they share the same allotment; its shares add up to at most the capacity; and within it no shard exceeds its share.
 */
export const prove = (ledger: readonly LedgerEntry[]): Proof => {
  const shards = [...Map.groupBy(ledger, ({ shard }) => shard).values()].map((entries) => entries.toSorted((a, b) => a.version - b.version))
  const allotted = ledger.filter(({ change }) => change.cause === 'allotted')
  const allotments = [...Map.groupBy(allotted, ({ allotment }) => allotment).values()]
  const held = [...seatsHeld(ledger)].map(([id, seats]) => ({ id, seats: [...seats].filter(([, count]) => count !== 0) }))
  const twice = held.flatMap(({ id, seats }): Finding[] =>
    seats
      .filter(([, count]) => count !== 1)
      .map(([seat, count]) => ({ kind: 'unexplained', text: `registration ${id} took ${seat} ${count} times more than it gave it back` })),
  )
  const findings = [...shards.flatMap(checkShard), ...allotments.flatMap(checkAllotment), ...twice]
  return {
    entries: ledger.length,
    findings: findings.toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? '')),
    held: new Map(held.flatMap(({ id, seats }) => (seats.length === 0 ? [] : [[id, seats.map(([seat]) => seat).sort()]]))),
    last: new Map(shards.flatMap((entries) => entries.slice(-1).map((entry) => [entry.shard, entry]))),
  }
}

const differing = (a: SeatShard['taken'], b: SeatShard['taken']): readonly string[] =>
  Object.keys({ ...a, ...b }).filter((pool) => (a[pool] ?? 0) !== (b[pool] ?? 0))

const sayTold = ({ open, revision }: Pick<SeatCounter, 'open' | 'revision'>): string =>
  `${open ? 'gives' : 'gives no'} seats in revision ${revision}`

/** Counters with outdated knowledge of their event, which therefore give no seats. */
export const unaware = (event: Parameters<typeof toldOf>[0], counters: readonly SeatCounter[]): readonly Finding[] =>
  counters
    .filter((counter) => !knows(event, counter))
    .map((counter) => ({
      kind: 'event',
      shard: counter.shard,
      version: counter.version,
      text: `the counter ${sayTold(counter)}, the event ${sayTold(toldOf(event))}`,
    }))

/** What is wrong with the current counters and registrations, given a proof of the ledger up to the same versions. */
export const compare = (
  proof: Proof,
  shards: readonly Pick<SeatShard, 'shard' | 'taken' | 'version'>[],
  registrations: readonly { readonly id: string; readonly seats: Seats }[],
): readonly Finding[] => {
  const counters = shards.flatMap(({ shard, taken, version }): Finding[] => {
    const entry = proof.last.get(shard)
    if (entry?.version !== version)
      return [{ kind: 'gap', shard, version, text: `the ledger ends at entry ${entry?.version ?? 0} of ${version}` }]
    return differing(taken, entry.taken).map((pool) => ({
      kind: 'counter',
      shard,
      version,
      text: `${pool}: the counter says ${taken[pool] ?? 0}, the ledger ${entry.taken[pool] ?? 0}`,
    }))
  })
  const now = new Map(
    registrations.map(({ id, seats }) => [
      id,
      Object.entries(seats)
        .map(([pool, shard]) => seatName(pool, shard))
        .sort(),
    ]),
  )
  const people = [...new Set([...proof.held.keys(), ...now.keys()])].flatMap((id): Finding[] => {
    const [ledger, registration] = [proof.held.get(id) ?? [], now.get(id) ?? []].map((seats) => seats.join(' ') || 'nothing')
    return ledger === registration
      ? []
      : [{ kind: 'registration', text: `registration ${id} holds ${registration}, by the ledger ${ledger}` }]
  })
  return [...counters, ...people]
}
