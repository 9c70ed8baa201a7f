import { type Asked, type Audit, audit } from './audit.ts'
import type { Design, Register } from './design.ts'
import type { Clock, SeatStore } from './seat-store.ts'

/** Clients that send one request after another, for some people twice, until all are done or time is up. */
export interface Rush {
  readonly clients: number
  readonly capacity: number
  readonly requests: number
  /** The share of requests by people who have asked before. */
  readonly repeats: number
  /** No request starts later than this. */
  readonly forMs?: number
  /** When a request gives up. */
  readonly patienceMs: number
  /** How often claims are swept; a claim must be seen by two sweeps. */
  readonly sweepEveryMs?: number
}

/** Thrown in the middle of a request whose process dies. */
export class Death extends Error {}

export interface Driven {
  readonly asked: readonly Asked[]
  readonly audit: Audit
  readonly beforeSweep: Audit
  /** Claims returned by the sweep. */
  readonly swept: number
}

/** The people in the order in which they ask. */
const arrivals = ({ requests, repeats }: Rush, random: () => number): readonly string[] => {
  const different = Math.round(requests * (1 - repeats))
  const people = Array.from({ length: requests }, (_, index) => (index < different ? index : Math.floor(random() * different)))
  for (let last = people.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const [a = 0, b = 0] = [people[last], people[other]]
    people[last] = b
    people[other] = a
  }
  return people.map((number) => `p${number}`)
}

/** A design's initial capacities per counter: even shares. */
export const capacitiesOf = (design: Design, capacity: number): readonly number[] => {
  const shards = design.shards(capacity)
  return Array.from({ length: shards }, (_, shard) => Math.floor(capacity / shards) + (shard < capacity % shards ? 1 : 0))
}

const ask = async (clock: Clock, register: Register, person: string, patienceMs: number): Promise<Asked> => {
  const sentAt = clock.now()
  try {
    const answer = await register(person, sentAt + patienceMs)
    return { person, sentAt, answeredAt: clock.now(), answer }
  } catch (fault) {
    if (!(fault instanceof Death)) throw fault
    return { person, sentAt, answeredAt: clock.now(), answer: 'died' }
  }
}

/** A claim already seen by the previous sweep is older than any request. */
const sweepRegularly = async (
  design: Design,
  store: SeatStore,
  clock: Clock,
  everyMs: number,
  state: { isOver: boolean; mended: number },
): Promise<void> => {
  for (let seen = new Set<string>(); ; ) {
    await clock.sleep(everyMs)
    if (state.isOver) return
    const before = seen
    state.mended += (await design.sweep?.(store, (token) => before.has(token))) ?? 0
    seen = new Set((await store.snapshot()).counters.flatMap(({ claims }) => [...claims.keys()]))
  }
}

/** Drives a design with a rush in a closed loop, and audits the result. `calm` is the same store without faults, for sweeps. */
export const drive = async (
  design: Design,
  { store, calm, clock, random }: { store: SeatStore; calm: SeatStore; clock: Clock; random: () => number },
  rush: Rush,
): Promise<Driven> => {
  const people = arrivals(rush, random)
  const asked: Asked[] = []
  let tokens = 0
  const surroundings = {
    store,
    clock,
    random,
    shards: design.shards(rush.capacity),
    newToken: () => `token-${tokens++}-${Math.floor(random() * 1e9)}`,
  }
  const atOnce = design.requestsAtOnce ?? 1
  const environments = Array.from({ length: Math.ceil(rush.clients / atOnce) }, () => design.environment(surroundings))
  const end = clock.now() + (rush.forMs ?? Number.POSITIVE_INFINITY)
  const sweeping = { isOver: false, mended: 0 }
  if (rush.sweepEveryMs !== undefined) void sweepRegularly(design, calm, clock, rush.sweepEveryMs, sweeping)
  let next = 0
  const client = async (register: Register): Promise<void> => {
    while (next < people.length && clock.now() < end) {
      const person = people[next++] ?? ''
      const first = await ask(clock, register, person, rush.patienceMs)
      asked.push(first)
      // Half of the people whose request died ask again.
      if (first.answer === 'died' && random() < 0.5) asked.push(await ask(clock, register, person, rush.patienceMs))
    }
  }
  await Promise.all(
    Array.from({ length: rush.clients }, (_, number) => client(environments[Math.floor(number / atOnce)] ?? (async () => 'gave-up'))),
  )
  const beforeSweep = audit(await calm.snapshot(), asked, rush.capacity)
  sweeping.isOver = true
  const swept = sweeping.mended + ((await design.sweep?.(calm, () => true)) ?? 0)
  return { asked, beforeSweep, swept, audit: audit(await calm.snapshot(), asked, rush.capacity) }
}
