import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithRequestContext } from 'aws-lambda'
import { account } from '../template/resolve.ts'
import type { Edge } from './edge.ts'
import type { Match } from './routing.ts'

/** An event of payload format 2.0, with or without an authoriser's result. */
export type ProxyEvent = APIGatewayProxyEventV2WithRequestContext<
  APIGatewayProxyEventV2['requestContext'] & { authorizer?: { jwt: { claims: Record<string, string>; scopes: null } } }
>

// What API Gateway treats as text; any other body is base64, including forms.
const textual = /^(?:text\/|application\/(?:json|xml|javascript)\b)/i

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A time in the access-log format: `12/Mar/2020:19:03:58 +0000`. */
const logTime = (at: Date): string => {
  const [date = '', time = ''] = at.toISOString().split(/[T.]/)
  const [year, , day] = date.split('-')
  return `${day}/${months[at.getUTCMonth()]}/${year}:${time} +0000`
}

/** Names in lower case, repeated ones joined by commas; cookies are passed separately. */
const headersOf = (request: IncomingMessage): Record<string, string> => {
  const joined: Record<string, string> = {}
  for (const [name, values = []] of Object.entries(request.headersDistinct)) if (name !== 'cookie') joined[name] = values.join(',')
  return joined
}

const queryOf = (query: string): Record<string, string> => {
  const joined: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(query)) joined[name] = joined[name] === undefined ? value : `${joined[name]},${value}`
  return joined
}

const decodedPath = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

export interface ProxyRequest {
  readonly request: IncomingMessage
  /** Path and query as received. */
  readonly url: string
  readonly body: Buffer
  readonly match: Match
  readonly edge: Edge
  readonly claims: Record<string, string> | undefined
}

/** The event that API Gateway makes from a request to an HTTP API, payload format 2.0. */
export const proxyEvent = ({ request, url, body, match, edge, claims }: ProxyRequest): ProxyEvent => {
  const [path = '/', ...queryParts] = url.split('?')
  const rawQueryString = queryParts.join('?')
  const rawPath = decodedPath(path)
  const now = new Date()
  const host = request.headers.host ?? 'localhost'
  // A client on this machine is one and the same, by whichever of the two loopback addresses it comes.
  const sourceIp =
    request.socket.remoteAddress?.replace(/^::1$|^::ffff:127\.0\.0\.1$/i, '127.0.0.1').replace(/^::ffff:(?=[\d.]+$)/i, '') ?? '127.0.0.1'
  const cookies = request.headers.cookie?.split(/;\s*/).filter((cookie) => cookie !== '') ?? []
  const isBase64Encoded = body.length > 0 && !textual.test(request.headers['content-type'] ?? '')
  const { routeKey } = match.route
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookies.length === 0 ? {} : { cookies }),
    headers: {
      ...edge({ path, headers: headersOf(request), viewer: `${sourceIp}:${request.socket.remotePort ?? 0}` }),
      'x-forwarded-for': sourceIp,
      'x-forwarded-port': host.split(':')[1] ?? '80',
      'x-forwarded-proto': 'http',
    },
    ...(rawQueryString === '' ? {} : { queryStringParameters: queryOf(rawQueryString) }),
    ...(Object.keys(match.pathParameters).length === 0 ? {} : { pathParameters: { ...match.pathParameters } }),
    requestContext: {
      accountId: account,
      apiId: 'local',
      ...(claims === undefined ? {} : { authorizer: { jwt: { claims, scopes: null } } }),
      domainName: host.split(':')[0] ?? host,
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: logTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length === 0 ? {} : { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  }
}
