import { randomUUID } from 'node:crypto'
import { seeded } from '../../faults/fault-injector.ts'
import { type LocalStores, type Stores, startStores } from '../../store/local-store.ts'
import { quantile } from '../statistics.ts'
import type { Design } from './design.ts'
import { capacitiesOf, type Driven, drive, type Rush } from './drive.ts'
import { type FaultRates, noFaults, withFaults } from './faults.ts'
import { createLocalStore, machineClock } from './local-store.ts'

/** The emulator slows down as records pile up in its streams, so each run has a fresh one. */
export const withFreshStores = async <Result>(run: (stores: LocalStores) => Promise<Result>): Promise<Result> => {
  const stores = await startStores()
  try {
    return await run(stores)
  } finally {
    await stores.stop()
  }
}

export interface LocalRun extends Driven {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

/** A design on DynamoDB Local. The emulator does one thing at a time, so this counts operations; the proof is in the audit. */
export const runLocally = async (
  stores: Stores,
  design: Design,
  rush: Rush,
  { seed = 1, rates = noFaults }: { seed?: number; rates?: FaultRates } = {},
): Promise<LocalRun> => {
  const random = seeded(seed)
  const calm = await createLocalStore(stores, randomUUID(), capacitiesOf(design, rush.capacity))
  const store = rates === noFaults ? calm : withFaults(calm, machineClock, random, rates)
  const driven = await drive(design, { store, calm, clock: machineClock, random }, rush)
  const { asked } = driven
  const tookMs = Math.max(...asked.map(({ answeredAt }) => answeredAt)) - Math.min(...asked.map(({ sentAt }) => sentAt))
  const times = asked.map(({ sentAt, answeredAt }) => answeredAt - sentAt)
  return { ...driven, perSecond: (asked.length / tookMs) * 1000, p50: quantile(times, 0.5), p99: quantile(times, 0.99) }
}
