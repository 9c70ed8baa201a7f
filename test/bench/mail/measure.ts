import { withFreshStores } from '../seats/local-run.ts'
import { type Stage, setStage } from '../stage.ts'
import { type CommitToSent, measureCommitToSent } from './commit-to-sent.ts'
import { type Expansion, measureExpansion } from './expansion.ts'
import {
  type KeptRate,
  type Memory,
  measureMemory,
  measureModelledRate,
  measureRate,
  measureThroughput,
  type Throughput,
} from './sending.ts'

export interface MeasuredMail {
  readonly expansion: Expansion
  readonly rates: readonly KeptRate[]
  /** The same with a modelled table and as many workers as the rate requires. */
  readonly modelledRates: readonly KeptRate[]
  readonly throughput: Throughput
  readonly memory: readonly Memory[]
  readonly commitToSent: CommitToSent
}

const expanded = 5000
// Enough mails at each rate to take at least twenty seconds.
const mailsAt: readonly (readonly [number, number])[] = [
  [14, 300],
  [50, 1000],
  [200, 5000],
]
const throughputMails = 1000
const fewAndMany = [1000, 20_000] as const
const registrations = 100

/** What mails cost and how fast they are sent, on DynamoDB Local and a local SES; a fresh emulator for each part. */
export const measureMail = async (bundles: string): Promise<MeasuredMail> => {
  const withStage = async <Result>(run: (stage: Stage) => Promise<Result>): Promise<Result> => {
    const stage = await setStage(bundles, 1)
    try {
      return await run(stage)
    } finally {
      await stage.stop()
    }
  }
  const rates: KeptRate[] = []
  for (const [rate, mails] of mailsAt) rates.push(await withStage((stage) => measureRate(stage, bundles, rate, mails)))
  const modelledRates: KeptRate[] = []
  for (const [rate, mails] of mailsAt) modelledRates.push(await withStage((stage) => measureModelledRate(stage, rate, mails)))
  const memory: Memory[] = []
  for (const people of fewAndMany) memory.push(await withStage((stage) => measureMemory(stage, bundles, people)))
  return {
    expansion: await measureExpansion(expanded),
    rates,
    modelledRates,
    throughput: await withStage((stage) => measureThroughput(stage, bundles, throughputMails)),
    memory,
    commitToSent: await withFreshStores((stores) => measureCommitToSent(stores, registrations)),
  }
}
