import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { Route } from '../site/route.ts'

/** The limits of a request's body: its size in bytes, and its number of form fields or JSON values. */
interface BodyLimit {
  readonly bytes: number
  readonly parts: number
}

/** The limits for routes; `usual` unless the route says otherwise. */
export const bodyLimits = {
  /** Enough for ten people who each answer thirty questions. */
  usual: { bytes: 64_000, parts: 500 },
  /** Enough for an event with a hundred sessions and thirty questions. */
  event: { bytes: 512_000, parts: 6_000 },
  /** Enough for a list of addresses, or attendance marks. */
  list: { bytes: 2_200_000, parts: 6_000 },
} as const satisfies Readonly<Record<string, BodyLimit>>

const deepest = 12

// Strings are single tokens, so that their contents are not counted. The last quote may be missing.
const jsonTokens = /"(?:[^"\\]+|\\[\s\S])*"?|[[\]{},:]/g

/** Whether a JSON text exceeds the number of values or levels, in one pass that stops early. The text may not be JSON at all. */
const isJsonBeyond = (text: string, parts: number): boolean => {
  let [count, depth] = [0, 0]
  for (const [token] of text.matchAll(jsonTokens)) {
    if (token === '[' || token === '{') depth++
    else if (token === ']' || token === '}') depth--
    if (token === ',' || token === ':' || token === '[' || token === '{') count++
    if (count > parts || depth > deepest) return true
  }
  return false
}

/** Whether a form exceeds the number of fields. */
const isFormBeyond = (text: string, parts: number): boolean => {
  let [count, at] = [1, text.indexOf('&')]
  while (at >= 0 && count <= parts) {
    count++
    at = text.indexOf('&', at + 1)
  }
  return count > parts
}

/** Whether a request exceeds its route's limits. Checked before anything parses the body, in no more time than reading it once. */
export const isBeyondLimit = (event: Pick<APIGatewayProxyEventV2, 'body'>, bodyText: string, route: Route): boolean => {
  const { bytes, parts } = bodyLimits[route.body ?? 'usual']
  if ((event.body ?? '').length > 2 * bytes || Buffer.byteLength(bodyText) > bytes) return true
  return 'operation' in route ? isJsonBeyond(bodyText, parts) : isFormBeyond(bodyText, parts)
}
