import type { Language } from '../domain/basics/language.ts'
import type { Staff } from '../domain/who-may.ts'

/** What every page knows about its reader. */
export interface PageContext {
  readonly language: Language
  /** Path and query of this page, to return to after changing language or signing in. */
  readonly here: string
  /** The public address of the service, without a trailing slash. */
  readonly siteUrl: string
  /** Whether the page's form has what was typed before the session was lost. */
  readonly restored?: true
  /** Who of staff is signed in; on pages for everybody, only to show it. Every form that changes something must include `csrf`. */
  readonly staff?: Staff & { readonly csrf: string }
}

/** What went wrong, and what to do, in the reader's language. The reader can quote `requestId` to us. */
export interface ErrorModel {
  readonly title: string
  readonly detail: string
  readonly requestId?: string
  /** Whether a personal link did not work, so that the page offers to send it again. */
  readonly aboutLink?: boolean
}
