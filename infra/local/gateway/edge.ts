import * as z from 'zod'
import type { Template } from '../../stacks/joined-template.ts'
import { localResources } from '../template/arns.ts'
import { resourcesOf } from '../template/template.ts'

/** A reader's request as CloudFront receives it. */
interface Received {
  readonly path: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Address and port. */
  readonly viewer: string
}

/** The headers that the API gets from CloudFront for a request. */
export type Edge = (received: Received) => Record<string, string>

const policySchema = (config: string, parameters: string) =>
  z
    .object({
      [config]: z.object({
        [parameters]: z.object({ HeadersConfig: z.object({ HeaderBehavior: z.string(), Headers: z.array(z.string()).default([]) }) }),
      }),
    })
    .transform((policy) => policy[config]?.[parameters]?.HeadersConfig.Headers ?? [])
const cachePolicySchema = policySchema('CachePolicyConfig', 'ParametersInCacheKeyAndForwardedToOrigin')
const requestPolicySchema = z
  .object({
    OriginRequestPolicyConfig: z.object({
      HeadersConfig: z.object({ HeaderBehavior: z.literal('whitelist'), Headers: z.array(z.string()) }),
    }),
  })
  .transform((policy) => policy.OriginRequestPolicyConfig.HeadersConfig.Headers)

const behaviourSchema = z.object({
  CachePolicyId: z.string(),
  OriginRequestPolicyId: z.string().optional(),
  PathPattern: z.string().default('*'),
})
const distributionSchema = z.object({
  DistributionConfig: z.object({
    DefaultCacheBehavior: behaviourSchema,
    CacheBehaviors: z.array(behaviourSchema).default([]),
    Origins: z.tuple([
      z.object({ OriginCustomHeaders: z.array(z.object({ HeaderName: z.string(), HeaderValue: z.string() })).default([]) }),
    ]),
  }),
})

// CloudFront passes these whatever the policies say.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
const always = ['accept-encoding', 'content-length', 'content-type', 'host', 'if-modified-since', 'if-none-match']

const matches = (pattern: string, path: string): boolean => {
  const [start = '', end] = pattern.split('*')
  return path.startsWith(start) && (end === undefined ? path === start : path.endsWith(end))
}

/** Plays the template's CloudFront distribution: passes the headers that its policies name, and adds its own. */
export const edgeOf = (template: Template): Edge => {
  const find = <Schema extends z.ZodType>(type: string, schema: Schema) => resourcesOf(template, type, schema, localResources)
  const headersOf = new Map<string, readonly string[]>([
    ...find('AWS::CloudFront::CachePolicy', cachePolicySchema).map(({ logicalId, properties }) => [logicalId, properties] as const),
    ...find('AWS::CloudFront::OriginRequestPolicy', requestPolicySchema).map(
      ({ logicalId, properties }) => [logicalId, properties] as const,
    ),
  ])
  const [distribution] = find('AWS::CloudFront::Distribution', distributionSchema)
  if (distribution === undefined) throw new Error('the template has no CloudFront distribution')
  const { DefaultCacheBehavior, CacheBehaviors, Origins } = distribution.properties.DistributionConfig
  // Values are references to secrets, which are as good as secrets here: the functions get the same ones.
  const own = Object.fromEntries(
    Origins[0].OriginCustomHeaders.map(({ HeaderName, HeaderValue }) => [HeaderName.toLowerCase(), HeaderValue]),
  )
  return ({ path, headers, viewer }) => {
    const { CachePolicyId, OriginRequestPolicyId = '' } =
      CacheBehaviors.find(({ PathPattern }) => matches(PathPattern, path)) ?? DefaultCacheBehavior
    const named = [CachePolicyId, OriginRequestPolicyId].flatMap((id) => headersOf.get(id) ?? []).map((name) => name.toLowerCase())
    const passed = new Set([...always, ...named.filter((name) => !name.startsWith('cloudfront-'))])
    return {
      ...Object.fromEntries(Object.entries(headers).filter(([name]) => passed.has(name))),
      ...(named.includes('cloudfront-viewer-address') && { 'cloudfront-viewer-address': viewer }),
      ...own,
    }
  }
}
