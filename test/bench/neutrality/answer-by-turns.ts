import { cpSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as z from 'zod'

// Runs as a separate process, as a function does. In each round every kind of request is answered once, in random order. The parent
// receives the times in milliseconds, by name.

type Handler = (event: unknown, context: unknown) => Promise<unknown>

const subjectSchema = z.object({ name: z.string(), stepMs: z.string(), events: z.array(z.unknown()) })
const planSchema = z.object({ bundle: z.string(), subjects: z.array(subjectSchema) })
const moduleSchema = z.object({ handler: z.custom<Handler>((value) => typeof value === 'function') })
const answerSchema = z.object({ statusCode: z.number().max(399) })

/** The parent's instructions. */
export type Plan = z.infer<typeof planSchema>

/** The function as it is when its answers take whole steps of this length. */
const functionWith = async (bundle: string, stepMs: string): Promise<Handler> => {
  process.env['ANSWER_STEP_MS'] = stepMs
  // A copy, since parts of a bundle are loaded once however it is imported.
  const copy = join(dirname(bundle), `../step-${stepMs}`)
  cpSync(dirname(bundle), copy, { recursive: true })
  return moduleSchema.parse(await import(pathToFileURL(join(copy, basename(bundle))).href)).handler
}

const inRandomOrder = <Each>(all: readonly Each[]): readonly Each[] =>
  all
    .map((each) => ({ each, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ each }) => each)

process.once('message', async (message) => {
  const { bundle, subjects } = planSchema.parse(message)
  const handlers = new Map<string, Handler>()
  for (const { stepMs } of subjects) if (!handlers.has(stepMs)) handlers.set(stepMs, await functionWith(bundle, stepMs))
  const times = new Map<string, number[]>(subjects.map(({ name }) => [name, []]))
  const rounds = Math.min(...subjects.map(({ events }) => events.length))
  for (let round = 0; round < rounds; round++)
    for (const { name, stepMs, events } of inRandomOrder(subjects)) {
      const before = performance.now()
      const answer = await handlers.get(stepMs)?.(events[round], { getRemainingTimeInMillis: () => 60_000 })
      times.get(name)?.push(performance.now() - before)
      answerSchema.parse(answer)
    }
  process.send?.(Object.fromEntries(times), () => process.exit())
})
