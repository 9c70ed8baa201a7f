import type { Clock, Layout, Outcome, SeatStore } from './seat-store.ts'

/** What somebody who asks for a seat is told; `gave-up` is no answer. */
export type Answer = 'confirmed' | 'waitlisted' | 'already' | 'gave-up'

export interface Surroundings {
  readonly store: SeatStore
  readonly clock: Clock
  readonly random: () => number
  /** How many shards the seats lie on. */
  readonly shards: number
  /** A text that no other attempt has: request tokens and claims. */
  readonly newToken: () => string
}

/** Registers a person, or gives up at the deadline (on the clock). */
export type Register = (person: string, deadline: number) => Promise<Answer>

/** A way to give seats away that cannot be told from another by who registers. */
export interface Design {
  readonly name: string
  readonly layout: Layout
  readonly shards: (capacity: number) => number
  /** One Lambda environment with what it remembers between requests. It serves one request at a time, unless `requestsAtOnce` says more. */
  readonly environment: (surroundings: Surroundings) => Register
  readonly requestsAtOnce?: number
  /** Mends what processes left behind that died, of the claims that are older than any request may live; gives how much. */
  readonly sweep?: (store: SeatStore, isOld: (token: string) => boolean) => Promise<number>
}

const firstPauseMs = 10
const longestPauseMs = 400

/** Full jitter, doubling. */
export const pauseMs = (attempt: number, random: () => number): number =>
  random() * Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempt, 20))

type Definite = Exclude<Outcome, { kind: 'throttled' } | { kind: 'lost' }> | { readonly kind: 'gave-up' }

/**
 * Repeats a write until its outcome is known. Whoever repeats must be understood as the same: by its token, or by what it leaves.
 * A conflict is an outcome for those who have somewhere else to go; with `wait` it is tried again too.
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

/** The next place on the waiting list, in one plain write that names the mail: no counter is touched, so nobody is in anybody's way. */
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

/** Remembers for a second that all seats are given, so that whoever comes next goes to the waiting list at once. */
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

/** Does something unless it was done within the last second. What an event was then may be relied on: a condition of the write holds it. */
export const atMostEachSecond = (clock: Clock, action: () => Promise<void>): (() => Promise<void>) => {
  let doneAt = Number.NEGATIVE_INFINITY
  return async () => {
    if (clock.now() - doneAt <= rememberedMs) return
    await action()
    doneAt = clock.now()
  }
}
