import { execFile, spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'
import { type FunctionName, functionNames } from '../../infra/functions.ts'
import { type BundleName, bundlePath, sizeOf } from './bundles.ts'
import { eventFor } from './events.ts'
import type { Stage } from './stage.ts'
import { interleaved, median } from './statistics.ts'

const startSchema = z.object({
  loadMs: z.number(),
  loadCpuMs: z.number(),
  coldMs: z.number(),
  status: z.number().max(399).optional(),
  failed: z.literal(0).optional(),
})
type Start = z.infer<typeof startSchema>

/** A command line pinned to one core, if the system supports that. */
const pinned = (command: readonly string[]): readonly string[] =>
  spawnSync('taskset', ['--version']).status === 0 ? ['taskset', '-c', String(cpus().length - 1), ...command] : command

const isFunction = (name: BundleName): name is FunctionName => functionNames.some((each) => each === name)

const eventOf = (stage: Stage, name: BundleName, round: number): unknown =>
  isFunction(name) ? eventFor[name](stage, round) : { table: stage.stores.tables.programme, pk: `EVENT#${stage.event.slug}`, sk: 'EVENT' }

const start = async (stage: Stage, bundles: string, name: BundleName, round: number): Promise<Start> => {
  const event = JSON.stringify(await eventOf(stage, name, round))
  const script = join(import.meta.dirname, 'start-function.mjs')
  const [command = '', ...rest] = pinned([process.execPath, script, bundlePath(bundles, name), event])
  const env = { PATH: process.env['PATH'], ...stage.environmentOf(name) }
  // Not synchronous: the function may call the issuer and SES, which run in this process.
  const { stdout } = await promisify(execFile)(command, rest, { env })
  return startSchema.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''))
}

/** How one function starts; medians. Sizes in kB of 1000 bytes, times in milliseconds. */
export interface ColdStart {
  readonly name: BundleName
  readonly kB: number
  readonly gzip: number
  /** Processor time for importing the module: other processes do not affect it. */
  readonly load: number
  /** The same in wall-clock time. */
  readonly loadWall: number
  /** From the start of the process to the first response, in wall-clock time. */
  readonly cold: number
}

const names: readonly BundleName[] = ['empty', 'client', 'client as it comes', ...functionNames]

/** Starts every function and its baselines once per round. */
export const measureColdStarts = async (stage: Stage, bundles: string, rounds: number): Promise<readonly ColdStart[]> => {
  const starts = await interleaved(names, rounds, (name, round) => start(stage, bundles, name, round))
  return [...starts].map(([name, found]) => ({
    name,
    ...sizeOf(bundles, name),
    load: median(found.map(({ loadCpuMs }) => loadCpuMs)),
    loadWall: median(found.map(({ loadMs }) => loadMs)),
    cold: median(found.map(({ coldMs }) => coldMs)),
  }))
}
