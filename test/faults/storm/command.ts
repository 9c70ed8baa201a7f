import { parseArgs } from 'node:util'
import * as z from 'zod'
import { logger } from '../../../shared/runtime/logger.ts'
import type { Outcome } from './audit.ts'
import type { Variant } from './broken-senders.ts'
import { inWorstWeather, planOf, type StormPlan } from './plan.ts'
import { runStorm } from './storm.ts'

// `npm run storm -- [--seed N] [--registrations N] [--storms N] [--ending cancelled|held] [--mails N]`: storms with consecutive seeds;
// `--mails` says how many automatic mails to include for an event that takes place, at most four.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    registrations: { type: 'string', default: '1000' },
    storms: { type: 'string', default: '1' },
    ending: { type: 'string' },
    mails: { type: 'string', default: '4' },
  },
})
const options = z
  .object({
    seed: z.coerce.number().int(),
    registrations: z.coerce.number().int().min(1),
    storms: z.coerce.number().int().min(1),
    ending: z.enum(['cancelled', 'held']).optional(),
    mails: z.coerce.number().int().min(1),
  })
  .parse(values)

// Enough people to catch a broken sender, though not every time: which calls collide also depends on the machine.
const brokenRegistrations = 30
const tries = 4
const shown = 20

const brokenIn = ({ seed, ending }: StormPlan): Variant => {
  if (ending === 'cancelled') return 'forgets-order'
  return seed % 2 === 0 ? 'claims-late' : 'asks-again'
}

const tell = (title: string, { findings, figures }: Outcome, tookMs: number): void => {
  const numbers = Object.entries(figures).map(([name, value]) => `${name} ${value}`)
  console.log(
    `${title}: ${findings.length === 0 ? 'all is well' : `${findings.length} findings`} after ${Math.round(tookMs / 1000)} s. ${numbers.join(', ')}`,
  )
  for (const finding of findings.slice(0, shown)) console.log(`  ${finding}`)
}

const weather = async (plan: StormPlan, variant: Variant): Promise<Outcome> => {
  const began = performance.now()
  const outcome = await runStorm(plan, variant)
  tell(`Seed ${plan.seed}, ${plan.ending}, ${plan.people.length} registrations, ${variant}`, outcome, performance.now() - began)
  return outcome
}

/** Whether the audit notices a broken sender. */
const isCaught = async (plan: StormPlan): Promise<boolean> => {
  for (let attempt = 0; attempt < tries; attempt++) {
    const small = planOf(plan.seed + 2 * attempt, brokenRegistrations, { ending: plan.ending, mailsByThemselves: 1 })
    if ((await weather(inWorstWeather(small), brokenIn(plan))).findings.length > 0) return true
  }
  console.log('  The audit found nothing wrong with a sender that is built wrong: this run is void.')
  return false
}

/** Whether a storm left nothing wrong, and broken senders are caught. */
const isSurvived = async (seed: number): Promise<boolean> => {
  const plan = planOf(seed, options.registrations, { ending: options.ending, mailsByThemselves: options.mails })
  const sound = await weather(plan, 'sound')
  return (await isCaught(plan)) && sound.findings.length === 0
}

/** Runs the requested storms; returns the exit code of the process. */
export const runStorms = async (): Promise<number> => {
  logger.setLogLevel('SILENT')
  let failed = 0
  for (let storm = 0; storm < options.storms; storm++) if (!(await isSurvived(options.seed + storm))) failed++
  return failed === 0 ? 0 : 1
}
