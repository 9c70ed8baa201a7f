import type { Path } from './paths.ts'

/**
 * Who may call a route.
 * - `public`: everybody (links with a token are checked by the page itself)
 * - `session`: staff with the sign-in cookie, checked by the pipeline before any page runs
 * - `token`: bearers of an access token of the issuer, checked by API Gateway's authoriser before the function runs
 */
export type Access = 'public' | 'session' | 'token'

interface Served {
  /** How much its body may hold (`http/size-limits.ts`), where that is more than usual. */
  readonly body?: 'event' | 'list'
  /** A HEAD is answered only where programs ask so: it has a route of its own beside that of GET. */
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH'
  readonly path: Path<string>
  readonly access: Access
}

/** A page, or what a page's form is sent to. */
export interface PageRoute extends Served {
  readonly page: string
}

/** An operation of the API, by the id that its description gives it. */
export interface OperationRoute extends Served {
  readonly operation: string
}

/** What a function answers, and to whom. API Gateway's routes and the function's own router both follow from it. */
export type Route = PageRoute | OperationRoute

/** The route's key as API Gateway writes it: `GET /events/{slug}`. */
export const routeKey = ({ method, path }: Pick<Served, 'method' | 'path'>): string => `${method} ${path.pattern}`
