import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { originSecretHeader } from '../../shared/http/origin-secret.ts'
import { httpFunction } from '../../shared/http/pipeline.ts'
import { refuse } from '../../shared/http/refusal.ts'
import { json } from '../../shared/http/reply.ts'
import type { Request, StaffRequest } from '../../shared/http/request.ts'
import { sessionCookie } from '../../shared/http/staff-session.ts'
import { paths } from '../../shared/site/paths.ts'
import type { Route } from '../../shared/site/route.ts'
import { csrfToken, masked } from '../../shared/tokens/form-token.ts'
import { newSecretId } from '../../shared/tokens/secret-id.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { originSecret } from '../make/edge.ts'
import { callerOf } from './calling.ts'

const siteUrl = 'https://events.example'
const earlierSecret = 'the secret from before the rotation'
const staff = { subject: 'olga', name: 'Olga', roles: ['organiser' as const] }
const [sessionId, endedId] = [newSecretId(), newSecretId()]
const sessions = new Map([
  [sessionId, { state: 'signed-in' as const, staff, formerCsrf: csrfToken(endedId) }],
  [endedId, { state: 'ended' as const, subject: 'olga' }],
])
const kept: string[] = []

const routes = [
  { method: 'GET', path: paths.home, access: 'public', page: 'home', listed: true },
  { method: 'GET', path: paths.about, access: 'public', page: 'about', listed: true },
  { method: 'GET', path: paths.feedOfKind, access: 'public', page: 'feed', crossOrigin: true },
  { method: 'GET', path: paths.organiser, access: 'session', page: 'desk' },
  { method: 'POST', path: paths.newEvent, access: 'session', page: 'createEvent', typedAt: paths.newEvent },
  { method: 'GET', path: paths.apiSummary, access: 'token', operation: 'getSummary', roles: ['steering'] },
] as const satisfies readonly Route[]

const handler = httpFunction(
  routes,
  {
    siteUrl,
    originSecrets: [originSecret, earlierSecret],
    errorPage: errorView,
    findSession: (id) => Promise.resolve(sessions.get(id)),
    typed: {
      keep: async (form) => `key-${kept.push(form)}`,
      find: async (key, subject) => (key === 'key-of-olga' && subject === 'olga' ? 'title=typed' : undefined),
    },
  },
  {
    pages: {
      home: () => {
        throw new TypeError('ana.silva@authority.example has a broken name')
      },
      about: () => json({ about: 'us' }),
      feed: (request: Request) =>
        request.parameter('kind') === 'webinar' ? json({ feed: 'webinars' }) : refuse(request, 'not-found', 'calendar'),
      desk: ({ staff: who, typed }: StaffRequest) => json({ subject: who.subject, ...Object.fromEntries(typed ?? []) }),
      createEvent: ({ staff: who }: StaffRequest) => json({ changedBy: who.subject }),
    },
    operations: {
      getSummary: ({ staff: who, parameter }: StaffRequest) => json({ slug: parameter('slug'), roles: who.roles }),
    },
  },
)

const call = callerOf(handler)

const signedIn = (id = sessionId) => ({ cookies: [sessionCookie(siteUrl, id).split(';')[0] ?? ''], csrf: masked(csrfToken(id)) })

const logged: string[] = []
beforeEach(() => {
  logged.length = 0
  // The logger writes to the process's own streams, which Lambda reads.
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((line) => logged.push(String(line)) > 0)
})
afterEach(() => {
  jest.restoreAllMocks()
})

describe('a request that does not come through CloudFront', () => {
  test.each([
    ['no secret', {}],
    ['a guessed one', { [originSecretHeader]: 'x'.repeat(originSecret.length) }],
  ])('is refused before anything else: %s', async (_, headers) => {
    const { cookies } = await signedIn()
    const reply = await call('GET /organiser', { cookies, headers })
    expect([reply.statusCode, reply.body]).toEqual([403, 'Forbidden\n'])
    expect((await call('GET /', { headers })).statusCode).toBe(403)
    expect((await call('GET /no-such-page', { headers })).statusCode).toBe(403)
  })

  test('is answered during a rotation, with the secret from before', async () => {
    expect((await call('GET /about', { headers: { [originSecretHeader]: earlierSecret } })).statusCode).toBe(200)
  })
})

describe('a page for staff', () => {
  test('sends strangers to sign in and back', async () => {
    const reply = await call('GET /organiser', { rawQueryString: 'x=1' })
    expect([reply.statusCode, reply.headers?.['location']]).toEqual([303, '/sign-in?back=%2Forganiser%3Fx%3D1'])
  })

  test('does not open with another session’s cookie, nor with one of another form', async () => {
    for (const cookies of [signedIn(newSecretId()).cookies, ['__Host-session=nonsense']])
      expect((await call('GET /organiser', { cookies })).statusCode).toBe(303)
  })

  test('is given who signed in', async () => {
    const { cookies } = signedIn()
    expect((await call('GET /organiser', { cookies })).body).toBe('{"subject":"olga"}')
  })

  test('accepts no form that another site could have sent', async () => {
    const { cookies, csrf } = signedIn()
    expect((await call('POST /organiser/events/new', { cookies, body: 'title=x' })).statusCode).toBe(403)
    expect((await call('POST /organiser/events/new', { cookies, body: 'csrf=wrong' })).statusCode).toBe(403)
    expect((await call('POST /organiser/events/new', { cookies, body: `csrf=${csrf}` })).body).toBe('{"changedBy":"olga"}')
  })
})

describe('a form of a session that has ended', () => {
  const post = (id: string, csrf: string) =>
    call('POST /organiser/events/new', { cookies: signedIn(id).cookies, body: `csrf=${csrf}&title=Caf%C3%A9` })

  test('is kept, and offered again after signing in', async () => {
    kept.length = 0
    const reply = await post(endedId, masked(csrfToken(endedId)))
    expect(reply.headers?.['location']).toBe(`/sign-in?back=${encodeURIComponent('/organiser/events/new?typed=key-1')}`)
    expect(kept).toEqual(['title=Caf%C3%A9'])
  })

  test('is not kept for strangers: with another token, or a session that never was', async () => {
    kept.length = 0
    const unknown = newSecretId()
    for (const reply of [await post(endedId, masked(csrfToken(sessionId))), await post(unknown, masked(csrfToken(unknown)))])
      expect(reply.headers?.['location']).toBe('/sign-in?back=%2Forganiser')
    expect(kept).toEqual([])
  })

  test('is valid in the next session of the same person in this browser', async () => {
    expect((await post(sessionId, masked(csrfToken(endedId)))).body).toBe('{"changedBy":"olga"}')
  })

  test('is shown to whoever typed it', async () => {
    const { cookies } = signedIn()
    expect((await call('GET /organiser', { cookies, rawQueryString: 'typed=key-of-olga' })).body).toBe('{"subject":"olga","title":"typed"}')
    expect((await call('GET /organiser', { cookies, rawQueryString: 'typed=other' })).body).toBe('{"subject":"olga"}')
  })
})

describe('an operation for machines', () => {
  test('refuses callers not named by the authoriser, and ignores cookies', async () => {
    const { cookies } = signedIn()
    const reply = await call('GET /api/v1/events/market-demand/summary', { cookies })
    expect([reply.statusCode, reply.headers?.['content-type']]).toEqual([401, 'application/problem+json; charset=utf-8'])
  })

  test('is given the roles of the token', async () => {
    const reply = await call('GET /api/v1/events/market-demand/summary', {}, { sub: 'machine', client_id: 'machine', roles: '[steering]' })
    expect(reply.body).toBe('{"slug":"market-demand","roles":["steering"]}')
  })

  test.each([
    ['Cognito', { token_use: 'id', 'cognito:groups': '[steering]' }],
    ['an issuer that names neither client nor scope', { roles: '[steering]' }],
    ['an issuer that ties it to a sign-in', { roles: '[steering]', scope: 'openid', nonce: 'x' }],
  ])('refuses an ID token of %s', async (_, claims) => {
    expect((await call('GET /api/v1/events/market-demand/summary', {}, { sub: 'olga', aud: 'site', ...claims })).statusCode).toBe(401)
  })

  test('accepts an access token of Cognito, with groups of a person or scopes of a machine', async () => {
    const roles = async (claims: Record<string, string>) =>
      (await call('GET /api/v1/events/market-demand/summary', {}, { sub: 'x', token_use: 'access', client_id: 'c', ...claims })).body
    expect(await roles({ 'cognito:groups': '[steering]' })).toContain('"roles":["steering"]')
    expect(await roles({ scope: 'plenary/steering plenary/organiser' })).toContain('"roles":["steering","organiser"]')
  })
})

test('search engines are told to list public pages alone, and browsers that no page needs a camera', async () => {
  const { cookies } = signedIn()
  const tags = async (route: string) => (await call(route, { cookies })).headers?.['x-robots-tag']
  expect([await tags('GET /about'), await tags('GET /organiser')]).toEqual([undefined, 'noindex'])
  expect((await call('GET /about')).headers?.['permissions-policy']).toContain('camera=()')
})

test('HEAD is answered like GET', async () => {
  const { cookies } = signedIn()
  const statusOf = async (asked: string) => (await call(asked, { cookies })).statusCode
  for (const path of ['/about', '/organiser', '/no-such-page']) expect(await statusOf(`HEAD ${path}`)).toBe(await statusOf(`GET ${path}`))
  expect(await statusOf('HEAD /about')).toBe(200)
})

test.each([
  ['GET /about/', '', '/about'],
  ['HEAD /about/', '', '/about'],
  ['GET /about//', 'language=fr&x=%2F', '/about?language=fr&x=%2F'],
  ['GET /events/ελλάδα/', '', '/events/%CE%B5%CE%BB%CE%BB%CE%AC%CE%B4%CE%B1'],
  ['GET /events/100%25?#/', 'a=1', '/events/100%2525%3F%23?a=1'],
  ['GET //evil.example/', '', undefined],
  ['GET /\\\\evil.example/', '', undefined],
  ['GET /..//evil.example/', '', undefined],
  ['GET /about\r\nset-cookie:x/', '', undefined],
])('%j with a slash at its end leads to the page without, on this site alone', async (asked, rawQueryString, location) => {
  const space = asked.indexOf(' ')
  const reply = await call('GET /x', { rawPath: asked.slice(space + 1), rawQueryString })
  expect([reply.statusCode, reply.headers?.['location']]).toEqual(location === undefined ? [404, undefined] : [308, location])
})

describe('a missing page', () => {
  test.each(['POST /organiser/', 'DELETE /organiser', 'GET /no-such-page', 'GET //no-such-page/', 'HEAD /no-such-page', 'GET //'])(
    '%s is “not found” for everyone',
    async (asked) => {
      const { cookies } = signedIn()
      for (const overrides of [{}, { cookies }]) {
        const reply = await call(asked, overrides)
        expect([reply.statusCode, reply.headers?.['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
      }
    },
  )

  test('is a problem document for machines', async () => {
    const reply = await call('GET /api/v1/no-such-operation')
    expect([reply.statusCode, reply.headers?.['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8'])
  })
})

test('the log names the route of a request, never the URL, which may be a personal link', async () => {
  await call('GET /api/v1/events/personal-7f3a/summary', { routeKey: 'ANY /{proxy+}' })
  await call('GET /registrations/personal-7f3a', { routeKey: '$default' })
  const lines = logged.filter((each) => each.includes('"code":"request"'))
  expect(lines.map((line) => /"route":"(.*?)"/.exec(line)?.[1])).toEqual(['GET /api/v1/events/{slug}/summary', '$default'])
  expect(logged.join('\n')).not.toContain('personal-7f3a')
})

describe('a fault of ours', () => {
  test('shows a page with the request’s number and nothing of what went wrong', async () => {
    const reply = await call('GET /')
    expect(reply.statusCode).toBe(500)
    expect(reply.body).toContain('request-1')
    expect(reply.body).not.toMatch(/ana\.silva|TypeError|\.ts:/)
  })

  test('is logged by kind and place, without the message that may contain what people wrote', async () => {
    await call('GET /')
    const line = logged.find((each) => each.includes('request-failed')) ?? ''
    expect(line).toContain('TypeError')
    expect(logged.filter((each) => each.includes('"code":"request"') && each.includes('"status":500'))).toHaveLength(1)
    expect(logged.join('\n')).not.toContain('ana.silva')
  })
})

test.each(['GET /organiser', 'GET /'])('the answer to %s, fault or not, has the headers that keep browsers strict', async (route) => {
  const { headers = {} } = await call(route)
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(headers['content-security-policy']).toContain("base-uri 'none'; frame-ancestors 'none'")
  expect(headers['content-security-policy']).not.toContain('unsafe')
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  expect([headers['x-content-type-options'], headers['referrer-policy'], headers['cache-control']]).toEqual([
    'nosniff',
    'same-origin',
    'no-store',
  ])
  expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains')
})

describe('a page of another site', () => {
  const feed = paths.feedOfKind.to({ kind: 'webinar' })
  const corsOf = async (routeKey: string) => {
    const { statusCode, headers = {} } = await call(routeKey)
    return [statusCode, Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-')))]
  }

  test('may read what everybody may know, and why it is not there; without cookies, as it may come from anywhere', async () => {
    const open = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'ETag' }
    expect(await corsOf(`GET ${feed}`)).toEqual([200, open])
    expect(await corsOf(`HEAD ${feed}`)).toEqual([200, open])
    expect(await corsOf(`GET ${paths.feedOfKind.to({ kind: 'party' })}`)).toEqual([404, open])
  })

  test('is told so before it asks with headers of its own, and may neither bring a token nor write', async () => {
    expect(await corsOf(`OPTIONS ${feed}`)).toEqual([
      204,
      {
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, HEAD',
        'access-control-allow-headers': 'Content-Type, If-None-Match',
        'access-control-max-age': '86400',
      },
    ])
  })

  test('may read nothing else', async () => {
    expect(await Promise.all(['GET /about', 'OPTIONS /about', 'OPTIONS /organiser', 'OPTIONS /nowhere'].map(corsOf))).toEqual([
      [200, {}],
      [404, {}],
      [404, {}],
      [404, {}],
    ])
    expect(await corsOf('POST /calendar/kinds/webinar/events.ics')).toEqual([404, {}])
  })
})
