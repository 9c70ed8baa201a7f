import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod'
import { writeAnswer } from '../gateway/gateway.ts'
import { type HttpAnswer, jsonAnswer } from '../gateway/proxy-result.ts'
import { readBody } from '../gateway/request-body.ts'
import type { ClockControl } from './control.ts'

export const clockPath = '/local/clock'

const bodySchema = z.object({ now: z.iso.datetime({ offset: true }) })

const titles = { 400: 'Bad Request', 405: 'Method Not Allowed', 422: 'Unprocessable Content' } as const

const problem = (status: keyof typeof titles, detail: string, headers: Readonly<Record<string, string>> = {}): HttpAnswer =>
  jsonAnswer(
    status,
    { type: 'about:blank', title: titles[status], status, detail },
    { 'content-type': 'application/problem+json', ...headers },
  )

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const notCached = { 'cache-control': 'no-store' }
const lines = 'application/x-ndjson'
const lineMilliseconds = 1000

/** Writes one line per second with the clock's progress; the head is sent with the first one. */
const writeLines = (response: ServerResponse, clock: ClockControl) => {
  const write = (line: unknown): void => {
    if (!response.headersSent) response.writeHead(200, { 'content-type': lines, ...notCached })
    response.write(`${JSON.stringify(line)}\n`)
  }
  const timer = setInterval(() => write(clock.moving() ?? { now: clock.now() }), lineMilliseconds)
  return { write, stop: () => clearInterval(timer) }
}

const tooLate = (clock: ClockControl): HttpAnswer => {
  const way = 'Stop, run "npm run reset" and start again with PLENARY_NOW to begin earlier.'
  return problem(422, `The clock only moves forward; it is ${clock.now()} now. ${way}`)
}

/**
 * `GET` returns the time and, while the clock is moving, its target and how many mails have been sent so far;
 * `PUT` `{"now": "2022-04-26T08:00:00Z"}` moves it forward and answers when everything due is done.
 * Clients that accept `application/x-ndjson` get one line per second until then.
 * It never moves backwards: mails sent and feedback given would then lie in the service's future.
 */
export const answerClock = async (request: IncomingMessage, response: ServerResponse, clock: ClockControl): Promise<void> => {
  const answer = (given: HttpAnswer): void => writeAnswer(request, response, given)
  if (request.method === 'GET' || request.method === 'HEAD')
    return answer(jsonAnswer(200, { now: clock.now(), ...clock.moving() }, notCached))
  if (request.method !== 'PUT') return answer(problem(405, 'The clock can be read with GET and set with PUT.', { allow: 'GET, HEAD, PUT' }))
  const given = parseJson((await readBody(request, 1000))?.toString('utf8') ?? '')
  if (given === undefined) return answer(problem(400, 'The body must be JSON, such as {"now": "2022-04-26T08:00:00Z"}.'))
  const parsed = bodySchema.safeParse(given)
  if (!parsed.success) return answer(problem(422, '"now" must be an instant in ISO 8601 with a zone, such as "2022-04-26T08:00:00Z".'))
  if (request.headers.accept !== lines) {
    const moved = (await clock.moveTo(parsed.data.now)) === 'moved'
    return answer(moved ? jsonAnswer(200, { now: clock.now() }, notCached) : tooLate(clock))
  }
  const told = writeLines(response, clock)
  const outcome = await clock.moveTo(parsed.data.now).finally(told.stop)
  if (outcome === 'backwards' && !response.headersSent) return answer(tooLate(clock))
  told.write({ now: clock.now() })
  response.end()
}
