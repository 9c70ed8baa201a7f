import type { ColdStart } from './cold-start.ts'
import { type Goal, goalsOf } from './goals.ts'
import type { Latency } from './latency.ts'
import { mailReport } from './mail/report.ts'
import type { Measured, Part } from './measured.ts'
import { neutralityReport } from './neutrality/report.ts'
import { registrationReport } from './registration/report.ts'
import type { ConferenceFile, Rendering } from './rendering.ts'
import { seatsReport } from './seats/report.ts'
import { rounded, table } from './table.ts'

const startsTable = (starts: readonly ColdStart[]): string => {
  const of = (name: ColdStart['name'], key: 'load' | 'cold'): number => starts.find((start) => start.name === name)?.[key] ?? Number.NaN
  const rows = starts.map(({ name, kB, gzip, load, loadWall, cold }) => [
    name,
    rounded(kB),
    rounded(gzip),
    rounded(load),
    rounded(loadWall),
    rounded(load / of('client as it comes', 'load'), 2),
    rounded(load / of('client', 'load'), 2),
    rounded(cold),
    rounded(cold / of('empty', 'cold'), 2),
  ])
  return table(
    ['function', 'kB', 'gzip kB', 'load ms', 'by the clock', '× client as it comes', '× client', 'cold start ms', '× empty'],
    rows,
  )
}

const latencyTable = (latencies: readonly Latency[]): string => {
  const base = {
    'event page': 'reads one item',
    registration: 'its store calls',
    'its store calls': 'writes one item',
  } as const
  const isCompared = (name: string): name is keyof typeof base => name in base
  const rows = latencies.map(({ name, p50, p99 }) => {
    const than = isCompared(name) ? latencies.find((latency) => latency.name === base[name]) : undefined
    return [name, rounded(p50, 2), rounded(p99, 2), than && rounded(p50 / than.p50, 2), than && rounded(p50 - than.p50, 2)]
  })
  return table(['answer', 'p50 ms', 'p99 ms', '× bare', 'ms more'], rows)
}

const goalsTable = (goals: readonly Goal[]): string =>
  table(
    ['what', 'goal', 'measured', 'kept'],
    goals.map(({ what, least, most, found }) => [
      what,
      least === undefined ? `at most ${most}` : `at least ${least}`,
      rounded(found, 2),
      found >= (least ?? Number.NEGATIVE_INFINITY) && found <= (most ?? Number.POSITIVE_INFINITY) ? 'yes' : '**no**',
    ]),
  )

const renderingTable = (renderings: readonly Rendering[]): string =>
  table(
    ['page of 50 rows', 'view µs', 'literals µs', '× literals', 'kB of HTML', 'same markup'],
    renderings.map(({ name, view, literals, bytes, sameMarkup }) => [
      name,
      rounded(view, 0),
      rounded(literals, 0),
      rounded(view / literals, 2),
      rounded(bytes / 1000),
      sameMarkup ? 'yes' : 'no, mend test/bench/pages.ts',
    ]),
  )

const conferenceTable = (files: readonly ConferenceFile[]): string =>
  table(
    ['of 200 sessions', 'ms', 'kB'],
    files.map(({ name, ms, bytes }) => [name, rounded(ms), rounded(bytes / 1000)]),
  )

const pagesReport = (renderings: readonly Rendering[], conference: readonly ConferenceFile[]): readonly string[] => [
  'How long pages take to render, warm.',
  renderingTable(renderings),
  'How long a conference takes to be shown, warm, in processor time.',
  conferenceTable(conference),
]

const functionsReport = (coldStarts: readonly ColdStart[], latencies: readonly Latency[]): readonly string[] => [
  'How functions start: medians; load is processor time of the import, cold start lasts from the start of the process to the first answer.',
  startsTable(coldStarts),
  'How long answers take, warm, one at a time, on DynamoDB Local.',
  latencyTable(latencies),
]

/** The measurements of a part as paragraphs and tables in Markdown; undefined for parts that were not requested. */
export const reportOf = (part: Part, measured: Measured): string | undefined => {
  const { coldStarts, latencies = [], renderings, conference = [], registration, mail, seats, neutrality } = measured
  const reports: Readonly<Record<Part, readonly string[] | undefined>> = {
    functions: coldStarts && functionsReport(coldStarts, latencies),
    pages: renderings && pagesReport(renderings, conference),
    registration: registration && registrationReport(registration),
    mail: mail && mailReport(mail),
    seats: seats && seatsReport(seats),
    neutrality: neutrality && neutralityReport(neutrality),
  }
  const goals = goalsOf(part, measured)
  const paragraphs = [...(reports[part] ?? []), ...(goals.length === 0 ? [] : ['Goals.', goalsTable(goals)])]
  return reports[part] && paragraphs.filter((each) => each !== '').join('\n\n')
}
