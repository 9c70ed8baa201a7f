import type { Design } from './design.ts'
import { batched } from './designs/batched.ts'
import { escrow } from './designs/escrow.ts'
import { readThenWrite } from './designs/read-then-write.ts'
import { sharded } from './designs/sharded.ts'
import { apart, together } from './seat-store.ts'

const clamp = (shards: number, most: number): number => Math.min(most, Math.max(1, Math.ceil(shards)))

/** One shard for this many seats. */
const every =
  (seats: number, most = 64) =>
  (capacity: number) =>
    clamp(capacity / seats, most)

// The chosen design; each of the others is measured against it.
const decided = {
  name: 'sharded',
  shards: every(8),
  layout: apart,
  reads: 'all-each-second',
  onConflict: 'move',
  starts: 'where-it-was',
} as const

export const oneCounter = sharded({
  name: 'one counter',
  shards: () => 1,
  layout: together,
  reads: 'all',
  onConflict: 'wait',
  starts: 'anywhere',
})

export const decidedDesign = sharded(decided)

/** The designs compared: number 0 must fail, number 1 is the textbook's. */
export const lineUp: readonly Design[] = [
  readThenWrite,
  oneCounter,
  sharded({ ...decided, name: 'sharded, all under one key', shards: every(32), layout: together, onConflict: 'wait', starts: 'anywhere' }),
  decidedDesign,
  sharded({ ...decided, name: 'sharded, up to 256', shards: every(2, 256), reads: 'event-each-second' }),
  escrow({ name: 'escrow, all under one key', shards: every(32), layout: together }),
  escrow({ name: 'escrow', shards: every(8), layout: apart }),
  batched({ name: 'group commit of 8', shards: every(8), layout: apart, requestsAtOnce: 8 }),
]

/** The chosen design without one of its parts at a time. */
export const withoutOnePart: readonly Design[] = [
  sharded({ ...decided, name: '(nothing)' }),
  sharded({ ...decided, name: 'shards under one key', layout: { ...apart, counterKeys: 1 } }),
  sharded({ ...decided, name: 'index under one key', layout: { ...apart, indexKeys: 1 } }),
  sharded({ ...decided, name: 'counters read every time', reads: 'all' }),
  sharded({ ...decided, name: 'waits after a conflict', onConflict: 'wait' }),
  sharded({ ...decided, name: 'starts anywhere', starts: 'anywhere' }),
  sharded({ ...decided, name: 'a shard for 32 seats', shards: every(32) }),
]

/** The same with this many shards, whatever the capacity. */
export const withShards = (count: number): Design =>
  sharded({ ...decided, name: count === 1 ? '1 shard' : `${count} shards`, shards: (capacity) => clamp(capacity, count) })
