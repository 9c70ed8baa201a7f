import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bundleAll } from './bundles.ts'
import { measureColdStarts } from './cold-start.ts'
import { measureLatency } from './latency.ts'
import { measureRendering } from './rendering.ts'
import { report } from './report.ts'
import { setStage } from './stage.ts'

// `npm run bench`: how functions start, how long they take to answer and pages to render, each side by side with the bare minimum.
// `--json` prints figures for machines, `--rounds` sets how often each function is started.

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '21' } } })
const startRounds = Number(values.rounds)
const answerRounds = 500
const renderRounds = 1000

const bundles = mkdtempSync(join(tmpdir(), 'plenary-bench-'))
try {
  bundleAll(bundles)
  const renderings = await measureRendering(bundles, renderRounds)
  const stage = await setStage(bundles, startRounds)
  try {
    const coldStarts = await measureColdStarts(stage, bundles, startRounds)
    const latencies = await measureLatency(stage, bundles, answerRounds)
    const measured = { coldStarts, latencies, renderings }
    console.log(values.json ? JSON.stringify(measured, undefined, 2) : report(measured))
  } finally {
    await stage.stop()
  }
} finally {
  rmSync(bundles, { recursive: true })
}
