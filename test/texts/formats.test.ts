import { expect, test } from '@jest/globals'
import { countrySchema } from '../../shared/domain/basics/country.ts'
import { languages } from '../../shared/domain/basics/language.ts'
import { formatsIn } from '../../shared/texts/formats.ts'

const zone = 'Europe/Brussels'
const [en, fr] = [formatsIn('en'), formatsIn('fr')]

test('the first of a month is an ordinal in French, in every date with its month', () => {
  const first = '2026-07-01T08:00:00.000Z'
  expect([fr.day(first, zone), fr.shortDay(first, zone), fr.moment(first, zone), fr.date('2026-07-01')]).toEqual([
    'mercredi 1er juillet 2026',
    '1er juillet 2026',
    '1er juillet 2026 à 10:00',
    'mercredi 1er juillet 2026',
  ])
  expect(fr.days(first, '2026-07-03T08:00:00.000Z', zone)).toBe('1er–3 juillet 2026')
  expect(fr.days('2026-06-30T08:00:00.000Z', first, zone)).toMatch(/^30 juin\s–\s1er juillet 2026$/)
  expect(fr.leaf(first, zone).day).toBe('1')
})

test('no other day is', () => {
  const all = Array.from({ length: 31 }, (_, index) => `2026-12-${String(index + 1).padStart(2, '0')}`)
  expect(all.filter((day) => /\d(er|e|st|th)\b/.test(fr.date(day)))).toEqual(['2026-12-01'])
  expect(all.filter((day) => /\d(er|e|st|th)\b/.test(en.date(day)))).toEqual([])
  expect(en.shortDay('2026-07-01T08:00:00.000Z', zone)).toBe('1 July 2026')
})

test('Kosovo is a country with its name', () => {
  expect(countrySchema.parse('xk')).toBe('XK')
  expect(languages.map((language) => formatsIn(language).country('XK'))).toEqual(languages.map(() => 'Kosovo'))
})
