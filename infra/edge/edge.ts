import { Aws, CfnOutput, Duration, Validations } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { Construct, type IDependable } from 'constructs'
import { strictTransport } from '../../shared/http/headers.ts'
import { originSecretHeader } from '../../shared/http/origin-secret.ts'
import { paths } from '../../shared/site/paths.ts'
import type { Configuration } from '../configuration.ts'
import { keyHeaders, passedHeaders } from './forwarded.ts'

interface EdgeOptions {
  readonly api: HttpApi
  /** What CloudFront proves itself with. */
  readonly secret: string
  /** What must accept the secret before CloudFront sends it. */
  readonly functions: readonly IDependable[]
  readonly configuration: Pick<Configuration, 'siteUrl' | 'certificateArn' | 'firewallArn'>
}

// Otherwise CloudFront keeps an error for ten seconds, whatever the answer says about keeping.
const errors = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]

const none = { cookieBehavior: CacheCookieBehavior.none(), queryStringBehavior: CacheQueryStringBehavior.none() }
const compression = { enableAcceptEncodingBrotli: true, enableAcceptEncodingGzip: true }
// An answer is kept only if and as long as it says so; the longest counts only for what does.
const asToldFor = (maxTtl: Duration) => ({ minTtl: Duration.seconds(0), defaultTtl: Duration.seconds(0), maxTtl })

/** CloudFront in front of the API: encryption, compression, the firewall, and files kept near the readers. */
export class Edge extends Construct {
  constructor(scope: Construct, id: string, { api, secret, functions, configuration }: EdgeOptions) {
    super(scope, id)
    const { certificateArn, firewallArn } = configuration
    const origin = new HttpOrigin(`${api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      customHeaders: { [originSecretHeader]: secret },
    })
    // For the answers of CloudFront and the gateway themselves, such as a 401 or 429; what a function says stays.
    const responseHeadersPolicy = new ResponseHeadersPolicy(this, 'Strict', {
      comment: 'What browsers are told where no function answered',
      securityHeadersBehavior: {
        strictTransportSecurity: {
          accessControlMaxAge: Duration.seconds(strictTransport.seconds),
          includeSubdomains: true,
          override: false,
        },
        contentSecurityPolicy: { contentSecurityPolicy: "default-src 'none'; base-uri 'none'; frame-ancestors 'none'", override: false },
        contentTypeOptions: { override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: false },
      },
    })
    const shared = { origin, compress: true, responseHeadersPolicy, viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS }
    const pages = {
      ...shared,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: new CachePolicy(this, 'Pages', {
        comment: 'Keeps what an answer says, apart for each reader',
        ...asToldFor(Duration.days(1)),
        ...compression,
        cookieBehavior: CacheCookieBehavior.all(),
        queryStringBehavior: CacheQueryStringBehavior.all(),
        headerBehavior: CacheHeaderBehavior.allowList(...keyHeaders),
      }),
      originRequestPolicy: new OriginRequestPolicy(this, 'Passed', {
        comment: 'The headers that Plenary reads',
        cookieBehavior: OriginRequestCookieBehavior.all(),
        queryStringBehavior: OriginRequestQueryStringBehavior.all(),
        headerBehavior: OriginRequestHeaderBehavior.allowList(...passedHeaders),
      }),
    }
    const files = {
      ...shared,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy: new CachePolicy(this, 'Assets', {
        comment: 'Keeps files whose names have a hash of their content',
        ...asToldFor(Duration.days(365)),
        ...compression,
        ...none,
      }),
    }
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'Plenary: the site and the API',
      httpVersion: HttpVersion.HTTP2_AND_3,
      // Europe and North America.
      priceClass: PriceClass.PRICE_CLASS_100,
      defaultBehavior: pages,
      additionalBehaviors: {
        // A program that forgot the s of https must notice: its token has already travelled in the clear.
        [`${paths.api.pattern}/*`]: { ...pages, viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY },
        [paths.asset.to({ file: '*' })]: files,
        [paths.networkPicture.to({ file: '*' })]: files,
      },
      errorResponses: errors.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      ...(certificateArn !== undefined && {
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
        domainNames: [new URL(configuration.siteUrl).hostname],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      }),
      ...(firewallArn !== undefined && { webAclId: firewallArn }),
    })
    distribution.node.addDependency(...functions)
    Validations.of(distribution).acknowledge(
      { id: 'AwsSolutions::AwsSolutions-CFR1', reason: 'Officials of every country may register, also while they travel.' },
      {
        id: 'AwsSolutions::AwsSolutions-CFR3',
        reason: 'Its log would have personal links and addresses; API Gateway logs every request by route.',
      },
      ...(firewallArn === undefined
        ? [
            {
              id: 'AwsSolutions::AwsSolutions-CFR2',
              reason: 'The firewall is deployed first, in another region; the README says how it is named here.',
            },
          ]
        : []),
      ...(certificateArn === undefined
        ? [
            {
              id: 'AwsSolutions::AwsSolutions-CFR4',
              reason: 'Only for trials: with CloudFront’s own certificate AWS does not let anybody choose.',
            },
          ]
        : []),
    )
    new CfnOutput(this, 'Target', {
      value: distribution.distributionDomainName,
      description: 'What the host of the site is a CNAME (or Route 53 alias) of; without a certificate, where the site answers',
    })
  }
}
