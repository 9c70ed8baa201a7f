import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { Route } from '../site/route.ts'

/** What a request may hold: bytes of its body, and in them fields of a form, or values of JSON inside one another so deep. */
interface BodyLimit {
  readonly bytes: number
  readonly parts: number
}

/** What a route may take; `usual` where it says nothing else. */
export const bodyLimits = {
  /** A registration of ten people who answer thirty questions. */
  usual: { bytes: 64_000, parts: 500 },
  /** An event with a hundred sessions and thirty questions. */
  event: { bytes: 512_000, parts: 6_000 },
  /** A list of addresses, or marks of attendance. */
  list: { bytes: 512_000, parts: 6_000 },
} as const satisfies Readonly<Record<string, BodyLimit>>

const deepest = 12

// Texts as a whole, so that what stands in them is not taken for more. The last quote may be missing.
const jsonTokens = /"(?:[^"\\]+|\\[\s\S])*"?|[[\]{},:]/g

/** Whether a JSON text has more values or levels than that, found in one pass and no further than needed. It may be no JSON at all. */
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

/** Whether a form has more fields than that. */
const isFormBeyond = (text: string, parts: number): boolean => {
  let [count, at] = [1, text.indexOf('&')]
  while (at >= 0 && count <= parts) {
    count++
    at = text.indexOf('&', at + 1)
  }
  return count > parts
}

/** Whether a request holds more than its route takes. It is asked before anything parses the body, and takes no longer than reading it once. */
export const isBeyondLimit = (event: Pick<APIGatewayProxyEventV2, 'body'>, bodyText: string, route: Route): boolean => {
  const { bytes, parts } = bodyLimits[route.body ?? 'usual']
  if ((event.body ?? '').length > 2 * bytes || Buffer.byteLength(bodyText) > bytes) return true
  return 'operation' in route ? isJsonBeyond(bodyText, parts) : isFormBeyond(bodyText, parts)
}
