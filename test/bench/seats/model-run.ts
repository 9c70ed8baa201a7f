import { seeded } from '../../faults/fault-injector.ts'
import { median, quantile } from '../statistics.ts'
import { type ArrivalOrder, arrivalOrder } from './arrival-order.ts'
import type { Design } from './design.ts'
import { capacitiesOf, type Driven, drive, type Rush } from './drive.ts'
import { type FaultRates, noFaults, withFaults } from './faults.ts'
import { createModelStore, type World } from './model-store.ts'
import { createVirtualClock } from './virtual-clock.ts'

/** A table warmed for 40,000 write units per second. Pending: half of a transaction's time, assumed. */
export const warmed: World = { partitions: 40, pendingShare: 0.5 }

export interface Run extends Driven {
  readonly conflicts: number
  readonly writeUnits: number
}

/** One history of a design in the model; the same seed gives the same history. */
export const runInModel = async (
  design: Design,
  { seed, world = warmed, rates = noFaults }: { seed: number; world?: World; rates?: FaultRates },
  rush: Rush,
): Promise<Run> => {
  const clock = createVirtualClock()
  const random = seeded(seed)
  const store = createModelStore({ clock, random, world, layout: design.layout }, capacitiesOf(design, rush.capacity))
  const faulty = rates === noFaults ? store : withFaults(store, clock, random, rates)
  const driven = await clock.run(drive(design, { store: faulty, calm: store, clock, random }, rush))
  return { ...driven, conflicts: store.used.conflicts / driven.asked.length, writeUnits: store.used.writeUnits / driven.asked.length }
}

const patienceMs = 10_000
const warmUpMs = 1000
const measuredMs = 5000

/** An event with room for everyone who asks within six seconds: what counts after the first is how many get a seat. */
const roomy = (clients: number): Rush => ({
  clients,
  capacity: 100_000,
  requests: 100_000,
  repeats: 0.05,
  forMs: warmUpMs + measuredMs,
  patienceMs,
})

/** The event of 500 seats that 2,000 people want. */
export const hot = (clients: number): Rush => ({ clients, capacity: 500, requests: 2000, repeats: 0.05, patienceMs })

export interface Figures {
  readonly name: string
  readonly shards: number
  readonly perSecond: number
  /** Milliseconds until somebody knew of their seat. */
  readonly p50: number
  readonly p99: number
  /** The share of requests without an answer. */
  readonly gaveUp: number
  readonly conflicts: number
  readonly writeUnits: number
  /** Oversold, leaked, untrue or untold, over all seeds. */
  readonly faults: number
}

export const faultsOf = ({ audit }: Driven): number => audit.oversold + audit.leaked + audit.untrue + audit.untold

const medians = (runs: readonly Run[], of: (run: Run) => number): number => median(runs.map(of))

const seatTimes = ({ asked }: Run, from: number, to: number): readonly number[] =>
  asked
    .filter(({ answer, answeredAt }) => answer === 'confirmed' && answeredAt > from && answeredAt <= to)
    .map(({ sentAt, answeredAt }) => answeredAt - sentAt)

const figures = (design: Design, rush: Rush, runs: readonly Run[], from: number, to: number): Figures => ({
  name: design.name,
  shards: design.shards(rush.capacity),
  perSecond: medians(runs, (run) => (seatTimes(run, from, to).length / (to - from)) * 1000),
  p50: medians(runs, (run) => quantile(seatTimes(run, from, to), 0.5)),
  p99: medians(runs, (run) => quantile(seatTimes(run, from, to), 0.99)),
  gaveUp: medians(runs, ({ asked }) => asked.filter(({ answer }) => answer === 'gave-up').length / asked.length),
  conflicts: medians(runs, ({ conflicts }) => conflicts),
  writeUnits: medians(runs, ({ writeUnits }) => writeUnits),
  faults: runs.reduce((sum, run) => sum + faultsOf(run), 0),
})

const each = async <Result>(seeds: number, run: (seed: number) => Promise<Result>): Promise<readonly Result[]> => {
  const results: Result[] = []
  for (let seed = 1; seed <= seeds; seed++) results.push(await run(seed))
  return results
}

/** Registrations per second while there is room, medians over seeds. */
export const throughput = async (design: Design, clients: number, seeds: number, world: World = warmed): Promise<Figures> => {
  const rush = roomy(clients)
  const runs = await each(seeds, (seed) => runInModel(design, { seed, world }, rush))
  return figures(design, rush, runs, warmUpMs, warmUpMs + measuredMs)
}

export interface HotFigures extends Figures {
  /** Confirmed at the end, for each seed. */
  readonly confirmed: readonly number[]
  readonly order: ArrivalOrder
}

/** The hot event: times are those of people who got a seat, the order is the worst of all seeds. */
export const hotEvent = async (design: Design, clients: number, seeds: number, world: World = warmed): Promise<HotFigures> => {
  const rush = hot(clients)
  const runs = await each(seeds, (seed) => runInModel(design, { seed, world }, rush))
  const orders = runs.map(({ asked }) => arrivalOrder(asked))
  const most = (of: (order: ArrivalOrder) => number): number => Math.max(...orders.map(of))
  return {
    ...figures(design, rush, runs, 0, Number.POSITIVE_INFINITY),
    perSecond: medians(runs, ({ asked }) => (asked.length / Math.max(...asked.map(({ answeredAt }) => answeredAt))) * 1000),
    confirmed: runs.map(({ audit }) => audit.confirmed),
    order: {
      overtaken: most(({ overtaken }) => overtaken),
      medianMs: most(({ medianMs }) => medianMs),
      longestMs: most(({ longestMs }) => longestMs),
      mostSeats: most(({ mostSeats }) => mostSeats),
      afterRefusal: most(({ afterRefusal }) => afterRefusal),
    },
  }
}
