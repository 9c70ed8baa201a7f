import type { Instant } from '../domain/basics/wall-time.ts'
import type { Staff } from '../domain/who-may.ts'
import { csrfToken, isMasked } from '../tokens/form-token.ts'
import { isSecretId } from '../tokens/secret-id.ts'
import { readCookies, siteCookie } from './cookies.ts'

const cookieName = 'session'

/** A staff member's sign-in session. Every form must return `csrf`, which other sites cannot know; no two answers show the same. */
export interface Session {
  readonly staff: Staff
  readonly csrf: string
}

/** Tells whose session a cookie's id stands for, or that it has ended; undefined if there is none. */
export type FindSession = (
  id: string,
  now: Instant,
) => Promise<
  | { readonly state: 'signed-in'; readonly staff: Staff; readonly formerCsrf?: string }
  | { readonly state: 'ended'; readonly subject: string }
  | undefined
>

/** The cookie of a new session. */
export const sessionCookie = (siteUrl: string, id: string): string => siteCookie(siteUrl, cookieName, id).set()

/** The id in a request's cookie; undefined if it has none. */
export const sessionIdIn = (siteUrl: string, cookies: readonly string[] | undefined): string | undefined => {
  const id = readCookies(cookies)[siteCookie(siteUrl, cookieName, '').name]
  return id !== undefined && isSecretId(id) ? id : undefined
}

/** Whether a form came from a page of this session, ended or not, or of the one before. */
export const csrfHolds = (sessionId: string, given: string | null, former?: string): boolean =>
  [csrfToken(sessionId), ...(former === undefined ? [] : [former])].some((expected) => isMasked(expected, given ?? ''))
