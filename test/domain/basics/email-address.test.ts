import { expect, test } from '@jest/globals'
import { emailAddressSchema } from '../../../shared/domain/basics/email-address.ts'

test.each([
  ['ana@authority.example', 'ana@authority.example'],
  [' Ana.Silva+events@Authority.Example ', 'Ana.Silva+events@authority.example'],
  ['ana@münchen.example', 'ana@xn--mnchen-3ya.example'],
  ['ana@authority.example.', 'ana@authority.example'],
  ['\u200B\u202Aana@authority.example\u202C\u00AD', 'ana@authority.example'],
  ['a.n.a@authority.example', 'a.n.a@authority.example'],
])('%j is mailed at %s', (given, address) => {
  expect(emailAddressSchema.parse(given)).toBe(address)
})

test.each([
  'a@x.example?q',
  'a@x.example?',
  'a@x.example#f',
  'a@x.example/path',
  'a@x.example:25',
  'a@user@x.example',
  'a@ex%61mple.org',
  'a@ex\tample.org',
  'a@x.example\\y',
  'a@localhost',
  'a@[127.0.0.1]',
  'a@127.0.0.1',
  'a..b@x.example',
  'anna.@docomo.example.org',
  '.anna@example.org',
  '.@x.example',
  'ana',
  'josé@x.example',
])('%j is refused rather than rewritten', (given) => {
  expect(emailAddressSchema.safeParse(given).error?.issues.map(({ message }) => message)).toEqual(['email'])
})
