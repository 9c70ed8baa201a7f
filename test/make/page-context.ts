import { type Language, languages } from '../../shared/domain/basics/language.ts'
import type { PageContext } from '../../shared/site/page-context.ts'
import { loadTexts } from '../../shared/texts/texts.ts'

// As the pipeline does before any page.
await Promise.all(languages.map(loadTexts))

/** A reader on the home page, not signed in. */
export const makeContext = (language: Language = 'en', overrides: Partial<PageContext> = {}): PageContext => ({
  language,
  here: '/',
  siteUrl: 'https://events.example',
  ...overrides,
})
