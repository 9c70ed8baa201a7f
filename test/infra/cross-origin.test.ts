import { expect, test } from '@jest/globals'
import { gatewayRoutes, routesOf, webFunctions } from '../../infra/gateway-routes.ts'
import { apiRoutes } from '../../infra/local/gateway/api-routes.ts'
import { createRouting } from '../../infra/local/gateway/routing.ts'
import { type Route, routeKey } from '../../shared/site/route.ts'
import { synthesised } from './synthesised.ts'

const { template, ofType } = synthesised()
const gateway = createRouting(apiRoutes(template))
const read = webFunctions
  .flatMap((name) => routesOf[name].map((route: Route) => ({ name, route })))
  .filter(({ route }) => route.crossOrigin === true)

test('pages of other sites may read these, all of them public, without a token in the address', () => {
  expect(read.map(({ route }) => routeKey(route)).sort()).toEqual([
    'GET /api/v1/events',
    'GET /api/v1/events/{slug}',
    'GET /api/v1/openapi.json',
    'GET /api/v1/series/{slug}',
    'GET /calendar/events.ics',
    'GET /calendar/kinds/{kind}/events.ics',
    'GET /calendar/topics/{topic}/events.ics',
    'GET /events/{slug}/event.ics',
    'GET /events/{slug}/schedule.ics',
    'GET /events/{slug}/schedule.json',
    'GET /events/{slug}/schedule.xml',
  ])
  expect(read.filter(({ route: { access, path } }) => access !== 'public' || path.pattern.includes('{token}'))).toEqual([])
})

test('what a browser asks before it reads them reaches the same function, past the authoriser', () => {
  const asked = read.map(({ name, route }) => {
    const path = route.path.pattern.replaceAll(/\{\w+\}/g, 'x1')
    const [get, options] = ['GET', 'OPTIONS'].map((method) => gateway(method, path)?.route)
    return { name, same: get?.function === options?.function, checked: options?.authorizer }
  })
  expect(asked).toEqual(read.map(({ name }) => ({ name, same: true, checked: undefined })))
})

test('the gateway answers no such question itself, and passes no other', () => {
  expect(ofType('AWS::ApiGatewayV2::Api').map(({ Properties }) => Properties['CorsConfiguration'])).toEqual([undefined])
  const options = webFunctions.flatMap((name) => gatewayRoutes(name)).filter(({ key }) => key.startsWith('OPTIONS '))
  expect(options.every(({ access }) => access === 'public')).toBe(true)
})
