import { describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { routes as assets } from '../../functions/assets/routes.ts'
import { routes as attendee } from '../../functions/attendee/routes.ts'
import { routes as feeds } from '../../functions/feeds/routes.ts'
import { routes as organiser } from '../../functions/organiser/routes.ts'
import { routes as signIn } from '../../functions/sign-in/routes.ts'
import { routes as steering } from '../../functions/steering/routes.ts'
import { type Route, routeKey } from '../../shared/web/route.ts'
import { synthesised } from './synthesised.ts'

const issuer = { url: 'https://issuer.example', clientId: 'site', audience: 'plenary' }
const { all, ofType, readable } = synthesised({ issuer, furtherAudiences: ['machine'] })

const routeSchema = z.object({
  RouteKey: z.string(),
  AuthorizationType: z.string(),
  AuthorizerId: z.unknown().optional(),
  Target: z.unknown().transform(readable),
})
const deployed = ofType('AWS::ApiGatewayV2::Route').map((resource) => routeSchema.parse(resource.Properties))

const expectedOf = (construct: string, routes: readonly Route[]) =>
  routes.map((route) => ({ key: routeKey(route), authorisation: route.access === 'token' ? 'JWT' : 'NONE', construct }))

/** The construct of the function that a route's target, an integration, calls. */
const constructOf = (target: string): string => {
  const name = target.replace('integrations/', '')
  const integration = Object.entries(all).find(([id]) => id.startsWith(name) && all[id]?.Type === 'AWS::ApiGatewayV2::Integration')?.[1]
  return readable(integration?.Properties['IntegrationUri']).replace(/Function\.Arn$/, '')
}

test('every route goes to its function, and exactly those for bearers of tokens have the authoriser', () => {
  const found = deployed.map(({ RouteKey, AuthorizationType, Target }) => ({
    key: RouteKey,
    authorisation: AuthorizationType,
    construct: constructOf(Target),
  }))
  const byKey = (a: { key: string }, b: { key: string }): number => a.key.localeCompare(b.key)
  expect(found.sort(byKey)).toEqual(
    [
      ...expectedOf('Attendee', attendee),
      ...expectedOf('Organiser', organiser),
      ...expectedOf('Steering', steering),
      ...expectedOf('SignIn', signIn),
      ...expectedOf('Assets', assets),
      ...expectedOf('Feeds', feeds),
    ].sort(byKey),
  )
  const withoutAuthoriser = deployed.filter((route) => (route.AuthorizationType === 'JWT') !== (route.AuthorizerId !== undefined))
  expect(withoutAuthoriser).toEqual([])
})

describe('with an issuer of the operator’s own', () => {
  test('tokens of that issuer for the configured audiences are taken, and no others', () => {
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

test('the access log names routes instead of paths, and nobody', () => {
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

test('with a certificate the site answers under its own name alone', () => {
  const own = synthesised({ issuer, siteUrl: 'https://events.example', certificateArn: 'arn:aws:acm:eu-west-1:111111111111:certificate/1' })
  const domains = own.ofType('AWS::ApiGatewayV2::DomainName').map((resource) => resource.Properties['DomainName'])
  expect(domains).toEqual(['events.example'])
  expect(own.ofType('AWS::ApiGatewayV2::Api')[0]?.Properties['DisableExecuteApiEndpoint']).toBe(true)
})
