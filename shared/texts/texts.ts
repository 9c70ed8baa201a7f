import type { Language } from '../domain/language.ts'
import type { Texts } from './en.ts'

export type { Texts }

// Imported on demand: each language is a file of its own beside a function's, of which it reads those that it needs.
const catalogues: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
}

const loaded = new Map<Language, Texts>()

/**
 * Every text that people read, in a language, whose file is read at the first time. Whoever takes a language from data (a message,
 * an event, an address) asks here.
 */
export const loadTexts = async (language: Language): Promise<Texts> => {
  const texts = loaded.get(language) ?? (await catalogues[language]())
  loaded.set(language, texts)
  return texts
}

/** The texts of a language that is loaded already, as the pipeline does with the reader's before any page runs. Throws otherwise. */
export const textsIn = (language: Language): Texts => {
  const texts = loaded.get(language)
  if (texts === undefined) throw new Error(`The texts of "${language}" are not loaded: await loadTexts('${language}') first.`)
  return texts
}
