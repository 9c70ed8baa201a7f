import type { Deed } from '../domain/staff/audit.ts'
import type { StaffRole } from '../domain/who-may.ts'
import type { Path } from './paths.ts'

/**
 * Who may call a route.
 * - `public`: everyone (the page itself checks links with a token)
 * - `session`: staff with the sign-in cookie, checked by the pipeline before any page runs
 * - `token`: bearers of an access token from the issuer, checked by API Gateway's authoriser before the function runs
 */
export type Access = 'public' | 'session' | 'token'

interface Served {
  /** What calling it is recorded as, for staff. */
  readonly deed?: Deed
  /** The limits of its body (`http/size-limits.ts`), if higher than usual. */
  readonly body?: 'event' | 'list'
  /** Whether pages of other sites may read the answer: only what everybody may know, at an address without a token. */
  readonly crossOrigin?: true
  /** A route for GET answers HEAD too. */
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: Path<string>
  readonly access: Access
}

/** A page, or the target of its form. */
export interface PageRoute extends Served {
  /** Whether search engines may list the page; all others tell them not to. */
  readonly listed?: true
  readonly page: string
  /** The page that has this form: what was typed is offered there again if the session was lost. */
  readonly typedAt?: Path<string>
}

/** An API operation, by its id in the description. */
export interface OperationRoute extends Served {
  /** Who may call it, if not everyone. */
  readonly roles?: readonly StaffRole[]
  readonly operation: string
}

/** What a function serves, and to whom. API Gateway's routes and the function's router both derive from it. */
export type Route = PageRoute | OperationRoute

/** The route's key in API Gateway's form: `GET /events/{slug}`. */
export const routeKey = ({ method, path }: Pick<Served, 'method' | 'path'>): string => `${method} ${path.pattern}`
