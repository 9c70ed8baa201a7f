import { expect, test } from '@jest/globals'
import { greetedName, personNameSchema } from '../../../shared/domain/people/person-name.ts'

test.each([
  'Ana Silva',
  'Zoë O’Brien-Łukasiewicz',
  'Dr.Ing. Jürgen Müller',
  'Prof. Dr. h.c. A. M. de la Cruz y Ortega',
  'J.R.R. Tolkien',
  'J. de Vries',
  'Νίκος Παπαδόπουλος',
  'Иван Петров',
  '田中 太郎',
  'Martin Luther King Jr.',
  'M. N.N. (tbc)',
])('%s can register, and is greeted by that name', (name) => {
  expect([personNameSchema.safeParse(name).success, greetedName(name)]).toEqual([true, name])
})

test.each([
  'Dear user, your seat expires: https://evil.example/pay',
  'Call www.evil.example',
  'evil.example',
  'Go to evil.com now',
  'Pay at pay.evil.example/seat',
  'Ana <ana@authority.example>',
  'ВАЖНО.рф/оплата',
])('%s is refused, and mails do not repeat it', (name) => {
  expect([personNameSchema.safeParse(name).error?.issues[0]?.message, greetedName(name)]).toEqual(['name', ''])
})

test('a person with a name too long for a greeting can register, and mails leave the name out of the greeting', () => {
  const name = 'Maria da Conceição de Albuquerque e Vasconcelos Pereira de Sousa e Melo'
  expect([personNameSchema.safeParse(name).success, greetedName(name)]).toEqual([true, ''])
})
