import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { bundleAll } from './bundles.ts'
import { measureColdStarts } from './cold-start.ts'
import { measureLatency } from './latency.ts'
import { measureMail } from './mail/measure.ts'
import { type Measured, type Part, parts } from './measured.ts'
import { measureNeutrality } from './neutrality/measure.ts'
import { measureRegistration } from './registration/measure.ts'
import { measureConference, measureRendering } from './rendering.ts'
import { reportOf } from './report.ts'
import { measureSeats } from './seats/measure.ts'
import { setStage } from './stage.ts'
import { writeMeasured } from './written-figures.ts'

// `npm run bench`: how functions start, how long they take to respond and pages to render, how many simultaneous registrations fare, how
// mails are sent, how seat designs compare, and what the times of answers tell, each next to the bare minimum. `--only` names one part, `--json` prints JSON,
// `--rounds` sets how often each function is started, `--write` puts the measurements into docs/performance.md.

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '21' },
    only: { type: 'string', multiple: true, default: [...parts] },
  },
})
const wanted = new Set(z.array(z.enum(parts)).parse(values.only))
const startRounds = Number(values.rounds)
const answerRounds = 500
const renderRounds = 1000
const conferenceRounds = 200

const bundles = mkdtempSync(join(tmpdir(), 'plenary-bench-'))

const measureFunctions = async (): Promise<Pick<Measured, 'coldStarts' | 'latencies'>> => {
  const stage = await setStage(bundles, startRounds)
  try {
    const coldStarts = await measureColdStarts(stage, bundles, startRounds)
    return { coldStarts, latencies: await measureLatency(stage, bundles, answerRounds) }
  } finally {
    await stage.stop()
  }
}

const measures: Readonly<Record<Part, () => Promise<Measured>>> = {
  pages: async () => ({
    renderings: await measureRendering(bundles, renderRounds),
    conference: await measureConference(bundles, conferenceRounds),
  }),
  functions: measureFunctions,
  registration: async () => ({ registration: await measureRegistration(bundles) }),
  mail: async () => ({ mail: await measureMail(bundles) }),
  seats: async () => ({ seats: await measureSeats() }),
  neutrality: async () => ({ neutrality: await measureNeutrality(bundles) }),
}

try {
  await bundleAll(bundles)
  let measured: Measured = {}
  for (const part of parts) if (wanted.has(part)) measured = { ...measured, ...(await measures[part]()) }
  const reports = parts.flatMap((part) => {
    const text = reportOf(part, measured)
    return text === undefined ? [] : [{ part, text }]
  })
  console.log(values.json ? JSON.stringify(measured, undefined, 2) : reports.map(({ text }) => text).join('\n\n'))
  if (values.write) for (const { part, text } of reports) writeMeasured(part, text)
} finally {
  rmSync(bundles, { recursive: true })
}
