import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { auditReportSchema, mendedBy, overdue, weaknessesIn, weaknessSchema } from './deadlines.ts'

// `npm run check:advisories`: asks npm for known weaknesses of what is installed, notes when each was first seen, and fails if one is
// older than docs/runbook.md allows.

const file = join(import.meta.dirname, '../../docs/known-weaknesses.json')
const today = new Date().toISOString().slice(0, 10)

const audit = (...options: readonly string[]) => {
  // npm ends with 1 if it found anything, and prints an error as JSON, too.
  const { stdout } = spawnSync('npm', ['audit', '--json', ...options], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const report = auditReportSchema.safeParse(JSON.parse(stdout))
  if (!report.success) throw new Error(`npm could not tell: ${stdout.slice(0, 300)}`)
  return report.data
}

const noted = z.array(weaknessSchema).parse(JSON.parse(readFileSync(file, 'utf8')))
const weaknesses = weaknessesIn(audit(), audit('--omit=dev'), noted, today)
writeFileSync(file, `${JSON.stringify(weaknesses, undefined, 2)}\n`)
const late = new Set(overdue(weaknesses, today))
for (const each of weaknesses) {
  const state = late.has(each) ? 'OVERDUE' : each.accepted === undefined ? `mend by ${mendedBy(each)}` : 'accepted'
  process.stdout.write(`${state}: ${each.severity}, ${each.package}: ${each.title} (${each.url})\n`)
}
process.stdout.write(`${weaknesses.length} known weaknesses, ${late.size} overdue\n`)
process.exitCode = late.size === 0 ? 0 : 1
