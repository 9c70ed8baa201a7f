import { RemovalPolicy } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { routes as assets } from '../functions/assets/routes.ts'
import { routes as attendee } from '../functions/attendee/routes.ts'
import { routes as organiser } from '../functions/organiser/routes.ts'
import { routes as signIn } from '../functions/sign-in/routes.ts'
import { routes as steering } from '../functions/steering/routes.ts'
import type { Route } from '../shared/web/route.ts'
import type { ServiceFunction } from './function.ts'
import type { Issuer } from './identity.ts'

/** The routes of the functions that answer HTTP requests. */
export const routesOf = { attendee, organiser, steering, 'sign-in': signIn, assets } as const satisfies Record<string, readonly Route[]>
export type WebFunctionName = keyof typeof routesOf

const methods = { GET: HttpMethod.GET, POST: HttpMethod.POST, PATCH: HttpMethod.PATCH } as const

const keyOf = ({ method, path }: Route): HttpRouteKey =>
  method === '$default' ? HttpRouteKey.DEFAULT : HttpRouteKey.with(path.pattern, methods[method])

// Route keys instead of paths, no query, no address of the caller: a personal link or a person must not show in a log.
const accessLog = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  latency: '$context.responseLatency',
  error: '$context.error.messageString',
  integrationError: '$context.integrationErrorMessage',
}

export interface WebOptions {
  readonly functions: Readonly<Record<WebFunctionName, ServiceFunction>>
  readonly issuer: Issuer
  readonly logRetention: RetentionDays
}

/** The HTTP API: a route for each entry of the functions' routes, those for bearers of tokens behind the issuer's authoriser. */
export class Web extends Construct {
  readonly api: HttpApi

  constructor(scope: Construct, id: string, { functions, issuer, logRetention }: WebOptions) {
    super(scope, id)
    this.api = new HttpApi(this, 'Api', { createDefaultStage: false })
    const authorizer = new HttpJwtAuthorizer('Issuer', issuer.url, { jwtAudience: [issuer.audience] })
    const open = new HttpNoneAuthorizer()
    const add = (name: WebFunctionName, routes: readonly Route[]): void => {
      const integration = new HttpLambdaIntegration(name, functions[name].function, { scopePermissionToRoute: false })
      for (const route of routes) {
        const routeKey = keyOf(route)
        new HttpRoute(this, routeKey.key, {
          httpApi: this.api,
          routeKey,
          integration,
          authorizer: route.access === 'token' ? authorizer : open,
        })
      }
    }
    add('attendee', routesOf.attendee)
    add('organiser', routesOf.organiser)
    add('steering', routesOf.steering)
    add('sign-in', routesOf['sign-in'])
    add('assets', routesOf.assets)
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLogs', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    })
  }
}
