import type { IncomingMessage } from 'node:http'
import * as z from 'zod'
import type { ClockControl } from './clock-control.ts'
import { type HttpAnswer, jsonAnswer } from './proxy-result.ts'
import { readBody } from './request-body.ts'

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

/**
 * `GET` tells the time; `PUT` `{"now": "2022-04-26T08:00:00Z"}` moves it forward and answers when all that became due is done.
 * Not backwards: mails are sent and feedback is given, which the service would then remember as its future.
 */
export const answerClock = async (request: IncomingMessage, clock: ClockControl): Promise<HttpAnswer> => {
  if (request.method === 'GET' || request.method === 'HEAD') return jsonAnswer(200, { now: clock.now() }, { 'cache-control': 'no-store' })
  if (request.method !== 'PUT') return problem(405, 'The clock can be read with GET and set with PUT.', { allow: 'GET, HEAD, PUT' })
  const given = parseJson((await readBody(request, 1000))?.toString('utf8') ?? '')
  if (given === undefined) return problem(400, 'The body must be JSON, such as {"now": "2022-04-26T08:00:00Z"}.')
  const parsed = bodySchema.safeParse(given)
  if (!parsed.success) return problem(422, '"now" must be an instant in ISO 8601 with a zone, such as "2022-04-26T08:00:00Z".')
  if ((await clock.moveTo(parsed.data.now)) === 'moved') return jsonAnswer(200, { now: clock.now() }, { 'cache-control': 'no-store' })
  const way = 'Stop, run "npm run reset" and start again with PLENARY_NOW to begin earlier.'
  return problem(422, `The clock only moves forward; it is ${clock.now()} now. ${way}`)
}
