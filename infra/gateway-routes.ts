import { routes as assets } from '../functions/assets/routes.ts'
import { routes as attendee } from '../functions/attendee/routes.ts'
import { routes as feeds } from '../functions/feeds/routes.ts'
import { routes as myData } from '../functions/my-data/routes.ts'
import { routes as organiser } from '../functions/organiser/routes.ts'
import { routes as pictures } from '../functions/pictures/routes.ts'
import { routes as proposals } from '../functions/proposals/routes.ts'
import { routes as signIn } from '../functions/sign-in/routes.ts'
import { routes as speakers } from '../functions/speakers/routes.ts'
import { routes as steering } from '../functions/steering/routes.ts'
import { operations } from '../shared/api/operations.ts'
import { scopeOf } from '../shared/http/staff-claims.ts'
import { type Path, paths } from '../shared/site/paths.ts'
import { type Access, type Route, routeKey } from '../shared/site/route.ts'
import type { Throttle } from './edge/throttles.ts'
import { throttleOf } from './edge/throttles.ts'

/** The functions that answer requests, with their routes. */
export const routesOf = {
  attendee,
  organiser,
  steering,
  proposals,
  speakers,
  'sign-in': signIn,
  assets,
  feeds,
  pictures,
  'my-data': myData,
} as const satisfies Record<string, readonly Route[]>

export type WebFunction = keyof typeof routesOf
const isWebFunction = (name: string): name is WebFunction => name in routesOf
export const webFunctions: readonly WebFunction[] = Object.keys(routesOf).filter(isWebFunction)

/**
 * The paths below which everything belongs to one function, so that the gateway needs one route and the function finds the page.
 * If another function answers something below it, that has a separate route, which the gateway prefers.
 */
const owned: Readonly<Partial<Record<WebFunction, Path<string>>>> = {
  attendee: paths.home,
  organiser: paths.organiser,
  steering: paths.steering,
  proposals: paths.proposals,
  'my-data': paths.myData,
}

/** A route of the HTTP API. */
export interface GatewayRoute {
  /** In API Gateway's form: `GET /events/{slug}/event.ics`, `ANY /organiser/{proxy+}`, or `$default` for everything else. */
  readonly key: string
  /** `page`: depends on the page, and is checked by the function. */
  readonly access: Access | 'page'
  readonly throttle?: Throttle
  /** The scopes of which a token needs one, if the route takes a token. */
  readonly scopes?: readonly string[]
}

const scopesOf = (route: Route): Pick<GatewayRoute, 'scopes'> => {
  if (route.access !== 'token' || !('operation' in route)) return {}
  const { roles = [] } = operations.find(({ operation }) => operation === route.operation) ?? {}
  return { scopes: roles.map(scopeOf) }
}

const isBelow = ({ path }: Route, prefix: Path<string>): boolean =>
  prefix === paths.home || path.pattern === prefix.pattern || path.pattern.startsWith(`${prefix.pattern}/`)

const greedy = ({ pattern }: Path<string>): readonly string[] =>
  pattern === paths.home.pattern ? ['$default'] : [`ANY ${pattern}`, `ANY ${pattern}/{proxy+}`]

/** The keys of a route: the gateway passes neither HEAD nor what browsers ask before they read from another site to a route for GET. */
const keysOf = (route: Route): readonly string[] =>
  route.method === 'GET'
    ? ['GET', 'HEAD', ...(route.crossOrigin === true ? ['OPTIONS'] : [])].map((method) => `${method} ${route.path.pattern}`)
    : [routeKey(route)]

/**
 * The HTTP API's routes to a function. Operations with a token always have separate routes: only there does the
 * gateway's authoriser check the token before the function runs. So do those with a throttle of their own.
 */
export const gatewayRoutes = (name: WebFunction): readonly GatewayRoute[] => {
  const prefix = owned[name]
  const routes: readonly Route[] = routesOf[name]
  return [
    ...(prefix === undefined ? [] : greedy(prefix).map((key) => ({ key, access: 'page' as const }))),
    ...routes
      .map((route) => ({ route, throttle: throttleOf(route) }))
      .filter(
        ({ route, throttle }) => route.access === 'token' || throttle !== undefined || prefix === undefined || !isBelow(route, prefix),
      )
      .flatMap(({ route, throttle }) =>
        keysOf(route).map((key) => ({ key, access: route.access, ...(throttle && { throttle }), ...scopesOf(route) })),
      ),
  ]
}
