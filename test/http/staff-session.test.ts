import { expect, test } from '@jest/globals'
import { csrfHolds, sessionCookie, sessionIdIn } from '../../shared/http/staff-session.ts'
import { csrfToken, newSecretId } from '../../shared/tokens/secret-id.ts'

const site = 'https://events.example'

test('the cookie holds nothing but an id that nobody can guess, ends with the browser, and no script or other site can use it', () => {
  const [id, other] = [newSecretId(), newSecretId()]
  expect(sessionCookie(site, id)).toBe(`__Host-session=${id}; Path=/; HttpOnly; Secure; SameSite=Lax`)
  expect([id.length, id === other]).toEqual([43, false])
  expect(sessionIdIn(site, [`__Host-session=${id}`])).toBe(id)
  expect(['nonsense', '', `${id}x`].map((text) => sessionIdIn(site, [`__Host-session=${text}`]))).toEqual([undefined, undefined, undefined])
})

test('a form without the session’s own token is refused', () => {
  const [id, other] = [newSecretId(), newSecretId()]
  expect([csrfToken(id), csrfToken(other), 'other', '', null].map((given) => csrfHolds(id, given))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})
