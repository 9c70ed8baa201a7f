import { TrieRouter } from 'hono/router/trie-router'
import type { Route } from '../site/route.ts'

interface Found {
  readonly route: Route
  readonly parameter: (name: string) => string
}

// DynamoDB's sort keys have at most 1,024 bytes, and ours begin with a word. Nothing we name is nearly as long.
const longestParameter = 900

/** Finds a function's route by method (HEAD finds that of GET) and path; undefined if there is none, or a parameter is longer than anything of ours. */
export type FindRoute = (method: string, path: string) => Found | undefined

/**
 * The router of a function. HTTP APIs deliver paths decoded, so parameters need no decoding.
 * Literal segments win over parameters, whatever the order of the routes.
 */
export const createRouter = (routes: readonly Route[]): FindRoute => {
  const router = new TrieRouter<Route>()
  // The first matching route wins, and a brace sorts after all letters.
  const literalFirst = routes.toSorted((one, other) => (one.path.pattern < other.path.pattern ? -1 : 1))
  for (const route of literalFirst) router.add(route.method, route.path.pattern.replaceAll(/\{(\w+)\}/g, ':$1'), route)
  return (method, path) => {
    const [first] = router.match(method === 'HEAD' ? 'GET' : method, path)[0]
    if (first === undefined) return undefined
    const [route, parameters] = first
    if (Object.values(parameters).some((value) => Buffer.byteLength(String(value)) > longestParameter)) return undefined
    return { route, parameter: (name) => String(parameters[name] ?? '') }
  }
}
