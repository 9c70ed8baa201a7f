import { languages } from '../domain/basics/language.ts'
import { formatsIn } from './formats.ts'

// `26 April 2022`, `26 April 2022, 10:00`, `1er mai 2022 à 9h30`
const inWords = /^(\d{1,2})(?:er)? (\p{L}+) (\d{4})(?:(?:,| at| à)? (\d{1,2})[:h](\d\d))?$/u

// Browsers may add seconds, and people without a date picker may type a space for the T.
const inFigures = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::00(?:\.0+)?)?$/

const monthOf = (name: string): number | undefined =>
  languages.map((language) => formatsIn(language).months().indexOf(name.toLowerCase()) + 1).find((month) => month > 0)

/** A written day or time, in any supported language, converted to ISO 8601: `2022-04-26T10:00`. Other texts stay unchanged. */
export const isoFrom = (text: string): string => {
  const written = text.trim().replaceAll(/\s+/g, ' ')
  const [, day = '', name = '', year = '', hour, minute] = inWords.exec(written) ?? []
  const month = name === '' ? undefined : monthOf(name)
  if (month === undefined) return written.replace(inFigures, '$1T$2')
  const date = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`
  return hour === undefined ? date : `${date}T${hour.padStart(2, '0')}:${minute}`
}
