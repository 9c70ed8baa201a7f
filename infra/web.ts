import { CfnResource, RemovalPolicy, Validations } from 'aws-cdk-lib'
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
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import * as z from 'zod'
import type { Configuration } from './configuration.ts'
import { type Throttle, usualThrottle } from './edge/throttles.ts'
import { type GatewayRoute, gatewayRoutes, type WebFunction, webFunctions } from './gateway-routes.ts'
import type { Issuer } from './identity.ts'
import type { ServiceFunction } from './service-function.ts'

const openBecause: Readonly<Record<Exclude<GatewayRoute['access'], 'token'>, string>> = {
  public: 'Everybody may call this route; the page itself checks links with a token.',
  session: 'Staff come with an encrypted cookie that API Gateway cannot read; the pipeline checks it before any page runs.',
  page: 'The function finds the page: those for everybody check links with a token, those for staff want the encrypted cookie.',
}

const keyOf = (key: string): HttpRouteKey => {
  const [method, path] = key.split(' ')
  return path === undefined ? HttpRouteKey.DEFAULT : HttpRouteKey.with(path, z.enum(HttpMethod).parse(method))
}

// Route keys rather than paths, no query, no caller's address: neither a personal link nor a person appears in the log.
const accessLog = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  latency: '$context.responseLatency',
  error: '$context.error.responseType',
  integrationStatus: '$context.integrationStatus',
}

interface ThrottledRoute {
  readonly key: string
  readonly throttle: Throttle
  readonly route: HttpRoute
}

interface WebOptions {
  readonly functions: Readonly<Record<WebFunction, ServiceFunction>>
  readonly issuer: Issuer
  readonly configuration: Pick<Configuration, 'furtherAudiences' | 'logRetentionDays'>
}

/** The HTTP API: its routes lead to the functions; those with a token first pass the issuer's authoriser. */
export class Web extends Construct {
  readonly api: HttpApi

  constructor(scope: Construct, id: string, { functions, issuer, configuration }: WebOptions) {
    super(scope, id)
    this.api = new HttpApi(this, 'Api', { createDefaultStage: false })
    const authorizer = new HttpJwtAuthorizer('Issuer', issuer.url, { jwtAudience: [issuer.audience, ...configuration.furtherAudiences] })
    const nobody = new HttpNoneAuthorizer()
    const throttled: ThrottledRoute[] = []
    for (const name of webFunctions) {
      const integration = new HttpLambdaIntegration(name, functions[name].function, { scopePermissionToRoute: false })
      for (const { key, access, throttle, scopes = [] } of gatewayRoutes(name)) {
        const made = new HttpRoute(this, key, {
          httpApi: this.api,
          routeKey: keyOf(key),
          integration,
          authorizer: access === 'token' ? authorizer : nobody,
          ...(scopes.length > 0 && issuer.scopes && { authorizationScopes: [...scopes] }),
        })
        if (throttle !== undefined) throttled.push({ key, throttle, route: made })
        if (access !== 'token') Validations.of(made).acknowledge({ id: 'AwsSolutions::AwsSolutions-APIG4', reason: openBecause[access] })
      }
    }
    this.#stage(configuration, throttled)
  }

  #stage(configuration: WebOptions['configuration'], throttled: readonly ThrottledRoute[]): void {
    const logGroup = new LogGroup(this, 'AccessLogs', {
      retention: configuration.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: usualThrottle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    })
    // CDK's stage knows only the default; settings of routes need the routes.
    const settings = throttled.map(({ key, throttle }) => [
      key,
      { ThrottlingRateLimit: throttle.rateLimit, ThrottlingBurstLimit: throttle.burstLimit },
    ])
    const resource = stage.node.defaultChild
    if (CfnResource.isCfnResource(resource)) resource.addPropertyOverride('RouteSettings', Object.fromEntries(settings))
    stage.node.addDependency(...throttled.map(({ route }) => route))
  }
}
