import { describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { functionNames } from '../../../infra/functions.ts'
import { routesOf } from '../../../infra/gateway-routes.ts'
import { apiRoutes } from '../../../infra/local/gateway/api-routes.ts'
import { createRouting } from '../../../infra/local/gateway/routing.ts'
import type { Route } from '../../../shared/site/route.ts'
import { configurations } from '../configurations.ts'
import { synthesised } from '../synthesised.ts'

const { all, template, ofType, functionNamed } = synthesised()
const [stageId = ''] = Object.keys(all).filter((id) => all[id]?.Type === 'AWS::ApiGatewayV2::Stage')
const { RouteSettings } = z
  .object({ RouteSettings: z.record(z.string(), z.object({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() })) })
  .parse(all[stageId]?.Properties)
const routing = createRouting(apiRoutes(template))

describe('throttles', () => {
  test('belong to routes that exist when they are set', () => {
    const routes = ofType('AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties['RouteKey'])
    expect(Object.keys(RouteSettings).filter((key) => !routes.includes(key))).toEqual([])
    expect(all[stageId]?.DependsOn?.length).toBeGreaterThanOrEqual(Object.keys(RouteSettings).length)
  })

  test('hold every form by which strangers cause mails or log lines, and the API’s operations alike', () => {
    const rates = Object.fromEntries(Object.entries(RouteSettings).map(([key, { ThrottlingRateLimit: rate }]) => [key, rate]))
    expect(rates).toEqual({
      'POST /csp-reports': 10,
      'POST /events/{slug}/register': 200,
      'POST /api/v1/events/{slug}/registrations': 200,
      'POST /events/{slug}/register-group': 20,
      'POST /api/v1/events/{slug}/group-registrations': 20,
      'POST /api/v1/series/{slug}/registrations': 20,
      'POST /series/{slug}': 20,
      'POST /events/{slug}/personal-link': 20,
      'POST /api/v1/events/{slug}/personal-links': 20,
      'POST /proposals/by-link/{id}': 50,
      'POST /api/v1/group-links/{id}/proposals': 50,
      'POST /my-links': 20,
      'POST /api/v1/my-links': 20,
      'POST /my-data': 20,
      'POST /my-data/links/{token}/erase': 50,
      'POST /registrations/{token}/change': 50,
      'PATCH /api/v1/registrations/{token}': 50,
      'POST /registrations/{token}/cancel': 50,
      'POST /api/v1/registrations/{token}/cancel': 50,
      'POST /registrations/{token}/keep': 50,
      'POST /registrations/{token}/accept': 50,
      'POST /api/v1/registrations/{token}/accept': 50,
      'POST /registrations/{token}/hand-over': 50,
      'POST /api/v1/registrations/{token}/hand-over': 50,
      'POST /registrations/{token}/address': 20,
      'POST /api/v1/registrations/{token}/address': 20,
      'POST /registrations/{token}/address/stop': 50,
      'POST /api/v1/registrations/{token}/address/stop': 50,
      'POST /speaking/{token}': 50,
      'POST /speaking/{token}/decline': 50,
      'POST /address-changes/{token}': 50,
      'POST /api/v1/address-changes/{token}': 50,
    })
  })

  test('meet the requests that they are for, which still reach the same function', () => {
    const attendee = routing('GET', '/')?.route.function
    const found = routesOf.attendee
      .filter((route: Route) => `${route.method} ${route.path.pattern}` in RouteSettings)
      .map((route: Route) => routing(route.method, route.path.pattern.replaceAll(/\{\w+\}/g, 'x'))?.route)
    expect(found.map((route) => [(route?.routeKey ?? '') in RouteSettings, route?.function])).toEqual(found.map(() => [true, attendee]))
  })
})

describe('calls reserved for each function', () => {
  const reservedIn = (resource: (name: (typeof functionNames)[number]) => Readonly<Record<string, unknown>>) =>
    functionNames.map((name) => z.number().parse(resource(name)['ReservedConcurrentExecutions']))

  test('leave the account what AWS keeps back', () => {
    const reserved = reservedIn((name) => functionNamed(name).Properties)
    expect(Math.min(...reserved)).toBeGreaterThanOrEqual(2)
    expect(reserved.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(1000 - 100)
  })

  test('shrink with what the account allows, and are left out in a new account', () => {
    const small = synthesised(configurations.smallAccount)
    const reserved = reservedIn((name) => small.functionNamed(name).Properties)
    expect(reserved.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(600 - 100)
    const fresh = synthesised(configurations.newAccount)
    expect(functionNames.map((name) => fresh.functionNamed(name).Properties['ReservedConcurrentExecutions'])).toEqual(
      functionNames.map(() => undefined),
    )
  })
})
