import type { Language } from '../domain/basics/language.ts'
import { catalogues, type Texts } from './compiled/catalogues.js'

export type { Texts }

const loaded = new Map<Language, Texts>()

/**
 * All texts in a language. Loads the language's module the first time, so use this for a language that comes from data,
 * such as that of a mail's recipient or an event.
 */
export const loadTexts = async (language: Language): Promise<Texts> => {
  const texts = loaded.get(language) ?? (await catalogues[language]())
  loaded.set(language, texts)
  return texts
}

/** All texts in a language already loaded, such as the reader's, which the pipeline loads before running a page. */
export const textsIn = (language: Language): Texts => {
  const texts = loaded.get(language)
  if (texts === undefined) throw new Error(`The texts of "${language}" are not loaded: await loadTexts('${language}') first.`)
  return texts
}
