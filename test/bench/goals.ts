import type { ColdStart } from './cold-start.ts'
import type { Measured, Part } from './measured.ts'
import { ratioOf } from './registration/report.ts'

/** A figure with its limit, as in `docs/performance.md`. */
export interface Goal {
  readonly what: string
  readonly least?: number
  readonly most?: number
  readonly found: number
}

// Nobody waits for mails or replies, and both need large libraries for each one they handle.
const mostLoad: Readonly<Partial<Record<ColdStart['name'], number>>> = { mail: 1.4, replies: 2.2 }
const baselines: readonly ColdStart['name'][] = ['empty', 'client', 'client as it comes']

const loads = ({ coldStarts = [] }: Measured): readonly Goal[] => {
  const client = coldStarts.find(({ name }) => name === 'client as it comes')
  return coldStarts
    .filter(({ name }) => !baselines.includes(name))
    .map(({ name, load }) => ({
      what: `load of ${name} ÷ that of the client as it comes`,
      most: mostLoad[name] ?? 1.2,
      found: load / (client?.load ?? Number.NaN),
    }))
}

const answers = ({ latencies }: Measured): readonly Goal[] => {
  if (latencies === undefined) return []
  const p50 = (name: string): number => latencies.find((latency) => latency.name === name)?.p50 ?? Number.NaN
  return [
    { what: 'event page ÷ a read of one item', most: 1.5, found: p50('event page') / p50('reads one item') },
    { what: 'registration ÷ its store calls', most: 1.1, found: p50('registration') / p50('its store calls') },
  ]
}

const renderings = ({ renderings: pages = [], conference = [] }: Measured): readonly Goal[] => [
  ...pages.map(({ name, view, literals }) => ({ what: `${name} of 50 rows ÷ its literals`, most: 1.7, found: view / literals })),
  ...conference.map(({ name, ms, most }) => ({ what: `milliseconds for the ${name} of 200 sessions`, most, found: ms })),
]

const registrations = ({ registration }: Measured): readonly Goal[] => {
  if (registration === undefined) return []
  const units = (name: string): number => registration.capacity.find((each) => each.name === name)?.writeUnits ?? Number.NaN
  return [
    { what: 'requests a second on a hot event ÷ those of one counter in a transaction', least: 0.8, found: ratioOf(registration, 'bare') },
    { what: 'write units of a registration, its mail aside', most: 4, found: units('registration') },
    { what: 'write units of an answer when sold out', most: 1, found: units('sold out') },
  ]
}

const neutral = ({ neutrality = [] }: Measured): readonly Goal[] =>
  neutrality
    .filter(({ isOurs }) => isOurs)
    .map(({ name, right }) => ({ what: `share of right guesses, ${name}`, most: 0.55, found: right }))

const ofParts: Readonly<Record<Part, (measured: Measured) => readonly Goal[]>> = {
  functions: (measured) => [...loads(measured), ...answers(measured)],
  pages: renderings,
  registration: registrations,
  mail: () => [],
  seats: () => [],
  neutrality: neutral,
}

/** The goals of a part, with the measured values. */
export const goalsOf = (part: Part, measured: Measured): readonly Goal[] => ofParts[part](measured)
