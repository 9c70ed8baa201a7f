import type { Language } from '../domain/language.ts'
import { type Html, html } from './html.ts'

/** What every page knows about its reader. */
export interface PageContext {
  readonly language: Language
  /** Path and query of this page, for coming back after a change of language or a sign-in. */
  readonly here: string
  /** The public address of the service, without a slash at the end. */
  readonly siteUrl: string
  /** Who is signed in, on staff pages. `csrf` goes into every form that changes something. */
  readonly staff?: { readonly name: string; readonly roles: readonly ('organiser' | 'steering')[]; readonly csrf: string }
}

export interface PageParts {
  readonly title: string
  readonly main: Html
  /** More for the head, such as structured data. */
  readonly head?: Html
}

/** A whole page: head, header with the network's name, main part, footer with emblem and grant statement. */
export const layout = (context: PageContext, parts: PageParts): Html =>
  html`<!doctype html><html lang="${context.language}"><head><title>${parts.title}</title>${parts.head}</head><body>${parts.main}</body></html>`
