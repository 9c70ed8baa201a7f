import { createSecretKey } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { seal, sealFor, unseal, unsealInTime } from '../../shared/tokens/sealed.ts'

const key = createSecretKey(Buffer.alloc(32, 7))
const texts = ['ana.kovac@authority.example', '0\nana@authority.example', 'é采🛡', '']

describe('a sealed text', () => {
  test.each(texts)('can be unsealed unchanged: %j', (text) => expect(unseal(key, ['calendar'], seal(key, ['calendar'], text))).toBe(text))

  test.each(texts)('gives the same token each time, so that a mail can be recreated byte for byte: %j', (text) => {
    expect(seal(key, ['calendar'], text)).toBe(seal(createSecretKey(Buffer.alloc(32, 7)), ['calendar'], text))
  })

  test('cannot be read for another purpose, with another key, or after any change', () => {
    const token = seal(key, ['calendar'], 'ana@authority.example')
    const changed = [...token].map((character, at) => `${token.slice(0, at)}${character === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`)
    const opened = [
      unseal(key, ['calendar-page'], token),
      unseal(key, ['calendar', 'event'], token),
      unseal(createSecretKey(Buffer.alloc(32)), ['calendar'], token),
      ...['', 'x', `${token}=`, token.slice(1), 'A'.repeat(5000), ...changed].map((each) => unseal(key, ['calendar'], each)),
    ]
    expect(opened.filter((each) => each !== undefined)).toEqual([])
  })

  test('for one event cannot be read for another', () => {
    const token = seal(key, ['personal-key', 'autumn'], 'ana@authority.example')
    expect(unseal(key, ['personal-key', 'autumn'], token)).toBe('ana@authority.example')
    expect(unseal(key, ['personal-key', 'spring'], token)).toBeUndefined()
    expect(seal(key, ['personal-key', 'spring'], 'ana@authority.example')).not.toBe(token)
  })
})

test('a value sealed for a limited time opens until then, and for its purpose only', () => {
  const token = sealFor(key, ['sign-in'], { state: 'x' }, 60)
  expect(unsealInTime(key, ['sign-in'], token)).toEqual({ state: 'x' })
  expect(unsealInTime(key, ['refresh-token'], token)).toBeUndefined()
  expect(unsealInTime(key, ['sign-in'], sealFor(key, ['sign-in'], { state: 'x' }, -1))).toBeUndefined()
})
