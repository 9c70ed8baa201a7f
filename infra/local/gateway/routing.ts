/** A route of the API: its key in API Gateway's form, and its target. */
export interface ApiRoute {
  readonly routeKey: string
  /** Logical id of the function. */
  readonly function: string
  /** The route's JWT authoriser, if it has one. */
  readonly authorizer: JwtAuthorizer | undefined
}

export interface JwtAuthorizer {
  readonly issuer: string
  readonly audience: readonly string[]
  /** The scopes of which a token needs one, if there are any. */
  readonly scopes: readonly string[]
}

export interface Match {
  readonly route: ApiRoute
  readonly pathParameters: Readonly<Record<string, string>>
}

interface Compiled {
  readonly route: ApiRoute
  readonly method: string
  readonly segments: readonly string[]
  /** The final parameter that takes all remaining segments: `proxy` in `/organiser/{proxy+}`. */
  readonly greedy: string | undefined
}

const parameterName = (segment: string): string | undefined => /^\{(\w+)\}$/.exec(segment)?.[1]

const compile = (route: ApiRoute): Compiled => {
  const [method = '', path = ''] = route.routeKey.split(' ')
  const segments = path.split('/')
  const greedy = /^\{(\w+)\+\}$/.exec(segments.at(-1) ?? '')?.[1]
  return { route, method, segments: greedy === undefined ? segments : segments.slice(0, -1), greedy }
}

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const fits = ({ segments: expected, greedy }: Compiled, given: readonly string[]): boolean =>
  (greedy === undefined ? given.length === expected.length : given.length > expected.length && given[expected.length] !== '') &&
  expected.every((segment, index) => (parameterName(segment) === undefined ? given[index] === segment : given[index] !== ''))

const parametersIn = ({ segments: expected, greedy }: Compiled, given: readonly string[]): Record<string, string> => {
  const named = expected.flatMap((segment, index) => {
    const name = parameterName(segment)
    return name === undefined ? [] : [[name, decoded(given[index] ?? '')] as const]
  })
  const rest = given.slice(expected.length).map(decoded).join('/')
  return Object.fromEntries(greedy === undefined ? named : [...named, [greedy, rest]])
}

/** Orders matching routes by precedence: full paths before greedy ones, literal segments before parameters, methods before ANY. */
const moreSpecific = (one: Compiled, other: Compiled): number => {
  const whole = Number(one.greedy !== undefined) - Number(other.greedy !== undefined)
  if (whole !== 0) return whole
  if (one.segments.length !== other.segments.length) return other.segments.length - one.segments.length
  for (const [index, segment] of one.segments.entries()) {
    const difference = Number(parameterName(segment) !== undefined) - Number(parameterName(other.segments[index] ?? '') !== undefined)
    if (difference !== 0) return difference
  }
  return Number(one.method === 'ANY') - Number(other.method === 'ANY')
}

/**
 * Finds routes like API Gateway's HTTP APIs: method and path must match, the most specific route wins, and `$default` takes
 * the rest. Parameters are decoded.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export const createRouting = (routes: readonly ApiRoute[]): ((method: string, path: string) => Match | undefined) => {
  const compiled = routes.map(compile).sort(moreSpecific)
  const fallback = routes.find(({ routeKey }) => routeKey === '$default')
  return (method, path) => {
    const segments = path.split('/')
    const found = compiled.find((candidate) => (candidate.method === method || candidate.method === 'ANY') && fits(candidate, segments))
    if (found !== undefined) return { route: found.route, pathParameters: parametersIn(found, segments) }
    return fallback && { route: fallback, pathParameters: {} }
  }
}
