import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { routes as attendee } from '../../functions/attendee/routes.ts'
import { routes as organiser } from '../../functions/organiser/routes.ts'
import { routes as signIn } from '../../functions/sign-in/routes.ts'
import { routes as steering } from '../../functions/steering/routes.ts'
import type { Plenary } from '../../infra/local/plenary.ts'
import type { Route } from '../../shared/site/route.ts'
import { startPlenaryAt } from '../make/plenary.ts'
import { bodies, queries, segments, wrongIn } from './checks/hostile-input.ts'
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
    const told = `${method} ${path.slice(0, 80)} ${body.slice(0, 60)} → ${response.status}`
    wrong.push(...wrongIn(response.status, response.headers, await response.text()).map((what) => `${told} ${what}`))
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
