import type { Design } from './design.ts'
import { decidedDesign, lineUp } from './line-up.ts'
import { hot, type Run, runInModel } from './model-run.ts'

/** The effect of faults on a design, the worst of all seeds. */
export interface FaultFigures {
  readonly name: string
  readonly faults: string
  readonly oversold: number
  /** By how many seats counters and registrations disagreed after the last request, and after the last sweep. */
  readonly offBefore: number
  readonly off: number
  /** Seats returned by the sweep. */
  readonly swept: number
  /** Untrue answers. */
  readonly untrue: number
}

const mixes = {
  'processes die (2 %)': { death: 0.02, lostAnswer: 0, stall: 0 },
  'answers are lost (2 %)': { death: 0, lostAnswer: 0.02, stall: 0 },
  'writes arrive 30 s late (1 %)': { death: 0, lostAnswer: 0, stall: 0.01 },
  'all three': { death: 0.02, lostAnswer: 0.02, stall: 0.01 },
} as const

/** The broken design, the textbook's, the chosen one, and escrow. */
export const faultDesigns: readonly Design[] = lineUp.filter(
  ({ name, sweep, shards, layout }) =>
    name === decidedDesign.name || (shards(500) === 1 && layout.counterKeys === 1) || (sweep !== undefined && layout.counterKeys > 1),
)

// Requests give up after 10 s; a claim seen by two sweeps is older.
const sweepEveryMs = 12_000

const worst = (runs: readonly Run[], of: (run: Run) => number): number => Math.max(...runs.map(of))

const measure = async (design: Design, faults: keyof typeof mixes, seeds: number): Promise<FaultFigures> => {
  const runs: Run[] = []
  for (let seed = 1; seed <= seeds; seed++)
    runs.push(await runInModel(design, { seed, rates: mixes[faults] }, { ...hot(64), sweepEveryMs }))
  return {
    name: design.name,
    faults,
    oversold: worst(runs, ({ audit }) => audit.oversold),
    offBefore: worst(runs, ({ beforeSweep }) => beforeSweep.leaked),
    off: worst(runs, ({ audit }) => audit.leaked),
    swept: worst(runs, ({ swept }) => swept),
    untrue: worst(runs, ({ audit }) => audit.untrue),
  }
}

const isMix = (name: string): name is keyof typeof mixes => name in mixes

/** The hot event with 64 concurrent requests and faults between the designs and the model. */
export const compareFaults = async (seeds: number): Promise<readonly FaultFigures[]> => {
  const figures: FaultFigures[] = []
  for (const faults of Object.keys(mixes).filter(isMix))
    for (const design of faultDesigns) figures.push(await measure(design, faults, seeds))
  return figures
}
