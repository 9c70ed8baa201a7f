import { expect, test } from '@jest/globals'
import {
  feedbackSubject,
  feedbackToken,
  registrationId,
  registrationSubject,
  registrationToken,
} from '../../shared/tokens/registration-tokens.ts'
import { makeLinkKeys } from '../make/link-keys.ts'

const key = makeLinkKeys(1)
const subject = { id: registrationId(key, 'event', 'ana@authority.example'), round: 1 }

test('a personal link speaks for one registration and round', () => {
  expect(registrationSubject(key, registrationToken(key, subject))).toEqual(subject)
  expect(registrationSubject(key, registrationToken(key, { ...subject, round: 12 }))).toEqual({ ...subject, round: 12 })
})

test('a link opens only what it was made for', () => {
  expect(feedbackSubject(key, registrationToken(key, subject))).toBeUndefined()
  expect(registrationSubject(key, feedbackToken(key, subject))).toBeUndefined()
})

test('a link that was changed, truncated, or made with another key opens nothing', () => {
  const token = registrationToken(key, subject)
  const flipped = Array.from(token, (character, index) => token.slice(0, index) + (character === 'A' ? 'B' : 'A') + token.slice(index + 1))
  const cut = [
    token.slice(0, -1),
    `${token}A`,
    token.replace('.1.', '.2.'),
    token.replace('.1.', '.01.'),
    '',
    '..',
    '%00',
    'x'.repeat(5000),
  ]
  const foreign = registrationToken(makeLinkKeys(2), subject)
  // The last character of 16 bytes in base64url encodes only two bits; other characters can stand for the same bytes.
  const sameBytes = (text: string) => Buffer.from(text.slice(-22), 'base64url').equals(Buffer.from(token.slice(-22), 'base64url'))
  const opened = [...flipped, ...cut, foreign].filter((text) => registrationSubject(key, text) !== undefined)
  expect(opened.filter((text) => !(text.slice(0, -1) === token.slice(0, -1) && sameBytes(text)))).toEqual([])
})

test('an address has one id per event, which does not reveal it', () => {
  expect(registrationId(key, 'event', 'ana@authority.example')).toBe(subject.id)
  expect(registrationId(key, 'other', 'ana@authority.example')).not.toBe(subject.id)
  expect(registrationId(makeLinkKeys(2), 'event', 'ana@authority.example')).not.toBe(subject.id)
  expect(subject.id).toMatch(/^[\w-]{22}$/)
})
