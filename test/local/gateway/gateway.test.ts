import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { createClockMemory, setClock } from '../../../infra/local/clock/clock.ts'
import { createGateway } from '../../../infra/local/gateway/gateway.ts'
import { demoOrganiser } from '../../../infra/local/issuer/accounts.ts'
import { createIssuer, type LocalIssuer } from '../../../infra/local/issuer/issuer.ts'
import { createFunctions, type LocalFunctions } from '../../../infra/local/lambda/definitions.ts'
import { listen } from '../../../infra/local/ports.ts'
import { openServiceLog, type ServiceLog } from '../../../infra/local/service-log.ts'
import { openEdge } from '../../make/edge.ts'

const handler = `
console.log('loaded with ' + process.env.GREETING + ' ' + process.env.HOME)
export const handler = async (event, context) => {
  const mode = event.queryStringParameters?.mode
  if (mode === 'throw') throw new TypeError('secret detail')
  if (mode === 'exit') process.exit(1)
  if (mode === 'slow') await new Promise((resolve) => setTimeout(resolve, 30_000))
  if (mode === 'time') return { statusCode: 200, body: new Date().toISOString() }
  if (mode === 'cookies') return { statusCode: 303, headers: { location: '/x' }, cookies: ['a=1', 'b=2'] }
  if (mode === 'long') return { statusCode: 200, headers: { 'content-type': 'text/html' }, body: 'long '.repeat(1000) }
  if (mode === 'binary') return { statusCode: 200, headers: { 'content-type': 'image/png' }, body: 'AP8=', isBase64Encoded: true }
  return { event, remaining: context.getRemainingTimeInMillis(), requestId: context.awsRequestId }
}
`

// Long enough to load a function on a busy machine.
const timeoutMilliseconds = 3000
const folder = mkdtempSync(join(tmpdir(), 'plenary-test-'))
const clock = createClockMemory()
const server = createServer()
let site = ''
let log: ServiceLog
let issuer: LocalIssuer
let functions: LocalFunctions

beforeAll(async () => {
  writeFileSync(join(folder, 'index.mjs'), handler)
  log = openServiceLog(join(folder, 'service.log'))
  site = `http://localhost:${await listen(server, 0)}`
  issuer = await createIssuer(site)
  const definition = { name: 'echo', bundle: join(folder, 'index.mjs'), environment: { GREETING: 'hello' }, timeoutMilliseconds }
  functions = createFunctions(new Map([['Echo', definition]]), clock, log)
  const route = (routeKey: string) => ({ routeKey, function: 'Echo', authorizer: undefined })
  const gateway = createGateway({
    edge: openEdge,
    routes: [
      route('GET /events/{slug}'),
      route('POST /events/{slug}'),
      { ...route('GET /steering'), authorizer: { issuer: issuer.url, audience: ['plenary'], scopes: ['plenary/steering'] } },
      { ...route('GET /api'), authorizer: { issuer: issuer.url, audience: ['plenary'], scopes: [] } },
      route('$default'),
    ],
    keys: issuer.keys,
    invoke: functions.invoke,
  })
  server.on('request', (request, response) => void gateway(request, response))
})
afterAll(async () => {
  server.close()
  server.closeAllConnections()
  await functions.stop()
  rmSync(folder, { recursive: true })
})

const eventSchema = z.looseObject({ headers: z.record(z.string(), z.string()), requestContext: z.looseObject({}) })
const echoSchema = z.object({ event: eventSchema, remaining: z.number(), requestId: z.string() })
const echo = async (path: string, init: RequestInit = {}) => echoSchema.parse(await (await fetch(site + path, init)).json())

describe('the event passed to a function', () => {
  test('has path, query, cookies and headers as in API Gateway', async () => {
    const { event } = await echo('/events/caf%C3%A9?a=1&a=2&b=%20x', { headers: { 'X-Twice': 'one, two', cookie: 'c=1; d=2' } })
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'GET /events/{slug}',
      rawPath: '/events/café',
      rawQueryString: 'a=1&a=2&b=%20x',
      queryStringParameters: { a: '1,2', b: ' x' },
      pathParameters: { slug: 'café' },
      cookies: ['c=1', 'd=2'],
      headers: { 'x-twice': 'one, two', 'x-forwarded-proto': 'http' },
      isBase64Encoded: false,
      requestContext: { http: { method: 'GET', path: '/events/café' }, stage: '$default', routeKey: 'GET /events/{slug}' },
    })
    expect(event.headers).not.toHaveProperty('cookie')
    expect(event).not.toHaveProperty('body')
  })

  test('leaves out what is missing', async () => {
    const { event } = await echo('/')
    expect(['cookies', 'queryStringParameters', 'pathParameters', 'body'].filter((name) => name in event)).toEqual([])
  })

  test('has JSON as text and a form in base64', async () => {
    const json = await echo('/events/a', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"é":1}' })
    const form = await echo('/events/a', { method: 'POST', body: new URLSearchParams({ name: 'é' }) })
    expect([json.event['body'], json.event['isBase64Encoded']]).toEqual(['{"é":1}', false])
    expect([form.event['body'], form.event['isBase64Encoded']]).toEqual([btoa('name=%C3%A9'), true])
  })

  test('comes with a context that knows the remaining time', async () => {
    const { remaining, requestId } = await echo('/')
    expect(remaining).toBeGreaterThan(0)
    expect(remaining).toBeLessThanOrEqual(timeoutMilliseconds)
    expect(requestId).toMatch(/^[\w-]{36}$/)
  })

  test.each(['127.0.0.1', '127.0.0.2', '127.200.3.4'])('has the address %s that the client calls from', async (localAddress) => {
    const [response] = z
      .tuple([z.custom<IncomingMessage>()])
      .parse(await once(get(site.replace('localhost', '127.0.0.1'), { localAddress }), 'response'))
    expect(echoSchema.parse(await json(response)).event.requestContext['http']).toMatchObject({ sourceIp: localAddress })
  })

  test('has the claims of the token, if the authoriser accepts it', async () => {
    const token = await issuer.accessTokenFor(demoOrganiser)
    const { event } = await echo('/api', { headers: { authorization: `Bearer ${token}` } })
    expect(event.requestContext['authorizer']).toMatchObject({
      jwt: { claims: { sub: 'demo-organiser', scope: 'plenary/organiser' }, scopes: null },
    })
  })
})

describe('the response to a client', () => {
  test('401 without a token, before the function runs', async () => {
    const response = await fetch(`${site}/api`)
    expect([response.status, response.headers.get('www-authenticate'), await response.text()]).toEqual([
      401,
      'Bearer',
      '{"message":"Unauthorized"}',
    ])
  })

  test('403 with a token that lacks the scope', async () => {
    const headers = { authorization: `Bearer ${await issuer.accessTokenFor(demoOrganiser)}` }
    const response = await fetch(`${site}/steering`, { headers })
    expect([response.status, await response.text()]).toEqual([403, '{"message":"Forbidden"}'])
  })

  test('cookies one by one, and the redirect', async () => {
    const response = await fetch(`${site}/?mode=cookies`, { redirect: 'manual' })
    expect([response.status, response.headers.get('location'), response.headers.getSetCookie()]).toEqual([303, '/x', ['a=1', 'b=2']])
  })

  test('the bytes of a binary body', async () => {
    const response = await fetch(`${site}/?mode=binary`)
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255])
  })

  test('a long text compressed', async () => {
    const response = await fetch(`${site}/?mode=long`, { headers: { 'accept-encoding': 'gzip' } })
    const told = ['content-encoding', 'vary'].map((name) => response.headers.get(name))
    expect([...told, await response.text()]).toEqual(['gzip', 'Accept-Encoding', 'long '.repeat(1000)])
    expect(Number(response.headers.get('content-length'))).toBeLessThan(200)
  })

  test('only the headers for HEAD, from $default', async () => {
    const response = await fetch(`${site}/events/a?mode=binary`, { method: 'HEAD' })
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '2', ''])
  })

  test('413 for more than 10 MB', async () => {
    const response = await fetch(`${site}/events/a`, { method: 'POST', body: new Uint8Array(10 * 1024 * 1024 + 1) })
    expect([response.status, await response.json()]).toEqual([413, { message: 'Request Entity Too Large' }])
  })

  test.each(['throw', 'exit', 'slow'])('500 without details if the function fails (%s), and the next request works', async (mode) => {
    const response = await fetch(`${site}/?mode=${mode}`)
    expect([response.status, await response.text()]).toEqual([500, '{"message":"Internal Server Error"}'])
    expect((await fetch(site)).status).toBe(200)
  })
})

describe('a function', () => {
  test('has its own variables and no others', async () => {
    await echo('/')
    expect(log.text()).toContain('loaded with hello undefined\n')
  })

  test('is on the settable clock', async () => {
    setClock(clock, Date.parse('2022-04-26T08:00:00Z'))
    expect((await (await fetch(`${site}/?mode=time`)).text()).slice(0, 16)).toBe('2022-04-26T08:00')
  })

  test('has its errors in the log', async () => {
    await fetch(`${site}/?mode=throw`)
    expect(log.text()).toContain('"errorType":"TypeError","errorMessage":"secret detail"')
  })

  test('answers several requests concurrently', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => fetch(site).then(({ status }) => status)))
    expect(answers).toEqual(Array(12).fill(200))
  })
})
