import { once } from 'node:events'
import { type IncomingHttpHeaders, IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import * as z from 'zod'
import { routes as attendee } from '../../functions/attendee/routes.ts'
import { routes as organiser } from '../../functions/organiser/routes.ts'
import { routes as signIn } from '../../functions/sign-in/routes.ts'
import { routes as steering } from '../../functions/steering/routes.ts'
import type { Plenary } from '../../infra/local/plenary.ts'
import type { Route } from '../../shared/site/route.ts'
import { startPlenaryAt } from '../make/plenary.ts'
import { bodies, marker, queries, segments, wrongIn } from './checks/hostile-input.ts'
import { createApi, machineToken } from './people/api.ts'

const requests = Number(process.env['REQUESTS'] ?? 20_000)
const atOnce = 8
// Of processor time, which other work on the machine does not lengthen.
const longestMs = 100

let plenary: Plenary
let tokens: readonly string[]
beforeAll(async () => {
  plenary = await startPlenaryAt('2022-04-01T08:00:00Z')
  tokens = await Promise.all(['organiser-machine', 'steering-machine'].map((client) => machineToken(plenary.issuerUrl, client)))
  const api = createApi(plenary.siteUrl)
  const token = tokens[0] ?? ''
  const body = { kind: 'webinar', title: 'Target', summary: 'S', format: 'online', timeZone: 'Europe/Brussels', capacity: 20 }
  await api('POST', '/api/v1/events', { token, body: { ...body, start: '2022-05-17T10:00', end: '2022-05-17T11:00' } })
  await api('POST', '/api/v1/events/target/publish', { token })
  // Somebody else's, since the organiser may do anything with their own.
  const administrator = await machineToken(plenary.issuerUrl, 'administrator-machine')
  await api('POST', '/api/v1/events', {
    token: administrator,
    body: { ...body, title: 'Bystander', start: '2022-05-17T10:00', end: '2022-05-17T11:00' },
  })
  await api('POST', '/api/v1/events/bystander/publish', { token: administrator })
})
afterAll(() => plenary.stop())

interface Hostile {
  readonly method: string
  /** As the log names it. */
  readonly route: string
  readonly path: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  /** Which of many machines it comes from. */
  readonly from: number
}

const person = {
  name: 'Ana',
  email: 'ana@authority.example',
  organisation: 'A',
  country: 'PT',
  role: 'procurer',
  consent: 'true',
  requestKey: 'k',
}

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    marker,
    '',
    '\u0000',
    '\u202E',
    'x'.repeat(5000),
    '=1+1',
    "' OR 1=1",
    '#{7*7}',
    '{{7*7}}',
    '../../etc/passwd',
    'null',
    '-1',
    '1e309',
  ),
)

/** A valid form with one field changed, doubled or left out: such requests get further than nonsense. */
const nearlyValid = fc
  .tuple(fc.constantFrom(...Object.keys(person)), odd, fc.constantFrom('change', 'double', 'drop', 'json'))
  .map(([field, value, how]) => {
    const changed = { ...person, [field]: value }
    if (how === 'json') return JSON.stringify({ ...changed, consent: true, requestKey: undefined })
    const form = new URLSearchParams(changed)
    if (how === 'double') form.append(field, value)
    if (how === 'drop') form.delete(field)
    return String(form)
  })

const headers = fc.constantFrom<Readonly<Record<string, string>>>(
  {},
  { 'x-forwarded-for': '10.0.0.1', 'cloudfront-viewer-address': '10.0.0.1:1', 'x-origin-secret': 'guess' },
  { cookie: 'session=nonsense; language=xx; __Host-session=x.y.z; =; sign-in=%' },
  { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4Iiwicm9sZXMiOlsiYWRtaW5pc3RyYXRvciJdfQ.' },
  { 'accept-language': '*;q=x,,,;', accept: '\t' },
  { 'idempotency-key': 'x'.repeat(3000), 'if-none-match': '"'.repeat(500) },
  { origin: 'https://evil.example', referer: 'https://evil.example/' },
  { range: 'bytes=0-', 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'application/json; charset=utf-7' },
)

const routes: readonly Route[] = [...attendee, ...organiser, ...signIn, ...steering]

const hostile: fc.Arbitrary<Hostile> = fc
  .record({
    route: fc.constantFrom(...routes),
    segment: fc.oneof(fc.constantFrom(...segments), odd.map(encodeURIComponent)),
    query: fc.oneof(
      fc.constantFrom(...queries),
      odd.map((value) => `?key=${encodeURIComponent(value)}&from=${encodeURIComponent(value)}`),
    ),
    body: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(...bodies) },
      { weight: 3, arbitrary: nearlyValid },
      { weight: 1, arbitrary: odd },
    ),
    headers,
    token: fc.integer({ min: 0, max: 2 }),
    from: fc.integer({ min: 0, max: 200 }),
  })
  .map(({ route, segment, query, body, headers, token, from }) => ({
    method: route.method,
    route: `${route.method} ${route.path.pattern}`,
    path: route.path.pattern.replace(/\{\w+\}/, () => segment) + query,
    body: route.method === 'GET' ? '' : body,
    headers: { ...headers, ...(route.access === 'token' && token < 2 ? { authorization: `Bearer ${tokens[token]}` } : {}) },
    from,
  }))

const asHeaders = (headers: IncomingHttpHeaders): Headers =>
  new Headers(Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))

/** Sends a request, from an address of its own, and returns what is wrong with the answer. */
const answerTo = async ({ method, path, body, headers, from }: Hostile) => {
  const type = body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded'
  const sent = request(plenary.siteUrl.replace('localhost', '127.0.0.1'), {
    path,
    method,
    localAddress: `127.9.${from}.7`,
    // Without a length, Node sends the body of a DELETE as if it were the next request.
    headers: { ...(method === 'GET' ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) }), ...headers },
  })
  sent.end(method === 'GET' ? undefined : body)
  const [response] = z.tuple([z.instanceof(IncomingMessage)]).parse(await once(sent, 'response'))
  return wrongIn(response.statusCode ?? 0, asHeaders(response.headers), await text(response))
}

/** The same where no answer came, or only a part of one. */
const send = (each: Hostile): Promise<readonly string[]> => answerTo(each).catch((fault: unknown) => [`no answer: ${String(fault)}`])

const timedSchema = z.object({ code: z.literal('request'), cpuMs: z.number(), route: z.string() })

/** How long we worked on the requests answered since a position in the log, by route. */
const timesSince = (position: number) =>
  plenary
    .logs()
    .slice(position)
    .split('\n')
    .flatMap((line) => {
      if (!line.includes('"code":"request"')) return []
      const parsed = timedSchema.safeParse(JSON.parse(line.slice(line.indexOf('{'))))
      return parsed.success ? [parsed.data] : []
    })

test(`${requests} hostile requests: none makes the service fail, leaks anything or keeps it busy`, async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2_147_483_647)
  process.stdout.write(`seed ${seed}\n`)
  const tries = fc.sample(hostile, { numRuns: requests, seed })
  const wrong: string[] = []
  const queue = tries.values()
  const begun = plenary.logs().length
  const told = ({ method, path, body }: Hostile): string => `${method} ${path.slice(0, 80)} ${body.slice(0, 80)}`
  const work = async (): Promise<void> => {
    for (const each of queue) wrong.push(...(await send(each)).map((what) => `${told(each)} ${what}`))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  expect(wrong.slice(0, 20)).toEqual([])
  const times = timesSince(begun)
  const longest = times.reduce((most, { cpuMs }) => Math.max(most, cpuMs), 0)
  // The first requests of a route load and compile its code, so those of the routes that took long are repeated alone.
  const suspects = new Set(times.flatMap(({ route, cpuMs }) => (cpuMs > longestMs ? [route] : [])))
  const slow = tries.filter(({ route }) => suspects.has(route))
  const costly = [...suspects].filter((route) => tries.every((each) => each.route !== route))
  for (const each of slow) {
    const position = plenary.logs().length
    await send(each)
    const again = Math.max(0, ...timesSince(position).map(({ cpuMs }) => cpuMs))
    if (again > longestMs) costly.push(`${told(each)}: ${again}`)
  }
  process.stdout.write(`${tries.length} requests, ${longest} ms at most; ${slow.length} repeated alone\n`)
  expect(costly).toEqual([])
})

test('and somebody else’s event is as it was, with nobody but strangers held to their share', async () => {
  const api = createApi(plenary.siteUrl)
  const { body } = await api('GET', '/api/v1/events/bystander', {})
  expect(body).toMatchObject({ title: 'Bystander', status: 'published' })
})
