import { rounded, table } from '../table.ts'
import type { Comparison } from './comparison.ts'
import type { MeasuredSeats } from './measure.ts'
import type { Figures } from './model-run.ts'

const percent = (share: number): string => `${rounded(100 * share, 1)} %`

const baseOf = (figures: readonly Figures[]): Figures | undefined => figures.find(({ name }) => name === 'one counter')

const roomyTable = (figures: readonly Figures[], base: Figures | undefined): string =>
  table(
    ['design', 'shards', 'a second', '× one counter', 'p50 ms', 'p99 ms', '× p99', 'gave up', 'conflicts', 'write units'],
    figures.map((each) => [
      each.name,
      each.shards,
      rounded(each.perSecond, 0),
      base && rounded(each.perSecond / base.perSecond, 1),
      rounded(each.p50, 0),
      rounded(each.p99, 0),
      base && rounded(each.p99 / base.p99, 3),
      percent(each.gaveUp),
      rounded(each.conflicts, 1),
      rounded(each.writeUnits, 1),
    ]),
  )

const ablationTable = (ablations: Comparison['withoutOnePart']): string =>
  table(
    ['what is taken back', 'a second', 'p99 ms', '64 at once: a second', 'p99 ms', '500 seats: p50 ms', 'p99 ms'],
    ablations.map(({ many, fewer, hot }) => [
      many.name,
      ...[many, fewer].flatMap(({ perSecond, p99 }) => [rounded(perSecond, 0), rounded(p99, 0)]),
      rounded(hot.p50, 0),
      rounded(hot.p99, 0),
    ]),
  )

const hotTable = ({ hot }: Comparison): string =>
  table(
    ['design', 'shards', 'confirmed of 500', 'p50 ms', 'p99 ms', 'overtaken', 'by ms, middle', 'at most', 'after a refusal'],
    hot.map(({ name, shards, confirmed, p50, p99, order }) => [
      name,
      shards,
      [...new Set(confirmed)].join(', '),
      rounded(p50, 0),
      rounded(p99, 0),
      percent(order.overtaken),
      rounded(order.medianMs, 0),
      rounded(order.longestMs, 0),
      order.afterRefusal,
    ]),
  )

const faultsTable = ({ faults }: MeasuredSeats): string =>
  table(
    ['faults', 'design', 'oversold', 'counters off', 'given back by the sweep', 'off after it', 'untrue answers'],
    faults.map(({ faults: what, name, oversold, offBefore, swept, off, untrue }) => [what, name, oversold, offBefore, swept, off, untrue]),
  )

const localTable = ({ local }: MeasuredSeats): string =>
  table(
    ['design', 'confirmed of 200', 'oversold', 'counters off', 'off after the sweep', 'untrue answers'],
    local.map(({ name, confirmed, oversold, offBefore, off, untrue }) => [name, confirmed, oversold, offBefore, off, untrue]),
  )

/** The comparison of seat designs, as readable tables. */
export const seatsReport = (measured: MeasuredSeats): readonly string[] => {
  const { roomy, withoutOnePart, byShards, otherWorlds } = measured.comparison
  const base = baseOf(roomy)
  return [
    'Seat designs in the model of DynamoDB, 256 at once, room for all (medians of seeds)',
    roomyTable(roomy, base),
    '',
    'What is decided, with one part taken back at a time',
    ablationTable(withoutOnePart),
    '',
    'The same with fewer shards',
    roomyTable(byShards, base),
    ...otherWorlds.flatMap(({ world, figures }) => ['', `The same, with ${world}`, roomyTable(figures, baseOf(figures))]),
    '',
    '500 seats, 2,000 requests, 5 % of them repeats, 256 at once: times of those who got a seat; who on the list was overtaken (worst seed)',
    hotTable(measured.comparison),
    '',
    'The same with 64 at once and faults (worst seed)',
    faultsTable(measured),
    '',
    '200 seats, 800 requests, 64 at once on DynamoDB Local, 2 % of processes dying and 2 % of answers lost',
    localTable(measured),
  ]
}
