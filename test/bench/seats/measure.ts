import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Comparison, compare } from './comparison.ts'
import { designPlot } from './design-plot.ts'
import { compareFaults, type FaultFigures, faultDesigns } from './fault-table.ts'
import { runLocally, withFreshStores } from './local-run.ts'

const plotFile = join(import.meta.dirname, '../../../docs/seat-designs.svg')
const seeds = 3
const faultSeeds = 20
const localRush = { clients: 64, capacity: 200, requests: 800, repeats: 0.05, patienceMs: 10_000 }
const localFaults = { death: 0.02, lostAnswer: 0.02, stall: 0 }

/** What a design left behind on DynamoDB Local after the hot event with faults. */
export interface LocalAudit {
  readonly name: string
  readonly confirmed: number
  readonly oversold: number
  readonly offBefore: number
  readonly off: number
  readonly untrue: number
}

export interface MeasuredSeats {
  readonly comparison: Comparison
  readonly faults: readonly FaultFigures[]
  readonly local: readonly LocalAudit[]
}

const auditLocally = async (): Promise<readonly LocalAudit[]> => {
  const audits: LocalAudit[] = []
  for (const design of faultDesigns) {
    const { audit, beforeSweep } = await withFreshStores((stores) => runLocally(stores, design, localRush, { rates: localFaults }))
    const { confirmed, oversold, leaked, untrue } = audit
    audits.push({ name: design.name, confirmed, oversold, offBefore: beforeSweep.leaked, off: leaked, untrue })
  }
  return audits
}

/** Compares seat designs and draws the plot for the docs. Throws if the design that must oversell does not. */
export const measureSeats = async (): Promise<MeasuredSeats> => {
  const comparison = await compare(seeds)
  const faults = await compareFaults(faultSeeds)
  const local = await auditLocally()
  const broken = [comparison.hot[0]?.faults, faults[0]?.oversold, local[0]?.oversold]
  if (!broken.every((count) => count !== undefined && count > 0))
    throw new Error('void: the design that reads and then writes sold no seat twice, so this run cannot see it')
  writeFileSync(plotFile, designPlot(comparison))
  return { comparison, faults, local }
}
