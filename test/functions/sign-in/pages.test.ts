import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { signIn, signInReturn } from '../../../functions/sign-in/pages.ts'
import type { Reply } from '../../../shared/http/reply.ts'
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

/** Comes back from an issuer that says who it is, or throws; with the cookie of a sign-in that this browser began, or another's. */
const returning = async (roles: readonly 'organiser'[] | 'fault', cookie?: string): Promise<Reply> => {
  const issuer = {
    begin: async () => ({ url: 'https://issuer.example/authorize', attempt }),
    finish: async () => {
      if (roles === 'fault') throw new Error('another nonce')
      return { staff: { subject: 'olga', name: 'Olga', email: 'olga@authority.example', roles } }
    },
    revoke: async () => undefined,
  }
  const { signInSessions: sessions, colleagues, keys, auditLog } = stores
  const services = { siteUrl, keys, issuer, signingIn: createSigningIn({ sessions, colleagues }), audit: auditLog.add }
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

test('nobody is signed in whose answer does not fit, or in a browser that began no sign-in', async () => {
  for (const reply of [
    await returning('fault'),
    await returning(['organiser'], '__Host-sign-in=of-another'),
    await returning(['organiser'], ''),
  ])
    expect([reply.statusCode, reply.cookies]).toEqual([401, undefined])
})
