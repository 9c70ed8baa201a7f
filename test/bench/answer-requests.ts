import { pathToFileURL } from 'node:url'
import * as z from 'zod'

// Runs as a separate process, so that the functions have their variables and their log lines do not mix with the report.
// In each round every bundle gets its next event, alternately. The parent receives the times in milliseconds, by name.

type Handler = (event: unknown, context: unknown) => Promise<unknown>

const subjectSchema = z.object({ name: z.string(), bundle: z.string(), events: z.array(z.unknown()) })
const moduleSchema = z.object({ handler: z.custom<Handler>((value) => typeof value === 'function') })
const answerSchema = z.object({ statusCode: z.number().max(399) })

/** The parent's instructions. */
export type Plan = readonly z.infer<typeof subjectSchema>[]

const load = async ({ name, bundle, events }: Plan[number]) => {
  const { handler } = moduleSchema.parse(await import(pathToFileURL(bundle).href))
  const times: number[] = []
  const answer = async (round: number): Promise<void> => {
    const before = performance.now()
    const answered = await handler(events[round], { getRemainingTimeInMillis: () => 60_000 })
    times.push(performance.now() - before)
    answerSchema.parse(answered)
  }
  return { name, times, answer }
}

process.once('message', async (message) => {
  const plan = z.array(subjectSchema).parse(message)
  const subjects = await Promise.all(plan.map(load))
  const rounds = Math.min(...plan.map(({ events }) => events.length))
  for (let round = 0; round < rounds; round++) for (const { answer } of subjects) await answer(round)
  process.send?.(Object.fromEntries(subjects.map(({ name, times }) => [name, times])), () => process.exit())
})
