import { CfnOutput, RemovalPolicy, Validations } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  DomainName,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import * as z from 'zod'
import type { Configuration } from './configuration.ts'
import { type GatewayRoute, gatewayRoutes, type WebFunction, webFunctions } from './gateway-routes.ts'
import type { Issuer } from './identity.ts'
import { throttle } from './schedules.ts'
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

interface WebOptions {
  readonly functions: Readonly<Record<WebFunction, ServiceFunction>>
  readonly issuer: Issuer
  readonly configuration: Pick<Configuration, 'siteUrl' | 'certificateArn' | 'furtherAudiences' | 'logRetentionDays'>
}

/** The HTTP API: its routes lead to the functions; those with a token first pass the issuer's authoriser. */
export class Web extends Construct {
  readonly api: HttpApi

  constructor(scope: Construct, id: string, { functions, issuer, configuration }: WebOptions) {
    super(scope, id)
    this.api = new HttpApi(this, 'Api', {
      createDefaultStage: false,
      disableExecuteApiEndpoint: configuration.certificateArn !== undefined,
    })
    const authorizer = new HttpJwtAuthorizer('Issuer', issuer.url, { jwtAudience: [issuer.audience, ...configuration.furtherAudiences] })
    const nobody = new HttpNoneAuthorizer()
    for (const name of webFunctions) {
      const integration = new HttpLambdaIntegration(name, functions[name].function, { scopePermissionToRoute: false })
      for (const { key, access } of gatewayRoutes(name)) {
        const made = new HttpRoute(this, key, {
          httpApi: this.api,
          routeKey: keyOf(key),
          integration,
          authorizer: access === 'token' ? authorizer : nobody,
        })
        if (access !== 'token') Validations.of(made).acknowledge({ id: 'AwsSolutions::AwsSolutions-APIG4', reason: openBecause[access] })
      }
    }
    this.#stage(configuration)
  }

  #stage(configuration: WebOptions['configuration']): void {
    const logGroup = new LogGroup(this, 'AccessLogs', {
      retention: configuration.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const domainName = this.#domainName(configuration)
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
      ...(domainName && { domainMapping: { domainName } }),
    })
  }

  #domainName({ siteUrl, certificateArn }: WebOptions['configuration']): DomainName | undefined {
    if (certificateArn === undefined) {
      new CfnOutput(this, 'Address', { value: this.api.apiEndpoint, description: 'Where the site answers without a name of its own' })
      return undefined
    }
    const domainName = new DomainName(this, 'Site', {
      domainName: new URL(siteUrl).hostname,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      securityPolicy: SecurityPolicy.TLS_1_2,
    })
    new CfnOutput(this, 'SiteTarget', { value: domainName.regionalDomainName, description: 'What the host of the site is a CNAME of' })
    return domainName
  }
}
