import { pathToFileURL } from 'node:url'
import * as z from 'zod'

// Runs as a separate process: a bundle serves several requests concurrently, as many environments would. The parent receives the times
// in milliseconds, how long all of them took, and how often each answer was given.

type Handler = (event: unknown, context: unknown) => Promise<unknown>

const jobSchema = z.object({ bundle: z.string(), events: z.array(z.unknown()), atOnce: z.int() })
const moduleSchema = z.object({ handler: z.custom<Handler>((value) => typeof value === 'function') })
const answerSchema = z.object({
  statusCode: z.number().max(399),
  status: z.string().optional(),
  headers: z.object({ location: z.string().optional() }).optional(),
})

export type Job = z.infer<typeof jobSchema>

/** The outcome in the page that the person is redirected to, such as `confirmed`. */
const answerOf = (answered: unknown): string => {
  const { status, headers } = answerSchema.parse(answered)
  return status ?? new URL(headers?.location ?? '', 'http://localhost').searchParams.get('status') ?? 'none'
}

const serve = async ({ bundle, events, atOnce }: Job) => {
  const { handler } = moduleSchema.parse(await import(pathToFileURL(bundle).href))
  const times: number[] = []
  const answers: Record<string, number> = {}
  let next = 0
  const client = async (): Promise<void> => {
    while (next < events.length) {
      const event = events[next++]
      const before = performance.now()
      const answer = answerOf(await handler(event, { getRemainingTimeInMillis: () => 60_000 }))
      times.push(performance.now() - before)
      answers[answer] = (answers[answer] ?? 0) + 1
    }
  }
  const before = performance.now()
  await Promise.all(Array.from({ length: atOnce }, client))
  return { tookMs: performance.now() - before, times, answers }
}

process.on('message', async (message) => process.send?.(await serve(jobSchema.parse(message))))
