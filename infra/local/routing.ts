/** A route of the API: its key as API Gateway writes it, and what it leads to. */
export interface ApiRoute {
  readonly routeKey: string
  /** Logical id of the function. */
  readonly function: string
  /** The JWT authoriser, on routes that have one. */
  readonly authorizer: JwtAuthorizer | undefined
}

export interface JwtAuthorizer {
  readonly issuer: string
  readonly audience: readonly string[]
}

export interface Match {
  readonly route: ApiRoute
  readonly pathParameters: Readonly<Record<string, string>>
}

interface Compiled {
  readonly route: ApiRoute
  readonly method: string
  readonly segments: readonly string[]
}

const parameterName = (segment: string): string | undefined => /^\{(\w+)\}$/.exec(segment)?.[1]

const compile = (route: ApiRoute): Compiled => {
  const [method = '', path = ''] = route.routeKey.split(' ')
  return { route, method, segments: path.split('/') }
}

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const parametersIn = (compiled: Compiled, segments: readonly string[]): Record<string, string> | undefined => {
  if (compiled.segments.length !== segments.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [index, expected] of compiled.segments.entries()) {
    const given = segments[index] ?? ''
    const name = parameterName(expected)
    if (name === undefined ? given !== expected : given === '') return undefined
    if (name !== undefined) parameters[name] = decoded(given)
  }
  return parameters
}

/** Which of two routes that both fit is meant: the one whose first difference is a literal segment. */
const moreLiteral = (one: Compiled, other: Compiled): number => {
  for (const [index, segment] of one.segments.entries()) {
    const difference = Number(parameterName(segment) !== undefined) - Number(parameterName(other.segments[index] ?? '') !== undefined)
    if (difference !== 0) return difference
  }
  return 0
}

/**
 * Finds routes as API Gateway's HTTP APIs do: the method and the whole path must fit, literal segments go before
 * parameters, and `$default` takes what is left. Parameters come out decoded.
 */
export const createRouting = (routes: readonly ApiRoute[]): ((method: string, path: string) => Match | undefined) => {
  const compiled = routes.map(compile).sort(moreLiteral)
  const fallback = routes.find(({ routeKey }) => routeKey === '$default')
  return (method, path) => {
    const segments = path.split('/')
    for (const candidate of compiled) {
      if (candidate.method !== method && candidate.method !== 'ANY') continue
      const pathParameters = parametersIn(candidate, segments)
      if (pathParameters !== undefined) return { route: candidate.route, pathParameters }
    }
    return fallback && { route: fallback, pathParameters: {} }
  }
}
