import { expect, test } from '@jest/globals'
import { csrfHolds, sessionCookie, sessionIdIn } from '../../shared/http/staff-session.ts'
import { csrfToken, masked } from '../../shared/tokens/form-token.ts'
import { newSecretId } from '../../shared/tokens/secret-id.ts'

const site = 'https://events.example'

test('the cookie holds nothing but an id that nobody can guess, ends with the browser, and no script or other site can use it', () => {
  const [id, other] = [newSecretId(), newSecretId()]
  expect(sessionCookie(site, id)).toBe(`__Host-session=${id}; Path=/; HttpOnly; Secure; SameSite=Lax`)
  expect([id.length, id === other]).toEqual([43, false])
  expect(sessionIdIn(site, [`__Host-session=${id}`])).toBe(id)
  expect(['nonsense', '', `${id}x`].map((text) => sessionIdIn(site, [`__Host-session=${text}`]))).toEqual([undefined, undefined, undefined])
})

test('a form without the session’s own token is refused: another’s, a changed or cut one, one in another spelling, the bare token', () => {
  const [id, other] = [newSecretId(), newSecretId()]
  const own = masked(csrfToken(id))
  const accepts = (given: string | null) => csrfHolds(id, given)
  expect([accepts(own), accepts(masked(csrfToken(id))), csrfHolds(other, own, csrfToken(id))]).toEqual([true, true, true])
  const changed = [...own].map((character, at) => own.slice(0, at) + (character === 'A' ? 'B' : 'A') + own.slice(at + 1))
  const wrong = [
    masked(csrfToken(other)),
    csrfToken(id),
    `${own}A`,
    `${own}=`,
    own.slice(1),
    own.slice(0, -1),
    'other',
    '',
    null,
    ...changed,
  ]
  expect(wrong.filter(accepts)).toEqual([])
})
