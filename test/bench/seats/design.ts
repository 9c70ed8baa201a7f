import type { Clock, Layout, Outcome, SeatStore } from './seat-store.ts'

/** The answer to a request for a seat; `gave-up` is no answer. */
export type Answer = 'confirmed' | 'waitlisted' | 'already' | 'gave-up'

export interface Surroundings {
  readonly store: SeatStore
  readonly clock: Clock
  readonly random: () => number
  /** The number of shards. */
  readonly shards: number
  /** A unique text per attempt: request tokens and claims. */
  readonly newToken: () => string
}

/** Registers a person, or gives up at the deadline (on the clock). */
export type Register = (person: string, deadline: number) => Promise<Answer>

/** A way of giving out seats; to people who register, all look the same. */
export interface Design {
  readonly name: string
  readonly layout: Layout
  readonly shards: (capacity: number) => number
  /** One Lambda environment with what it remembers between requests. It serves one request at a time, or `requestsAtOnce`. */
  readonly environment: (surroundings: Surroundings) => Register
  readonly requestsAtOnce?: number
  /** Cleans up after dead processes: claims older than any request may live; returns how many. */
  readonly sweep?: (store: SeatStore, isOld: (token: string) => boolean) => Promise<number>
}

const firstPauseMs = 10
const longestPauseMs = 400

/** Full jitter, doubling. */
export const pauseMs = (attempt: number, random: () => number): number =>
  random() * Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempt, 20))

type Definite = Exclude<Outcome, { kind: 'throttled' } | { kind: 'lost' }> | { readonly kind: 'gave-up' }

/**
 * Repeats a write until its outcome is known. Repeats must be recognisable, by their token or by what they leave behind.
 * A conflict is an outcome for callers with an alternative; with `wait` it is retried too.
 */
export const persist = async (
  { clock, random }: Surroundings,
  deadline: number,
  attempt: () => Promise<Outcome>,
  onConflict: 'wait' | 'return' = 'wait',
): Promise<Definite> => {
  for (let count = 0; ; count++) {
    const outcome = await attempt()
    if (outcome.kind === 'written' || outcome.kind === 'refused') return outcome
    if (outcome.kind === 'conflict' && onConflict === 'return') return { kind: 'conflict' }
    if (clock.now() >= deadline) return { kind: 'gave-up' }
    await clock.sleep(pauseMs(count, random))
  }
}

/** The next place on the waiting list, in one plain write that names the mail: it touches no counter, so nobody blocks anybody. */
export const createWaitingList = (surroundings: Surroundings): Register => {
  const { store, newToken } = surroundings
  return async (person, deadline) => {
    const token = newToken()
    const place = { do: 'register', person, status: 'waitlisted', shard: -1, token } as const
    const outcome = await persist(surroundings, deadline, () => store.write(place))
    if (outcome.kind === 'written') return 'waitlisted'
    if (outcome.kind !== 'refused') return 'gave-up'
    // Its own write, whose answer was lost.
    return outcome.existing?.token === token ? 'waitlisted' : 'already'
  }
}

const rememberedMs = 1000

/** Remembers for a second that all seats are given, so that later requests go straight to the waiting list. */
export const behindGate = (surroundings: Surroundings, take: (person: string, deadline: number) => Promise<Answer | 'full'>): Register => {
  const { clock } = surroundings
  const wait = createWaitingList(surroundings)
  let soldOutUntil = Number.NEGATIVE_INFINITY
  return async (person, deadline) => {
    if (clock.now() < soldOutUntil) return wait(person, deadline)
    const answer = await take(person, deadline)
    if (answer !== 'full') return answer
    soldOutUntil = clock.now() + rememberedMs
    return wait(person, deadline)
  }
}

/** Does something unless it was done within the last second. The event's earlier state may be used: a condition of the write checks it. */
export const atMostEachSecond = (clock: Clock, action: () => Promise<void>): (() => Promise<void>) => {
  let doneAt = Number.NEGATIVE_INFINITY
  return async () => {
    if (clock.now() - doneAt <= rememberedMs) return
    await action()
    doneAt = clock.now()
  }
}
