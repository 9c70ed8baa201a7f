import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import type { Reply } from '../../shared/http/reply.ts'
import { throughEdge } from '../make/edge.ts'

type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<Reply>

/** Calls an HTTP function as API Gateway does; `claims` are those of a token that its authoriser accepted. */
export const callerOf =
  (handler: Handler) =>
  (routeKey: string, overrides: Partial<APIGatewayProxyEventV2> = {}, claims?: Record<string, string>): Promise<Reply> => {
    const [method = 'GET', rawPath = '/'] = routeKey.split(' ')
    const http = { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' }
    const requestContext = {
      accountId: '',
      apiId: '',
      domainName: '',
      domainPrefix: '',
      http,
      requestId: 'request-1',
      routeKey,
      stage: '$default',
      time: '',
      timeEpoch: 0,
      ...(claims === undefined ? {} : { authorizer: { principalId: '', integrationLatency: 0, jwt: { claims, scopes: [] } } }),
    }
    const event = {
      version: '2.0',
      routeKey,
      rawPath,
      rawQueryString: '',
      headers: throughEdge,
      isBase64Encoded: false,
      requestContext,
      ...overrides,
    }
    const context: Context = {
      awsRequestId: 'aws-1',
      callbackWaitsForEmptyEventLoop: false,
      functionName: 'f',
      functionVersion: '1',
      invokedFunctionArn: '',
      logGroupName: '',
      logStreamName: '',
      memoryLimitInMB: '128',
      getRemainingTimeInMillis: () => 1000,
      done: () => undefined,
      fail: () => undefined,
      succeed: () => undefined,
    }
    return handler(event, context)
  }
