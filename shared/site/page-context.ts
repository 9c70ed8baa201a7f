import type { Language } from '../domain/basics/language.ts'

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

/** What went wrong, and what to do, in the reader's language. With `requestId` the reader can name the fault to us. */
export interface ErrorModel {
  readonly title: string
  readonly detail: string
  readonly requestId?: string
  /** Whether a personal link did not work, which can be sent anew. */
  readonly aboutLink?: boolean
}
