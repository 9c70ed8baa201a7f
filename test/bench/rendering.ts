import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'
import * as z from 'zod'
import { bundleOptions } from '../../infra/bundling/bundle.ts'
import { interleaved, median } from './statistics.ts'

const pageSchema = z.object({
  name: z.string(),
  view: z.custom<() => string>((value) => typeof value === 'function'),
  literals: z.custom<() => string>((value) => typeof value === 'function'),
  sameMarkup: z.boolean(),
})
const makeSchema = z.object({ name: z.string(), most: z.number(), make: z.custom<() => unknown>((value) => typeof value === 'function') })
const conferenceSchema = z.object({ conference: z.array(makeSchema) })
const moduleSchema = z.object({ pages: z.array(pageSchema) })

/** Time to render a warm page of fifty rows, in microseconds, by its view and by bare template literals. */
export interface Rendering {
  readonly name: string
  readonly view: number
  readonly literals: number
  /** Bytes of HTML. */
  readonly bytes: number
  readonly sameMarkup: boolean
}

const warmUp = 1000

const microseconds = (render: () => string): number => {
  const before = performance.now()
  render()
  return (performance.now() - before) * 1000
}

const measure = async ({ name, view, literals, sameMarkup }: z.infer<typeof pageSchema>, rounds: number): Promise<Rendering> => {
  const render = { view, literals }
  for (let round = 0; round < warmUp; round++) for (const each of [view, literals]) each()
  const times = await interleaved(['view', 'literals'] as const, rounds, (way) => microseconds(render[way]))
  const middle = (way: keyof typeof render): number => median(times.get(way) ?? [])
  return { name, view: middle('view'), literals: middle('literals'), bytes: Buffer.byteLength(view()), sameMarkup }
}

/** Renders the pages, bundled like the functions, alternating with the literals. */
export const measureRendering = async (folder: string, rounds: number): Promise<readonly Rendering[]> => {
  buildSync({ ...bundleOptions, entryPoints: [{ in: 'test/bench/pages.ts', out: 'pages' }], outdir: folder })
  const { pages } = moduleSchema.parse(await import(pathToFileURL(join(folder, 'pages.mjs')).href))
  const found: Rendering[] = []
  for (const page of pages) found.push(await measure(page, rounds))
  return found
}

/** Processor time to make what shows a conference of 200 sessions, warm, in milliseconds. */
export interface ConferenceFile {
  readonly name: string
  readonly ms: number
  /** The goal. */
  readonly most: number
  readonly bytes: number
}

const processorMs = async (make: () => unknown): Promise<number> => {
  const before = process.cpuUsage()
  await make()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const warmUpFiles = 50

/** Makes the programme page and the files of a conference, alternately. */
export const measureConference = async (folder: string, rounds: number): Promise<readonly ConferenceFile[]> => {
  buildSync({ ...bundleOptions, entryPoints: [{ in: 'test/bench/conference.ts', out: 'conference' }], outdir: folder })
  const { conference } = conferenceSchema.parse(await import(pathToFileURL(join(folder, 'conference.mjs')).href))
  const makes = new Map(conference.map(({ name, make }) => [name, make]))
  const times = await interleaved([...makes.keys()], warmUpFiles + rounds, (name) => processorMs(makes.get(name) ?? (() => undefined)))
  return Promise.all(
    conference.map(async ({ name, most, make }) => ({
      name,
      most,
      ms: median((times.get(name) ?? []).slice(warmUpFiles)),
      bytes: Buffer.byteLength(String(await make())),
    })),
  )
}
