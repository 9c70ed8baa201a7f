import { type Language, languageSchema, languages } from '../domain/language.ts'
import { network } from '../domain/network.ts'

export const languageCookie = 'language'

/** The languages of an Accept-Language header, the most wanted first (RFC 9110 §12.5.4). */
const wanted = (header: string): readonly string[] =>
  header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find((value) => value !== undefined)
      return { primary: tag.toLowerCase().split('-')[0] ?? '', quality: Number(quality ?? 1) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ primary }) => primary)

/** The reader's language: the one chosen before, else the first of Accept-Language that we speak, else the network's. */
export const chooseLanguage = (chosen: string | undefined, acceptLanguage: string | undefined): Language => {
  const choice = languageSchema.safeParse(chosen)
  if (choice.success) return choice.data
  return wanted(acceptLanguage ?? '').flatMap((tag) => languages.filter((language) => language === tag))[0] ?? network.language
}
