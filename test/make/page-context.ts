import type { Language } from '../../shared/domain/language.ts'
import type { PageContext } from '../../shared/views/layout.ts'

/** A reader who is not signed in, on the home page. */
export const makeContext = (language: Language = 'en', overrides: Partial<PageContext> = {}): PageContext => ({
  language,
  here: '/',
  siteUrl: 'https://events.example',
  ...overrides,
})
