import { createSecretKey } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { readCookies } from '../../shared/http/cookies.ts'
import { csrfHolds, readSession, sessionCookie } from '../../shared/http/staff-session.ts'
import { sealFor } from '../../shared/tokens/sealed.ts'
import type { SecretKey } from '../../shared/tokens/secret-key.ts'

const key = createSecretKey(Buffer.alloc(32, 7))
const site = 'https://events.example'
const staff = { subject: 'olga', name: 'Olga', roles: ['organiser' as const] }
const keyOf = (secret: SecretKey) => () => Promise.resolve(secret)
const read = (cookie: string, secret: SecretKey = key) => readSession(site, keyOf(secret), readCookies([cookie.split(';')[0] ?? '']))

test('a signed-in person is recognised by the cookie', async () => {
  const session = await read(sessionCookie(site, key, staff))
  expect(session?.staff).toEqual(staff)
})

test('the cookie cannot be read, changed or opened with another key', async () => {
  const cookie = sessionCookie(site, key, staff)
  expect(cookie).toMatch(/^__Host-session=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  expect(Buffer.from(/=([^;]+)/.exec(cookie)?.[1] ?? '', 'base64url').toString('latin1')).not.toContain('Olga')
  expect(await read(cookie.replace(/.(?=; Path)/, '~'))).toBeUndefined()
  expect(await read(cookie, createSecretKey(Buffer.alloc(32, 8)))).toBeUndefined()
  expect(await read('__Host-session=nonsense')).toBeUndefined()
})

test('a sign-in expires', async () => {
  const sealed = (seconds: number) => `__Host-session=${sealFor(key, ['session'], { ...staff, csrf: 'x' }, seconds)}`
  expect((await read(sealed(60)))?.staff).toEqual(staff)
  expect(await read(sealed(-1))).toBeUndefined()
})

test('a form without the session’s own token is refused', async () => {
  const session = await read(sessionCookie(site, key, staff))
  if (session === undefined) throw new Error('no session')
  expect([session.csrf, 'other', '', null].map((given) => csrfHolds(session, given))).toEqual([true, false, false, false])
})
