import type { IncomingMessage, ServerResponse } from 'node:http'
import type { JWTVerifyGetKey } from 'jose'
import { authorize } from './authorizer.ts'
import { compressed } from './compression.ts'
import type { Edge } from './edge.ts'
import { proxyEvent } from './proxy-event.ts'
import { type HttpAnswer, internalServerError, jsonAnswer, proxyAnswer } from './proxy-result.ts'
import { readBody } from './request-body.ts'
import { type ApiRoute, createRouting } from './routing.ts'

// API Gateway's limit for a request's body.
const longestBody = 10 * 1024 * 1024

const unauthorized = jsonAnswer(401, { message: 'Unauthorized' }, { 'www-authenticate': 'Bearer' })
const forbidden = jsonAnswer(403, { message: 'Forbidden' }, { 'www-authenticate': 'Bearer error="insufficient_scope"' })
const notFound = jsonAnswer(404, { message: 'Not Found' })
const tooLong = jsonAnswer(413, { message: 'Request Entity Too Large' })

export interface GatewayOptions {
  readonly routes: readonly ApiRoute[]
  readonly edge: Edge
  /** Keys of the issuer that the authorisers trust. */
  readonly keys: JWTVerifyGetKey
  /** Invokes the function with this logical id. */
  readonly invoke: (logicalId: string, event: unknown) => Promise<unknown>
}

export const writeAnswer = (request: IncomingMessage, response: ServerResponse, answer: HttpAnswer): void => {
  // These statuses have no body, and hence no type or length.
  const bodiless = answer.status === 204 || answer.status === 304
  const { 'content-type': type, ...headers } = answer.headers
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  if (!bodiless && type !== undefined) response.setHeader('content-type', type)
  if (!bodiless) response.setHeader('content-length', answer.body.length)
  if (answer.cookies.length > 0) response.setHeader('set-cookie', answer.cookies)
  response.writeHead(answer.status)
  response.end(request.method === 'HEAD' || bodiless ? undefined : answer.body)
}

/** Plays API Gateway's HTTP API behind CloudFront: finds the route, asks its authoriser, invokes its function and writes the answer. */
export const createGateway = ({ routes, edge, keys, invoke }: GatewayOptions) => {
  const find = createRouting(routes)

  const answer = async (request: IncomingMessage): Promise<HttpAnswer> => {
    const url = request.url ?? '/'
    const match = find(request.method ?? 'GET', url.split('?')[0] ?? '/')
    const body = await readBody(request, longestBody)
    if (match === undefined) return notFound
    if (body === undefined) return tooLong
    const { authorizer } = match.route
    const asked = authorizer && (await authorize(authorizer, request.headers.authorization, keys))
    if (asked?.outcome === 'unauthorized') return unauthorized
    if (asked?.outcome === 'forbidden') return forbidden
    const claims = asked?.outcome === 'authorized' ? asked.claims : undefined
    try {
      return proxyAnswer(await invoke(match.route.function, proxyEvent({ request, url, body, match, edge, claims })))
    } catch {
      // The function's log has the details.
      return internalServerError
    }
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    writeAnswer(request, response, await compressed(await answer(request), request.headers['accept-encoding']))
  }
}
