import { createSecretKey } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { seal, unseal } from '../../shared/web/sealed.ts'

const key = createSecretKey(Buffer.alloc(32, 7))
const texts = ['ana.kovac@authority.example', '0\nana@authority.example', 'é采🛡', '']

describe('a sealed text', () => {
  test.each(texts)('comes back as it was: %j', (text) => expect(unseal(key, 'calendar', seal(key, 'calendar', text))).toBe(text))

  test.each(texts)('is the same token each time, so that a mail can be made again byte for byte: %j', (text) => {
    expect(seal(key, 'calendar', text)).toBe(seal(createSecretKey(Buffer.alloc(32, 7)), 'calendar', text))
  })

  test('cannot be read for another purpose, with another key, or when anything was changed', () => {
    const token = seal(key, 'calendar', 'ana@authority.example')
    const changed = [...token].map((character, at) => `${token.slice(0, at)}${character === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`)
    const opened = [
      unseal(key, 'page', token),
      unseal(createSecretKey(Buffer.alloc(32)), 'calendar', token),
      ...['', 'x', `${token}=`, token.slice(1), ...changed].map((each) => unseal(key, 'calendar', each)),
    ]
    expect(opened.filter((each) => each !== undefined)).toEqual([])
  })
})
