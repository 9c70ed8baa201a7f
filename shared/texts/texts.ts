import type { Language } from '../domain/language.ts'
import { en, type Texts } from './en.ts'
import { fr } from './fr.ts'

export type { Texts }

const catalogues: Readonly<Record<Language, Texts>> = { en, fr }

/** Every text that people read, in a language. */
export const textsIn = (language: Language): Texts => catalogues[language]
