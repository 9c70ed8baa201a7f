import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { keyHeaders, passedHeaders } from '../../../infra/edge/forwarded.ts'
import { webFunctions } from '../../../infra/gateway-routes.ts'
import { edgeOf } from '../../../infra/local/gateway/edge.ts'
import { configurations } from '../configurations.ts'
import { synthesised } from '../synthesised.ts'

const { certificateArn, firewallArn } = configurations.ownDomain
const { all, ofType, readable, functionNamed, template } = synthesised(configurations.ownDomain)

const behaviourSchema = z.object({
  PathPattern: z.string().optional(),
  AllowedMethods: z.array(z.string()),
  CachePolicyId: z.object({ Ref: z.string() }),
  Compress: z.boolean(),
  OriginRequestPolicyId: z.object({ Ref: z.string() }).optional(),
  ResponseHeadersPolicyId: z.object({ Ref: z.string() }),
  ViewerProtocolPolicy: z.string(),
})
const distributionSchema = z.object({
  DistributionConfig: z.object({
    Aliases: z.array(z.string()),
    CacheBehaviors: z.array(behaviourSchema),
    CustomErrorResponses: z.array(z.object({ ErrorCode: z.number(), ErrorCachingMinTTL: z.literal(0) })),
    DefaultCacheBehavior: behaviourSchema,
    HttpVersion: z.string(),
    Origins: z.array(
      z.object({
        DomainName: z.unknown(),
        CustomOriginConfig: z.object({ OriginProtocolPolicy: z.string(), OriginSSLProtocols: z.array(z.string()) }),
        OriginCustomHeaders: z.array(z.object({ HeaderName: z.string(), HeaderValue: z.unknown() })),
      }),
    ),
    ViewerCertificate: z.object({ AcmCertificateArn: z.string(), MinimumProtocolVersion: z.string(), SslSupportMethod: z.string() }),
    WebACLId: z.string(),
  }),
})
const [distribution] = ofType('AWS::CloudFront::Distribution').map(({ Properties }) => distributionSchema.parse(Properties))
const config = distribution?.DistributionConfig
const [api, files, pictures] = config?.CacheBehaviors ?? []

const cacheSchema = z.object({
  CachePolicyConfig: z.object({
    DefaultTTL: z.number(),
    MaxTTL: z.number(),
    MinTTL: z.number(),
    ParametersInCacheKeyAndForwardedToOrigin: z.object({
      CookiesConfig: z.unknown(),
      EnableAcceptEncodingBrotli: z.boolean(),
      EnableAcceptEncodingGzip: z.boolean(),
      HeadersConfig: z.unknown(),
      QueryStringsConfig: z.unknown(),
    }),
  }),
})
const cacheOf = (behaviour: z.infer<typeof behaviourSchema> | undefined) =>
  cacheSchema.parse(all[behaviour?.CachePolicyId.Ref ?? '']?.Properties).CachePolicyConfig

describe('the site', () => {
  test('answers only under its own name, encrypted with nothing older than TLS 1.2, over HTTP/2 and 3, behind the firewall', () => {
    expect(config).toMatchObject({
      Aliases: ['events.example'],
      HttpVersion: 'http2and3',
      ViewerCertificate: { AcmCertificateArn: certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
      WebACLId: firewallArn,
    })
    const behaviours = [config?.DefaultCacheBehavior, files, api]
    expect(behaviours.map((behaviour) => [behaviour?.ViewerProtocolPolicy, behaviour?.Compress])).toEqual([
      ['redirect-to-https', true],
      ['redirect-to-https', true],
      ['https-only', true],
    ])
  })

  test('lets no program send a token in the clear and never notice, and otherwise treats the API like pages', () => {
    expect(api).toEqual({ ...config?.DefaultCacheBehavior, PathPattern: '/api/v1/*', ViewerProtocolPolicy: 'https-only' })
  })

  test('tells browsers to be strict even where no function answered', () => {
    const policies = ofType('AWS::CloudFront::ResponseHeadersPolicy').map(({ Properties }) => Properties['ResponseHeadersPolicyConfig'])
    expect(policies).toEqual([
      expect.objectContaining({
        SecurityHeadersConfig: {
          StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true, Override: false },
          ContentSecurityPolicy: {
            ContentSecurityPolicy: "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
            Override: false,
          },
          ContentTypeOptions: { Override: true },
          ReferrerPolicy: { ReferrerPolicy: 'same-origin', Override: false },
        },
      }),
    ])
    const behaviours = [config?.DefaultCacheBehavior, files, api]
    expect(behaviours.map((behaviour) => all[behaviour?.ResponseHeadersPolicyId.Ref ?? '']?.Type)).toEqual(
      Array(3).fill('AWS::CloudFront::ResponseHeadersPolicy'),
    )
  })

  test('keeps a page only if and as long as it says so, for readers with the same cookies, language and token', () => {
    expect(config?.DefaultCacheBehavior.AllowedMethods).toHaveLength(7)
    expect(cacheOf(config?.DefaultCacheBehavior)).toEqual({
      DefaultTTL: 0,
      MinTTL: 0,
      MaxTTL: 86_400,
      ParametersInCacheKeyAndForwardedToOrigin: {
        CookiesConfig: { CookieBehavior: 'all' },
        EnableAcceptEncodingBrotli: true,
        EnableAcceptEncodingGzip: true,
        HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Accept-Language', 'Authorization'] },
        QueryStringsConfig: { QueryStringBehavior: 'all' },
      },
    })
  })

  test('keeps files for a year, whoever asks', () => {
    expect([files?.PathPattern, files?.AllowedMethods]).toEqual(['/assets/*', ['GET', 'HEAD']])
    expect(pictures).toEqual({ ...files, PathPattern: '/pictures/*' })
    expect(cacheOf(files)).toMatchObject({
      MaxTTL: 31_536_000,
      ParametersInCacheKeyAndForwardedToOrigin: {
        CookiesConfig: { CookieBehavior: 'none' },
        EnableAcceptEncodingBrotli: true,
        HeadersConfig: { HeaderBehavior: 'none' },
        QueryStringsConfig: { QueryStringBehavior: 'none' },
      },
    })
  })

  test('keeps no error, which might be about one person', () => {
    const codes = config?.CustomErrorResponses.map(({ ErrorCode }) => ErrorCode)
    expect(codes).toEqual([400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504])
  })
})

describe('the way to the API', () => {
  const [origin] = config?.Origins ?? []

  test('is encrypted, and every request carries the current secret', () => {
    expect(readable(origin?.DomainName)).toBe('WebApi.execute-api.AWS::Region.AWS::URLSuffix')
    expect(origin?.CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] })
    const sent = origin?.OriginCustomHeaders.map(({ HeaderName, HeaderValue }) => [HeaderName, readable(HeaderValue)])
    expect(sent).toEqual([['x-origin-secret', '{{resolve:secretsmanager:OriginSecretsGeneration3:SecretString:::}}']])
  })

  test.each(webFunctions)('ends at %s only with the current secret or the one before', (name) => {
    const { Environment } = z
      .object({ Environment: z.object({ Variables: z.object({ ORIGIN_SECRETS: z.unknown() }) }) })
      .parse(functionNamed(name).Properties)
    expect(readable(Environment.Variables.ORIGIN_SECRETS)).toBe(
      [3, 2].map((each) => `{{resolve:secretsmanager:OriginSecretsGeneration${each}:SecretString:::}}`).join(','),
    )
  })

  test('changes its secret only when all functions accept the new one', () => {
    const [id = ''] = Object.keys(all).filter((each) => all[each]?.Type === 'AWS::CloudFront::Distribution')
    const functionIds = webFunctions.map((name) => Object.keys(all).find((each) => all[each] === functionNamed(name)))
    expect(all[id]?.DependsOn).toEqual(expect.arrayContaining(functionIds))
  })

  test('begins with secrets that nobody chose', () => {
    const secrets = ofType('AWS::SecretsManager::Secret').map(({ Properties }) => Properties['GenerateSecretString'])
    expect(secrets).toEqual(Array(2).fill({ ExcludePunctuation: true, PasswordLength: 48 }))
    expect(synthesised().ofType('AWS::SecretsManager::Secret')).toHaveLength(1)
  })
})

describe('a request', () => {
  const edge = edgeOf(template)
  const headers = { 'accept-language': 'fr', authorization: 'Bearer x', 'x-forwarded-host': 'evil.example', 'x-origin-secret': 'guessed' }
  const received = { headers: { ...headers, 'cloudfront-viewer-address': '10.0.0.1:1' }, viewer: '198.51.100.10:46532' }

  test('loses what the functions do not read, and cannot bring what only CloudFront knows', () => {
    const { 'x-origin-secret': secret, ...passed } = edge({ ...received, path: '/events' })
    expect(passed).toEqual({ 'accept-language': 'fr', authorization: 'Bearer x', 'cloudfront-viewer-address': '198.51.100.10:46532' })
    expect(secret).toContain('{{resolve:secretsmanager:')
    expect(Object.keys(edge({ ...received, path: '/assets/site.css' }))).toEqual(['x-origin-secret'])
  })

  test('brings every header that the code reads', () => {
    const root = join(import.meta.dirname, '../../..')
    const code = globSync(['functions/**/*.ts', 'shared/{http,api,use-cases}/**/*.ts'], { cwd: root }).map((file) =>
      readFileSync(join(root, file), 'utf8'),
    )
    const read = code.flatMap((text) =>
      [...text.matchAll(/(?<!reply\.|response\.)headers(?:\?)?(?:\.get\(|\[)'([a-z-]+)'/g)].map(([, name]) => name ?? ''),
    )
    const known = [...keyHeaders, ...passedHeaders, 'Content-Type', 'If-None-Match', 'Accept-Encoding'].map((name) => name.toLowerCase())
    expect(read).toEqual(expect.arrayContaining(['accept-language', 'idempotency-key', 'if-none-match']))
    expect(read.filter((name) => !known.includes(name))).toEqual([])
  })
})
