import { describe, expect, test } from '@jest/globals'
import { line, lines } from '../../../shared/domain/basics/text.ts'

const said = (schema: ReturnType<typeof line> | ReturnType<typeof lines>, text: string): string => {
  const parsed = schema.safeParse(text)
  return parsed.success ? parsed.data : (parsed.error.issues[0]?.code ?? '')
}

describe('pasted text', () => {
  test.each([
    ['\u202A+32 470 12 34 56\u202C', '+32 470 12 34 56'],
    ['Phone \u2066+32 470\u2069 or e-mail', 'Phone +32 470 or e-mail'],
    ['Anna\tExample', 'Anna Example'],
    ['Market\vdialogue', 'Market dialogue'],
    ['\uFEFFAnna\u200B ', 'Anna'],
    ['Zoë 👩‍🔬', 'Zoë 👩‍🔬'],
    ['I ❤️', 'I ❤️'],
    ['علی‌رضا', 'علی‌رضا'],
  ])('%j becomes one clean line', (text, expected) => expect(said(line(200), text)).toBe(expected))

  test('keeps its line breaks where several lines are allowed', () => {
    expect(said(lines(200), 'One\vtwo\r\nthree\rfour\u2028five\tsix\u200B')).toBe('One\ntwo\nthree\nfour\nfive\tsix')
  })

  test.each(['\u200B', '\u00AD', ' \u2060\u200D ', '\u3164', '\u2800', '\u115F\uFE0F', '\u202A\u202C', '\t\v'])(
    'is refused as empty if it is only %j',
    (text) => {
      expect([said(line(200), text), said(lines(200), text)]).toEqual(['too_small', 'too_small'])
    },
  )

  test.each(['a\u202Eb', 'a\u0000', 'a\u0007b', '\u0000'])('is refused with %j in it', (text) => {
    expect([said(line(200), text), said(lines(200), text)]).toEqual(['custom', 'custom'])
  })

  test('may be absurdly long', () => {
    expect(said(line(200), `a${'\u200B'.repeat(100_000)}b`)).toBe('too_big')
  })
})
