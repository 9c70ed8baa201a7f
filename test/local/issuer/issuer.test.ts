import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { decodeJwt, jwtVerify } from 'jose'
import * as z from 'zod'
import { authorize } from '../../../infra/local/gateway/authorizer.ts'
import type { JwtAuthorizer } from '../../../infra/local/gateway/routing.ts'
import { demoOrganiser } from '../../../infra/local/issuer/accounts.ts'
import { createIssuer, type LocalIssuer } from '../../../infra/local/issuer/issuer.ts'
import { listen } from '../../../infra/local/ports.ts'
import { createReadingRoles } from '../../../shared/http/reading-roles.ts'

const server = createServer()
let site = ''
let issuer: LocalIssuer

beforeAll(async () => {
  site = `http://localhost:${await listen(server, 0)}`
  issuer = await createIssuer(site)
  server.on('request', (request, response) => void issuer.handle(request, response))
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

const discoverySchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  end_session_endpoint: z.string(),
})
const discover = async () => discoverySchema.parse(await (await fetch(`${issuer.url}/.well-known/openid-configuration`)).json())

const tokensSchema = z.object({ access_token: z.string(), id_token: z.string().optional(), refresh_token: z.string().optional() })
const tokensFor = async (form: Record<string, string>, headers: Record<string, string> = {}) => {
  const { token_endpoint } = await discover()
  const response = await fetch(token_endpoint, { method: 'POST', headers, body: new URLSearchParams(form) })
  return tokensSchema.parse(await response.json())
}

/** A minimal browser: keeps cookies, does not follow redirects. */
const createBrowser = () => {
  const cookies = new Map<string, string>()
  const written: string[] = []
  const go = async (url: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(new URL(url, site), {
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      written.push(cookie)
      const [name = '', value = ''] = cookie.split(';')[0]?.split('=') ?? []
      cookies.set(name, value)
    }
    return response
  }
  return { go, written }
}

const locationOf = (response: Response): string => response.headers.get('location') ?? ''
const verifier = 'v'.repeat(64)

/** The tokens of somebody who has signed in with this form and been sent back. */
const tokensAfter = async (browser: ReturnType<typeof createBrowser>, form: string, email: string) => {
  const resumed = locationOf(await browser.go(form, { email, password: 'local' }))
  const returned = new URL(locationOf(await browser.go(resumed)))
  const tokens = await tokensFor({
    grant_type: 'authorization_code',
    code: returned.searchParams.get('code') ?? '',
    client_id: 'plenary-site',
    redirect_uri: `${site}/sign-in/return`,
    code_verifier: verifier,
  })
  return { returned, tokens }
}

const signInForm = async (browser: ReturnType<typeof createBrowser>, more: Record<string, string> = {}): Promise<string> => {
  const { authorization_endpoint } = await discover()
  const query = new URLSearchParams({
    client_id: 'plenary-site',
    response_type: 'code',
    redirect_uri: `${site}/sign-in/return`,
    scope: 'openid profile email',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: 'state',
    ...more,
  })
  return locationOf(await browser.go(`${authorization_endpoint}?${query}`))
}

describe('machines', () => {
  test.each([
    ['in the header', { authorization: `Basic ${btoa('organiser-machine:local')}` }, {}],
    ['in the form', {}, { client_id: 'organiser-machine', client_secret: 'local' }],
  ])('get a token for the API with their secret %s, without requesting an audience', async (_, headers, form) => {
    const { access_token } = await tokensFor({ grant_type: 'client_credentials', ...form }, headers)
    const { payload } = await jwtVerify(access_token, issuer.keys, { issuer: issuer.url, audience: 'plenary' })
    expect([payload.sub, payload['scope'], payload['roles']]).toEqual(['organiser-machine', 'plenary/organiser', undefined])
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(365 * 24 * 3600)
  })

  test('have the role of their client as a scope', async () => {
    const { access_token } = await tokensFor({ grant_type: 'client_credentials', client_id: 'steering-machine', client_secret: 'local' })
    expect(decodeJwt(access_token)['scope']).toEqual('plenary/steering')
  })

  test('get no token with a wrong secret', async () => {
    const { token_endpoint } = await discover()
    const form = { grant_type: 'client_credentials', client_id: 'organiser-machine', client_secret: 'wrong' }
    expect((await fetch(token_endpoint, { method: 'POST', body: new URLSearchParams(form) })).status).toBe(401)
  })
})

describe('people', () => {
  test('sign in with e-mail and password, and their ID token says who they are and what they may do', async () => {
    const browser = createBrowser()
    const { returned, tokens } = await tokensAfter(browser, await signInForm(browser), 'Organiser@iprocurenet.example ')
    expect([returned.origin + returned.pathname, returned.searchParams.get('state')]).toEqual([`${site}/sign-in/return`, 'state'])
    const { sub, name, email, roles } = decodeJwt(tokens.id_token ?? '')
    expect({ sub, name, email, roles }).toEqual({
      sub: 'demo-organiser',
      name: 'Demo organiser',
      email: 'organiser@iprocurenet.example',
      roles: ['organiser'],
    })
    const access = decodeJwt(tokens.access_token)
    expect([access.sub, access.aud, access['roles']]).toEqual(['demo-organiser', 'plenary', ['organiser']])
  })

  test('have their roles read again with the refresh token of their sign-in, until it is taken back', async () => {
    const browser = createBrowser()
    const { tokens } = await tokensAfter(browser, await signInForm(browser), 'steering@iprocurenet.example')
    const readRoles = createReadingRoles({ issuerUrl: issuer.url, clientId: 'plenary-site' })
    const answer = await readRoles(tokens.refresh_token ?? '', 'demo-steering')
    if (answer.outcome !== 'told') throw new Error(answer.outcome)
    expect([answer.staff.subject, answer.staff.roles]).toEqual(['demo-steering', ['steering']])
    const next = answer.refreshToken ?? ''
    // Not for another person's session.
    expect(await readRoles(next, 'demo-organiser')).toEqual({ outcome: 'refused' })
    expect(await readRoles(next, 'demo-steering')).toEqual({ outcome: 'refused' })
    expect(await readRoles('nonsense', 'demo-steering')).toEqual({ outcome: 'refused' })
    const silent = createReadingRoles({ issuerUrl: `${site}/nothing-here`, clientId: 'plenary-site' })
    expect(await silent(next, 'demo-steering')).toEqual({ outcome: 'silent' })
  })

  test('can sign in as somebody else in the same browser', async () => {
    const browser = createBrowser()
    await browser.go(locationOf(await browser.go(await signInForm(browser), { email: 'organiser@iprocurenet.example', password: 'local' })))
    const form = await signInForm(browser, { prompt: 'login' })
    const resumed = locationOf(await browser.go(form, { email: 'steering@iprocurenet.example', password: 'local' }))
    const goodbye = await (await browser.go(resumed)).text()
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(goodbye)?.[1] ?? ''
    const action = /action="([^"]+)"/.exec(goodbye)?.[1] ?? ''
    const back = locationOf(await browser.go(action, { xsrf, logout: 'yes' }))
    expect(locationOf(await browser.go(back))).toMatch(`${site}/sign-in/return?code=`)
  })

  test('are told when the password is wrong, and keep what they typed', async () => {
    const browser = createBrowser()
    const response = await browser.go(await signInForm(browser), { email: 'steering@iprocurenet.example', password: 'guess' })
    const page = await response.text()
    expect(response.status).toBe(400)
    expect(page).toContain('E-mail address or password is wrong.')
    expect(page).toContain('value="steering@iprocurenet.example"')
  })

  test('keep their cookies in a browser whose clock is years ahead', async () => {
    const browser = createBrowser()
    const resumed = locationOf(await browser.go(await signInForm(browser), { email: 'steering@iprocurenet.example', password: 'local' }))
    await browser.go(resumed)
    const ends = browser.written.filter((cookie) => !cookie.includes('1970')).filter((cookie) => /expires=|max-age=/i.test(cookie))
    expect([browser.written.some((cookie) => cookie.startsWith('_session=')), ends]).toEqual([true, []])
  })

  test('see a page if a sign-in has expired', async () => {
    const response = await fetch(`${issuer.url}/sign-in/none`)
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8'])
  })
})

describe('the authoriser of the API', () => {
  const authorizer = (): JwtAuthorizer => ({ issuer: issuer.url, audience: ['plenary', 'plenary-site'], scopes: ['plenary/organiser'] })
  const outcomeOf = async (asked: JwtAuthorizer, header?: string) => (await authorize(asked, header, issuer.keys)).outcome

  test('passes the claims on as text', async () => {
    const token = await issuer.accessTokenFor({ ...demoOrganiser, roles: ['organiser', 'steering'] })
    const asked = await authorize(authorizer(), `Bearer ${token}`, issuer.keys)
    expect(asked).toMatchObject({
      outcome: 'authorized',
      claims: { sub: 'demo-organiser', aud: 'plenary', scope: 'plenary/organiser plenary/steering', exp: expect.stringMatching(/^\d+$/) },
    })
  })

  test('accepts no other issuer, audience or signature, nor anything else', async () => {
    const token = await issuer.accessTokenFor(demoOrganiser)
    const [header = '', payload = '', signature = ''] = token.split('.')
    const forged = `${header}.${Buffer.from(JSON.stringify({ ...decodeJwt(token), scope: 'plenary/steering' })).toString('base64url')}.${signature}`
    const outcomes = await Promise.all([
      outcomeOf({ ...authorizer(), issuer: 'https://other.example' }, `Bearer ${token}`),
      outcomeOf({ ...authorizer(), audience: ['other'] }, `Bearer ${token}`),
      outcomeOf(authorizer(), `Bearer ${forged}`),
      outcomeOf(authorizer(), `Bearer ${header}.${payload}.`),
      outcomeOf(authorizer(), `Basic ${btoa('organiser-machine:local')}`),
      outcomeOf(authorizer(), undefined),
    ])
    expect(outcomes).toEqual(Array(6).fill('unauthorized'))
  })

  test('lets nobody in with another role, nor people with their own tokens, least of all with an ID token', async () => {
    const machine = await tokensFor({ grant_type: 'client_credentials', client_id: 'steering-machine', client_secret: 'local' })
    const browser = createBrowser()
    const { tokens } = await tokensAfter(browser, await signInForm(browser), 'organiser@iprocurenet.example')
    const given = [machine.access_token, tokens.access_token, tokens.id_token ?? '']
    expect(await Promise.all(given.map((token) => outcomeOf(authorizer(), `Bearer ${token}`)))).toEqual(Array(3).fill('forbidden'))
  })
})
