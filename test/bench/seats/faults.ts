import { Death } from './drive.ts'
import type { Clock, Outcome, SeatStore } from './seat-store.ts'

/** The probability of each fault per write, from 0 to 1. */
export interface FaultRates {
  /** The process dies right after the write. */
  readonly death: number
  /** The write happened, but its answer is lost. */
  readonly lostAnswer: number
  /** The write is delayed for longer than anybody waits: a frozen function, a hanging connection. */
  readonly stall: number
}

export const noFaults: FaultRates = { death: 0, lostAnswer: 0, stall: 0 }

/** Longer than any request may live, and than the sweep waits. */
const stallMs = 30_000

/** A store whose writes meet faults; its reads are correct. */
export const withFaults = (store: SeatStore, clock: Clock, random: () => number, rates: FaultRates): SeatStore => {
  const meet = async (write: () => Promise<Outcome>): Promise<Outcome> => {
    if (random() < rates.stall) await clock.sleep(stallMs)
    const outcome = await write()
    if (random() < rates.death) throw new Death('the process died')
    return random() < rates.lostAnswer ? { kind: 'lost' } : outcome
  }
  return {
    ...store,
    write: (write) => meet(() => store.write(write)),
    transact: (writes, token) => meet(() => store.transact(writes, token)),
  }
}
