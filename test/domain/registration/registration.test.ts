import { describe, expect, test } from '@jest/globals'
import { emailAddressSchema, emailKey } from '../../../shared/domain/basics/email-address.ts'
import { fieldProblems } from '../../../shared/domain/basics/field-problem.ts'
import { registrationInputSchema } from '../../../shared/domain/registration/registration.ts'

const person = { name: 'Ana', email: 'ana@authority.example', organisation: 'Authority', country: 'PT', role: 'procurer', consent: true }

const problemsOf = (overrides: Record<string, unknown>): readonly string[] => {
  const parsed = registrationInputSchema.safeParse({ ...person, ...overrides }, { reportInput: true })
  return parsed.success ? [] : fieldProblems(parsed.error).map(({ field, code }) => `${field} ${code}`)
}

describe('what a person says', () => {
  test('is accepted in any script, unchanged', () => {
    const names = [
      'Žofia Nováková',
      'Γιώργος Παπαδόπουλος',
      'Мария Иванова',
      '王小明',
      'Nguyễn Thị Minh Khai',
      'Seán O’Brien',
      'X'.repeat(200),
    ]
    expect(names.map((name) => registrationInputSchema.parse({ ...person, name }).name)).toEqual(names)
  })

  test('is refused field by field, each with its own reason', () => {
    expect(problemsOf({ name: '  ', email: 'ana', country: 'XX', role: 'boss', consent: false })).toEqual([
      'name required',
      'country country',
      'role not-one-of',
      'email email',
      'consent consent',
    ])
    expect(problemsOf({ name: 'X'.repeat(201), organisation: undefined, extra: 1 })).toEqual([
      'name too-long',
      'organisation required',
      'extra unknown-field',
    ])
  })

  test('cannot smuggle lines into mails and calendars', () => {
    const attacks = ['Ana\r\nBcc: all@list.example', 'Ana\u0007', 'Ana\u202Egnp', 'Ana\u2028x', 'Ana\u0000', 'Ana\ud800']
    expect(attacks.map((name) => problemsOf({ name }))).toEqual(attacks.map(() => ['name control-characters']))
  })

  test('does not reach inherited properties', () => {
    const body: unknown = JSON.parse('{"__proto__":{"consent":true},"constructor":1}')
    const parsed = registrationInputSchema.safeParse(body, { reportInput: true })
    expect(parsed.success).toBe(false)
  })
})

describe('an e-mail address', () => {
  test('is kept as written, except for its domain', () => {
    const written = [' Ana.Silva@Authority.EXAMPLE ', 'ana+events@authority.example', 'ana@münchen.example', 'ana@authority.example.']
    expect(written.map((address) => emailAddressSchema.parse(address))).toEqual([
      'Ana.Silva@authority.example',
      'ana+events@authority.example',
      'ana@xn--mnchen-3ya.example',
      'ana@authority.example',
    ])
  })

  test('that mail cannot be delivered to is refused', () => {
    const wrong = ['ana', '@authority.example', 'ana@', 'ana@host', 'a b@x.example', 'ana@x..example', 'аna@authority.example']
    const more = [
      'ana@authority.example:25',
      'ana@user@x.example/',
      `${'x'.repeat(65)}@authority.example`,
      'ana@[127.0.0.1]',
      '"a"@x.example',
      'ana..b@x.example',
    ]
    expect([...wrong, ...more].filter((address) => emailAddressSchema.safeParse(address).success)).toEqual([])
  })

  test('in capitals is the same person’s, and with a tag another’s', () => {
    expect(emailKey('Ana@authority.example')).toBe(emailKey('ana@authority.example'))
    expect(emailKey('ana+1@authority.example')).not.toBe(emailKey('ana@authority.example'))
  })
})
