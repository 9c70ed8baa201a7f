import { randomUUID } from 'node:crypto'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { throughEdge } from '../make/edge.ts'

interface Asked {
  /** Such as `GET /events/{slug}`. */
  readonly routeKey: string
  /** The path with its parameters filled in. */
  readonly path: string
  readonly pathParameters?: Readonly<Record<string, string>>
  readonly cookies?: readonly string[]
  /** A form's fields; encoded in base64, which API Gateway uses for anything it does not treat as text. */
  readonly form?: Readonly<Record<string, string>>
  /** What API Gateway found in a program's access token. */
  readonly claims?: Readonly<Record<string, string>>
  /** Where the request comes from. */
  readonly sourceIp?: string
}

/** A browser's request in API Gateway's form (payload format 2.0). */
export const httpEvent = ({
  routeKey,
  path,
  pathParameters,
  cookies,
  form,
  claims,
  sourceIp = '127.0.0.1',
}: Asked): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey,
  rawPath: path,
  rawQueryString: '',
  headers: {
    accept: 'text/html,application/xhtml+xml',
    'accept-encoding': 'gzip, deflate, br',
    'accept-language': 'en-GB,en;q=0.9,fr;q=0.5',
    host: 'localhost',
    ...throughEdge,
    ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
  },
  ...(cookies === undefined ? {} : { cookies: [...cookies] }),
  ...(pathParameters === undefined ? {} : { pathParameters: { ...pathParameters } }),
  ...(form === undefined ? {} : { body: Buffer.from(new URLSearchParams(form).toString()).toString('base64') }),
  isBase64Encoded: form !== undefined,
  requestContext: {
    ...(claims === undefined ? {} : { authorizer: { principalId: '', integrationLatency: 0, jwt: { claims, scopes: [] } } }),
    accountId: '123456789012',
    apiId: 'local',
    domainName: 'localhost',
    domainPrefix: 'local',
    http: { method: routeKey.split(' ')[0] ?? 'GET', path, protocol: 'HTTP/1.1', sourceIp, userAgent: 'bench' },
    requestId: randomUUID(),
    routeKey,
    stage: '$default',
    time: '01/Apr/2022:09:00:00 +0000',
    timeEpoch: 1_648_803_600_000,
  },
})
