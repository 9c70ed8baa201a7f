/** The designs' time: virtual in the model, the machine's on DynamoDB Local. Milliseconds. */
export interface Clock {
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
}

/** A shard's share of the seats. `claims` are seats claimed by a token whose registration may not be written yet. */
export interface Counter {
  readonly capacity: number
  readonly taken: number
  readonly claims: ReadonlyMap<string, string>
}

export interface StoredRegistration {
  readonly person: string
  readonly status: 'confirmed' | 'waitlisted'
  readonly shard: number
  readonly token: string
}

/** The writes a design may make, each with its condition. */
export type Write =
  /** Takes seats of a shard if it has enough; with a claim, only if that token has none yet. Forgets settled claims. */
  | { readonly do: 'take'; readonly shard: number; readonly seats: number; readonly claim?: Claim }
  /** Counts a seat whatever the capacity: for a design that has read first. */
  | { readonly do: 'count'; readonly shard: number }
  /** Returns the seat of a claim, if the claim exists. */
  | { readonly do: 'giveBack'; readonly shard: number; readonly token: string }
  /** Forgets a claim whose registration is written. */
  | { readonly do: 'settle'; readonly shard: number; readonly token: string }
  /** Puts a registration if the person has none. */
  | ({ readonly do: 'register' } & StoredRegistration)
  /** Puts the mail owed for it. */
  | { readonly do: 'owe'; readonly person: string }

export interface Claim {
  readonly token: string
  readonly person: string
  readonly settled: readonly string[]
}

/** `lost`: no answer came, the write may have happened. `claimed`: a take was refused because its token already has a seat. */
export type Outcome =
  | { readonly kind: 'written' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'refused'; readonly by: readonly number[]; readonly claimed: boolean; readonly existing?: StoredRegistration }

/** Everything stored, for the audit. */
export interface Snapshot {
  readonly counters: readonly Counter[]
  readonly registrations: readonly StoredRegistration[]
  readonly owed: number
}

/** Where the seats are kept: the same designs run on a model of DynamoDB and on DynamoDB Local. */
export interface SeatStore {
  /** The event alone. */
  readonly readEvent: () => Promise<void>
  /** The event with all its counters. */
  readonly readCounters: () => Promise<readonly Counter[]>
  /** One conditional write. */
  readonly write: (write: Write) => Promise<Outcome>
  /** All or nothing; repeating it with the same token changes nothing and returns the lost answer. */
  readonly transact: (writes: readonly Write[], token: string) => Promise<Outcome>
  readonly snapshot: () => Promise<Snapshot>
}

/** How many partition keys an event's counters are spread over, and how many keys of the index by event its registrations. */
export interface Layout {
  readonly counterKeys: number
  readonly indexKeys: number
}

/** Everything of an event under one key, unless there is a reason not to. */
export const together: Layout = { counterKeys: 1, indexKeys: 1 }

/** No registration writes to a key that all registrations of the event share. */
export const apart: Layout = { counterKeys: Number.POSITIVE_INFINITY, indexKeys: 16 }

/** The shards under each partition key. */
export const shardsByKey = ({ counterKeys }: Layout, shards: number): readonly (readonly number[])[] => {
  const keys = Math.min(counterKeys, shards)
  return Array.from({ length: keys }, (_, key) =>
    Array.from({ length: shards }, (__, shard) => shard).filter((shard) => shard % keys === key),
  )
}
