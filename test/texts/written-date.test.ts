import { expect, test } from '@jest/globals'
import { isoFrom } from '../../shared/texts/written-date.ts'

test.each([
  ['26 April 2022, 10:00', '2022-04-26T10:00'],
  ['26 april 2022 at 9:05', '2022-04-26T09:05'],
  ['26 avril 2022, 10:00', '2022-04-26T10:00'],
  ['1er août 2022 à 9h30', '2022-08-01T09:30'],
  ['26 April 2022', '2022-04-26'],
  ['2022-04-26 10:00', '2022-04-26T10:00'],
  ['2022-04-26T10:00:00', '2022-04-26T10:00'],
  ['2022-04-26', '2022-04-26'],
])('“%s” is read as %s', (written, iso) => {
  expect(isoFrom(written)).toBe(iso)
})

test.each(['', '26 Germinal 2022', '26/04/2022', 'tomorrow', '2022-04-26T10:00:30'])('“%s” stays unchanged', (text) => {
  expect(isoFrom(text)).toBe(text)
})
