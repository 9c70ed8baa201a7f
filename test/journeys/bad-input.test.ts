import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { routes as attendee } from '../../functions/attendee/routes.ts'
import { routes as organiser } from '../../functions/organiser/routes.ts'
import { routes as signIn } from '../../functions/sign-in/routes.ts'
import { routes as steering } from '../../functions/steering/routes.ts'
import type { Plenary } from '../../infra/local/plenary.ts'
import type { Route } from '../../shared/site/route.ts'
import { startPlenaryAt } from '../make/plenary.ts'
import { machineToken } from './people/api.ts'

let plenary: Plenary
let tokens: readonly string[]
beforeAll(async () => {
  plenary = await startPlenaryAt('2022-04-01T08:00:00Z')
  tokens = await Promise.all(['organiser-machine', 'steering-machine'].map((client) => machineToken(plenary.issuerUrl, client)))
  const event = {
    kind: 'webinar',
    title: 'Target',
    summary: 'S',
    format: 'online',
    timeZone: 'Europe/Brussels',
    start: '2022-05-17T10:00',
    end: '2022-05-17T11:00',
  }
  await send('POST', '/api/v1/events', JSON.stringify(event), tokens[0])
  await send('POST', '/api/v1/events/target/publish', '', tokens[0])
})
afterAll(() => plenary.stop())

const marker = '<script>alert(7)</script>'

/** Odd values for a slug, token or file in a path. */
const segments = [
  'target',
  '..',
  '%2e%2e%2f',
  '%00',
  '%F0%9F%98%80',
  'a'.repeat(3000),
  encodeURIComponent(marker),
  'TARGET',
  'x.1.y',
  '%E0%A4%A',
  '-1',
  '__proto__',
]

const queries = [
  '',
  '?kind=x&topic=%00',
  `?from=${'A'.repeat(2000)}`,
  '?from=eyJwayI6MX0&limit=1e309',
  '?limit=-5',
  `?back=${encodeURIComponent('//evil.example')}`,
  `?topic=${encodeURIComponent(marker)}`,
  '?a[b]=1&a=2&=&&&',
  '?when=%F0%9F',
]

const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`

const person = { name: 'Ana', email: 'ana@authority.example', organisation: 'A', country: 'PT', role: 'procurer', consent: true }
const bodies = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '1e309',
  deep(20_000),
  '{"__proto__":{"consent":true}}',
  JSON.stringify({ ...person, name: `Ana\r\nBcc: all@list.example` }),
  JSON.stringify({ ...person, email: 'ana@authority.example\r\nBcc: x@y.example' }),
  JSON.stringify({ ...person, name: 'X'.repeat(300_000) }),
  JSON.stringify({ ...person, name: '\ud800', organisation: '\u202Egnp.exe' }),
  JSON.stringify({ ...person, name: marker, email: marker, country: marker }),
  JSON.stringify({
    kind: 'webinar',
    title: marker,
    capacity: -1,
    start: '2022-02-30T10:00',
    end: '0000-00-00T00:00',
    timeZone: '../../etc',
  }),
  JSON.stringify({ title: null, capacity: 1e21, sessions: [null, 1, { start: {} }], topics: ['x'.repeat(5000)] }),
  JSON.stringify({ token: 'x'.repeat(400), answers: { overall: 1e308, __proto__: 1 } }),
  JSON.stringify({ token: {}, answers: [] }),
  `name=${encodeURIComponent(marker)}&email=%00&consent=on&consent=off`,
  'sessions.0.title=x&sessions.99999999.title=y&action=add-session&csrf=',
  '%%%=%%%&&&&=',
  `email=a%40example.org&${Array.from({ length: 40_000 }, (_, index) => `k${index}=1`).join('&')}`,
  Array.from({ length: 3000 }, (_, row) => `people.${row % 1000}.name=a&people.${row % 1000}.email=b`).join('&'),
  JSON.stringify({ ...person, people: Array.from({ length: 3000 }, () => ({ name: '', email: '' })) }),
  JSON.stringify({ title: 'Target', sessions: Array.from({ length: 9999 }, () => ({ title: '', start: 'x' })) }),
]

const send = (method: string, path: string, body: string, token?: string): Promise<Response> =>
  fetch(plenary.siteUrl + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'GET' ? {} : { 'content-type': body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded' }),
      cookie: 'session=nonsense; language=xx; __Host-session=x.y.z; =; sign-in=%',
    },
    ...(method === 'GET' ? {} : { body }),
  })

interface Attack {
  readonly method: string
  readonly path: string
  readonly body: string
  readonly token: string | undefined
}

/** Every route with every odd segment, and in turn every odd query and body, as a stranger or as a machine. */
const attacks = (): readonly Attack[] => {
  const routes: readonly Route[] = [...attendee, ...organiser, ...signIn, ...steering]
  return routes.flatMap(({ method, path, access }, number) => {
    const filledIn = path.pattern.includes('{') ? segments.map((segment) => path.pattern.replace(/\{\w+\}/, segment)) : [path.pattern]
    const tries = method === 'GET' ? filledIn : bodies.map((_, index) => filledIn[index % filledIn.length] ?? path.pattern)
    return tries.map((filled, index) => ({
      method,
      path: filled + (queries[(number + index) % queries.length] ?? ''),
      body: bodies[index % bodies.length] ?? '',
      token: access === 'token' ? tokens[index % 2] : undefined,
    }))
  })
}

test('no odd input to any route makes the service fail, reveals internals or comes back as markup', async () => {
  const tried = attacks()
  expect(tried.length).toBeGreaterThan(300)
  const wrong: string[] = []
  for (const { method, path, body, token } of tried) {
    const response = await send(method, path, body, token)
    const text = await response.text()
    const told = `${method} ${path.slice(0, 80)} ${body.slice(0, 60)} → ${response.status}`
    if (response.status >= 500) wrong.push(told)
    if (text.includes(marker) || /node_modules|at \w+ \(|\.ts:\d/.test(text)) wrong.push(`${told} shows what it should not`)
    if ((response.headers.get('location') ?? '').startsWith('//')) wrong.push(`${told} leads away`)
  }
  expect(wrong).toEqual([])
})

test('none of it registered, published or changed anything', async () => {
  const listed = await (await send('GET', '/api/v1/events', '')).text()
  expect(listed).toContain('"title":"Target"')
  expect(listed.match(/"slug"/g)).toHaveLength(1)
  await plenary.drain()
  const people = await (await send('GET', '/api/v1/events/target/registrations', '', tokens[0])).text()
  expect(JSON.parse(people)).toEqual({ registrations: [] })
  expect(await (await fetch(plenary.mailApi)).text()).toBe('[]')
})
