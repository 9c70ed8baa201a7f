import { parseAccept } from 'hono/utils/accept'
import { type Language, languageSchema, languages } from '../domain/basics/language.ts'
import { network } from '../domain/basics/network.ts'

export const languageCookie = 'language'

/** The languages of an Accept-Language header without regions, most wanted first (RFC 9110 §12.5.4). */
const wanted = (header: string): readonly string[] =>
  parseAccept(header)
    .filter(({ q }) => q > 0)
    .map(({ type }) => type.toLowerCase().split('-')[0] ?? '')

/** The reader's language: the one chosen before, else the first supported one of Accept-Language, else the network's. */
export const chooseLanguage = (chosen: string | undefined, acceptLanguage: string | undefined): Language => {
  const choice = languageSchema.safeParse(chosen)
  if (choice.success) return choice.data
  return wanted(acceptLanguage ?? '').flatMap((tag) => languages.filter((language) => language === tag))[0] ?? network.language
}
