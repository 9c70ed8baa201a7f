import * as z from 'zod'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Registration } from '../../domain/registration/registration.ts'
import { counterTag } from '../../domain/seats/fair-share.ts'
import { seatCounterSchema } from '../../domain/seats/seats.ts'
import { eventPoolOf } from '../../domain/seats/waiting-list.ts'
import type { TransactItem } from '../dynamodb/transaction.ts'
import { itemKeys } from '../item-keys.ts'

// Attributes of their own, not a map, so that a counter of any age can be written without reading it.
export const sourceAttribute = (tag: string): string => `source_${tag}`

/** A stored seat counter. */
export const storedCounterSchema = z
  .record(z.string(), z.unknown())
  .transform((item) => {
    const start = sourceAttribute('')
    const counted = Object.entries(item).filter(([name]) => name.startsWith(start))
    return { ...item, sources: Object.fromEntries(counted.map(([name, count]) => [name.slice(start.length), count])) }
  })
  .pipe(seatCounterSchema)

/** Seats of unproven addresses that a counter gives to a source, or no longer counts as such. */
export interface SourceMove {
  readonly shard: number
  /** The part of the source's tag that counters know: `counterTag`. */
  readonly tag: string
  readonly by: number
}

/** Seats held for addresses from a source until these are confirmed, or no longer held. */
interface HeldMove {
  readonly slug: string
  readonly source: string
  readonly by: number
}

type Standing = Pick<Registration, 'seats' | 'slug'> & { readonly source?: string | undefined; readonly held?: true | undefined }

/** Where the seat of an unproven address is counted: among those held for its source, or on the seat's counter. */
const counted = ({ source, held, seats, slug }: Standing, by: number): readonly (SourceMove | HeldMove)[] => {
  const shard = seats[eventPoolOf({ seats }) ?? '']
  if (source === undefined || shard === undefined) return []
  return [held === true ? { slug, source, by } : { shard, tag: counterTag(source), by }]
}

const net = <Move extends { readonly by: number }>(moves: readonly Move[], nameOf: (move: Move) => string): readonly Move[] =>
  [...Map.groupBy(moves, nameOf).values()].flatMap(([first, ...more]) => {
    const by = more.reduce((sum, each) => sum + each.by, first?.by ?? 0)
    return first === undefined || by === 0 ? [] : [{ ...first, by }]
  })

/** A step as far as it matters here: a new registration, or a change of one. */
type StandingStep =
  | { readonly make: Standing }
  | { readonly registration: Standing; readonly set: { readonly [Key in keyof Standing]?: Standing[Key] | undefined } }

/** The seats of unproven addresses that steps take, prove or return, without those that cancel out. */
export const unprovenMovesOf = (
  steps: readonly StandingStep[],
): { readonly given: readonly SourceMove[]; readonly held: readonly HeldMove[] } => {
  const moves = steps.flatMap((step) => {
    if ('make' in step) return counted(step.make, 1)
    const { registration, set } = step
    return [
      ...counted(registration, -1),
      ...counted({ ...registration, ...set, seats: set.seats ?? registration.seats, slug: registration.slug }, 1),
    ]
  })
  return {
    given: net(
      moves.flatMap((move) => ('shard' in move ? [move] : [])),
      ({ shard, tag }) => `${shard} ${tag}`,
    ),
    held: net(
      moves.flatMap((move) => ('slug' in move ? [move] : [])),
      ({ source }) => source,
    ),
  }
}

// No seat is held as long as this, so a count that is gone by then counted nothing.
const daySeconds = 86_400

/** Counts a source's held seats, of which there are `most` at most. */
export const countHeld = (table: string, { slug, source, by }: HeldMove, now: Instant, most: number | undefined): TransactItem => ({
  Update: {
    TableName: table,
    Key: itemKeys.heldSeats(slug, source),
    UpdateExpression: 'ADD #held :by SET expiresAt = :expiresAt',
    ...(by < 0 || most === undefined ? {} : { ConditionExpression: 'attribute_not_exists(#held) OR #held < :most' }),
    ExpressionAttributeNames: { '#held': 'held' },
    ExpressionAttributeValues: {
      ':by': by,
      ':expiresAt': Math.floor(Date.parse(now) / 1000) + daySeconds,
      ...(by < 0 || most === undefined ? {} : { ':most': most }),
    },
  },
})
