import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { signIn, signInReturn, signOut } from '../../../functions/sign-in/pages.ts'
import type { Reply } from '../../../shared/http/reply.ts'
import { csrfToken, masked } from '../../../shared/tokens/form-token.ts'
import { createSigningIn } from '../../../shared/use-cases/staff/signing-in.ts'
import { makeRequest } from '../../make/request.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const siteUrl = 'https://events.example'
const attempt = { verifier: 'v', state: 's', nonce: 'n', back: '' }

const noIssuer = { begin: async () => ({ url: 'https://issuer.example/authorize', attempt }), revoke: async () => undefined }

/** Comes back from an issuer that says who it is, or throws; with the cookie of a sign-in that this browser began, or another's. */
const returning = async (roles: readonly 'organiser'[] | 'fault', cookie?: string): Promise<Reply> => {
  const issuer = {
    ...noIssuer,
    finish: async () => {
      if (roles === 'fault') throw new Error('another nonce')
      return { staff: { subject: 'olga', name: 'Olga', email: 'olga@authority.example', roles } }
    },
  }
  const { signInSessions: sessions, colleagues, members, keys, auditLog } = stores
  const services = { siteUrl, keys, issuer, signingIn: createSigningIn({ sessions, colleagues, members }), audit: auditLog.add }
  const begun = await signIn(services)(makeRequest(''))
  return signInReturn(services)(makeRequest('', { cookies: cookie === undefined ? (begun.cookies ?? []) : [cookie] }))
}
const recorded = async () =>
  (await stores.auditLog.all(10, makeRequest('').now)).entries.map(({ deed, outcome, by }) => [deed, outcome, by])

test('who signs in is recorded, and who tries to without a role', async () => {
  const reply = await returning(['organiser'])
  expect([reply.statusCode, reply.headers?.['location']]).toEqual([303, '/organiser'])
  expect(await recorded()).toEqual([['sign-in', 'done', 'olga@authority.example']])
  const refused = await returning([])
  expect([refused.statusCode, refused.cookies]).toEqual([403, undefined])
  expect((await recorded()).map(([, outcome]) => outcome).sort()).toEqual(['done', 'refused'])
})

test('who signs out is recorded once, however often the button is pressed; a form of another site is not', async () => {
  const signedIn = await returning(['organiser'])
  const [cookie = ''] = (signedIn.cookies ?? []).map((each) => each.split(';')[0] ?? '')
  const before = (await recorded()).length
  const { signInSessions: sessions, colleagues, members, auditLog } = stores
  const services = {
    siteUrl,
    issuer: { ...noIssuer, finish: async () => undefined },
    signingIn: createSigningIn({ sessions, colleagues, members }),
    audit: auditLog.add,
  }
  const csrf = masked(csrfToken(cookie.split('=')[1] ?? ''))
  const leave = (body: string) => signOut(services)(makeRequest('', { cookies: [cookie], body }))
  expect((await leave('csrf=guess')).statusCode).toBe(403)
  expect(await recorded()).toHaveLength(before)
  expect((await Promise.all([1, 2, 3].map(() => leave(`csrf=${csrf}`)))).map(({ statusCode }) => statusCode)).toEqual([303, 303, 303])
  expect((await leave(`csrf=${csrf}`)).statusCode).toBe(303)
  expect((await recorded()).filter(([deed]) => deed === 'sign-out')).toEqual([['sign-out', 'done', 'olga@authority.example']])
})

test('nobody is signed in whose answer does not fit, or in a browser that began no sign-in', async () => {
  for (const reply of [
    await returning('fault'),
    await returning(['organiser'], '__Host-sign-in=of-another'),
    await returning(['organiser'], ''),
  ])
    expect([reply.statusCode, reply.cookies]).toEqual([401, undefined])
})
