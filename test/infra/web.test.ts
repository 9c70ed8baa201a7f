import { describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { gatewayRoutes, routesOf, webFunctions } from '../../infra/gateway-routes.ts'
import { apiRoutes } from '../../infra/local/gateway/api-routes.ts'
import { createRouting } from '../../infra/local/gateway/routing.ts'
import { operations } from '../../shared/api/operations.ts'
import { createRouter } from '../../shared/http/router.ts'
import { type Route, routeKey } from '../../shared/site/route.ts'
import { configurations } from './configurations.ts'
import { synthesised } from './synthesised.ts'

const { all, template, functions, ofType } = synthesised(configurations.ownIssuer)

const deployed = apiRoutes(template)
const gateway = createRouting(deployed)
const nameOf = new Map([...functions].map(([name, resource]) => [Object.keys(all).find((id) => all[id] === resource), name]))
const routers = new Map<string | undefined, ReturnType<typeof createRouter>>(
  webFunctions.map((name) => [name, createRouter(routesOf[name])]),
)

/** Which function and page answer a request: the gateway chooses the function and asks the authoriser, the function the page. */
const answered = (method: string, path: string) => {
  const match = gateway(method, path)
  const name = nameOf.get(match?.route.function)
  return { name, checked: match?.route.authorizer !== undefined, route: routers.get(name)?.(method, path)?.route }
}

const listed = webFunctions.flatMap((name) => routesOf[name].map((route: Route) => ({ name, route })))
const addressOf = ({ path }: Route): string => path.pattern.replaceAll(/\{\w+\}/g, 'x1')

test('every page and operation is answered by its function, with the authoriser in front exactly if it takes a token', () => {
  const found = listed.map(({ route }) => {
    const { name, checked, route: taken } = answered(route.method, addressOf(route))
    return { key: routeKey(route), name, checked, taken }
  })
  expect(found).toEqual(listed.map(({ name, route }) => ({ key: routeKey(route), name, checked: route.access === 'token', taken: route })))
})

test('HEAD reaches what GET does, with the same authoriser in front', () => {
  const reads = listed.filter(({ route }) => route.method === 'GET').map(({ route }) => addressOf(route))
  expect(reads.length).toBeGreaterThan(50)
  expect(reads.map((path) => answered('HEAD', path))).toEqual(reads.map((path) => answered('GET', path)))
})

describe('everything else is “not found”:', () => {
  const known = new Set(
    listed.flatMap(({ route }) =>
      (route.method === 'GET' ? ['GET', 'HEAD'] : [route.method]).map((method) => `${method} ${addressOf(route)}`),
    ),
  )
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
  const addresses = [...new Set(listed.map(({ route }) => addressOf(route)))]

  // Calls the function of the style sheet with every request that the gateway passes to it.
  const pageAt = (method: string, path: string) => {
    const { name, checked, route } = answered(method, path)
    return route === undefined && name !== 'assets' && !checked ? undefined : `${method} ${path}`
  }

  test('unsupported methods', () => {
    const others = addresses
      .flatMap((path) => methods.map((method) => [method, path] as const))
      .filter((each) => !known.has(each.join(' ')))
    expect(others.length).toBeGreaterThan(400)
    expect(others.flatMap(([method, path]) => pageAt(method, path) ?? [])).toEqual([])
  })

  test('paths below existing ones, and with an extra slash', () => {
    const below = addresses.flatMap((path) => [`${path === '/' ? '' : path}/no-such-page/x1/x1`, ...(path === '/' ? [] : [`${path}/`])])
    expect(below.flatMap((path) => pageAt('GET', path) ?? [])).toEqual([])
  })
})

test('the gateway has exactly the functions’ routes, without duplicates', () => {
  const keys = webFunctions.flatMap((name) => gatewayRoutes(name).map(({ key }) => key))
  expect(deployed.map((route) => route.routeKey).sort()).toEqual(keys.sort())
  expect(new Set(keys).size).toBe(keys.length)
})

describe('with the operator’s own issuer', () => {
  test('only that issuer’s tokens for the configured audiences are accepted', () => {
    const authorizers = ofType('AWS::ApiGatewayV2::Authorizer').map((resource) => resource.Properties)
    expect(authorizers).toEqual([
      expect.objectContaining({
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Issuer: 'https://issuer.example', Audience: ['plenary', 'machine'] },
      }),
    ])
  })

  test('there is no user pool', () => {
    expect(Object.values(all).filter(({ Type }) => Type.startsWith('AWS::Cognito'))).toEqual([])
  })
})

test('a token needs a role of the operation as its scope, unless the issuer has roles only as a claim', () => {
  const wanted = operations
    .filter(({ access }) => access === 'token')
    .flatMap((each) => {
      const scopes = each.roles.map((role) => `plenary/${role}`)
      return (each.method === 'GET' ? ['GET', 'HEAD'] : [each.method]).map((method) => [`${method} ${each.path.pattern}`, scopes])
    })
  const scopes = deployed.flatMap(({ routeKey: key, authorizer }) => (authorizer === undefined ? [] : [[key, authorizer.scopes]]))
  expect(Object.fromEntries(scopes)).toEqual(Object.fromEntries(wanted))
  const { template: withClaims } = synthesised(configurations.issuerWithoutScopes)
  expect(apiRoutes(withClaims).flatMap(({ authorizer }) => authorizer?.scopes ?? [])).toEqual([])
})

test('the access log names routes instead of paths, and no people', () => {
  const { AccessLogSettings, DefaultRouteSettings } = z
    .object({ AccessLogSettings: z.object({ Format: z.string() }), DefaultRouteSettings: z.unknown() })
    .parse(ofType('AWS::ApiGatewayV2::Stage')[0]?.Properties)
  expect(JSON.parse(AccessLogSettings.Format)).toEqual({
    requestId: '$context.requestId',
    requestTime: '$context.requestTime',
    routeKey: '$context.routeKey',
    status: '$context.status',
    responseLength: '$context.responseLength',
    latency: '$context.responseLatency',
    error: '$context.error.responseType',
    integrationStatus: '$context.integrationStatus',
  })
  expect(DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 })
})
