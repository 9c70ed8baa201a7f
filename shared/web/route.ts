import type { Path } from './paths.ts'

/**
 * Who may call a route.
 * - `public`: everybody (links with a token are checked by the page itself)
 * - `session`: staff with the sign-in cookie, checked by the pipeline before any page runs
 * - `token`: bearers of an access token of the issuer, checked by API Gateway's authoriser before the function runs
 */
export type Access = 'public' | 'session' | 'token'

/** A route of the HTTP API. `$default` is whatever no other route takes. */
export interface Route {
  /** API Gateway sends a HEAD to no route of GET: where programs ask so, it has one of its own. */
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | '$default'
  readonly path: Path<string>
  readonly access: Access
}

/** The route's key as API Gateway writes it: `GET /events/{slug}`, or `$default`. */
export type RouteKey<R extends Route = Route> = R extends { method: '$default' } ? '$default' : `${R['method']} ${R['path']['pattern']}`

export const routeKey = (route: Route): string => (route.method === '$default' ? '$default' : `${route.method} ${route.path.pattern}`)
