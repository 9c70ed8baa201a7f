import { describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { above, largeBodies } from '../../../infra/edge/firewall.ts'
import { routesOf, webFunctions } from '../../../infra/gateway-routes.ts'
import { bodyLimits } from '../../../shared/http/size-limits.ts'
import type { Route } from '../../../shared/site/route.ts'
import { synthesised } from '../synthesised.ts'

const ruleSchema = z.object({
  Name: z.string(),
  Priority: z.number(),
  Action: z.object({ Block: z.object({ CustomResponse: z.object({ ResponseCode: z.number() }) }) }).optional(),
  OverrideAction: z.object({ None: z.object({}) }).optional(),
  Statement: z.looseObject({
    RateBasedStatement: z
      .object({ AggregateKeyType: z.string(), Limit: z.number(), ScopeDownStatement: z.unknown().optional() })
      .optional(),
    ManagedRuleGroupStatement: z
      .object({
        VendorName: z.literal('AWS'),
        RuleActionOverrides: z.array(z.object({ Name: z.string(), ActionToUse: z.object({ Count: z.object({}) }) })),
      })
      .optional(),
  }),
  VisibilityConfig: z.object({ SampledRequestsEnabled: z.literal(false) }),
})
const aclSchema = z.object({ Scope: z.literal('CLOUDFRONT'), DefaultAction: z.object({ Allow: z.object({}) }), Rules: z.array(ruleSchema) })
const { ofType, stacks } = synthesised()
const [acl] = ofType('AWS::WAFv2::WebACL').map(({ Properties }) => aclSchema.parse(Properties))
const rules = acl?.Rules ?? []

test('the firewall has a stack of its own, which needs nothing of the others', () => {
  expect(Object.values(stacks['PlenaryFirewall']?.Resources ?? {}).map(({ Type }) => Type)).toEqual(['AWS::WAFv2::WebACL'])
  expect(rules.map(({ Name }) => Name)).toEqual([
    'TooManyForms',
    'TooManyRequests',
    'TooLarge',
    'TooLargeForThere',
    'AWSManagedRulesCommonRuleSet',
    'AWSManagedRulesKnownBadInputsRuleSet',
    'AWSManagedRulesAmazonIpReputationList',
  ])
})

test('one client is held back when it sends more than an office would', () => {
  const rates = rules.flatMap(({ Action, Statement: { RateBasedStatement: rate } }) =>
    rate === undefined
      ? []
      : [[rate.AggregateKeyType, rate.Limit, rate.ScopeDownStatement !== undefined, Action?.Block.CustomResponse.ResponseCode]],
  )
  expect(rates).toEqual([
    ['IP', 300, true, 429],
    ['IP', 3000, false, 429],
  ])
})

describe('bodies beyond our own limits are refused early, and none within them:', () => {
  test.each([9, 64_000, 512_000, 2_200_000, 1_999_999, 100])('%d', (limit) => {
    const pattern = new RegExp(above(limit))
    const within = [0, 1, limit - 1, limit, Math.floor(limit / 10), Math.floor(limit / 2)]
    const beyond = [limit + 1, limit * 2, limit * 10, limit + 10 ** (String(limit).length - 1)]
    expect(within.filter((length) => pattern.test(String(length)))).toEqual([])
    expect(beyond.filter((length) => !pattern.test(String(length)))).toEqual([])
  })

  test('the limits are those of the functions', () => {
    const texts = Object.fromEntries(rules.map(({ Name, Statement }) => [Name, JSON.stringify(Statement)]))
    const inTemplate = (limit: number): string => JSON.stringify(above(limit)).slice(1, -1)
    expect(texts['TooLarge']).toContain(inTemplate(bodyLimits.list.bytes))
    expect(texts['TooLargeForThere']).toContain(inTemplate(bodyLimits.usual.bytes))
    expect(Math.max(...Object.values(bodyLimits).map(({ bytes }) => bytes))).toBe(bodyLimits.list.bytes)
  })

  test('pages and operations that take more are where more is let through', () => {
    const larger = webFunctions.flatMap((name) => routesOf[name].filter((route: Route) => route.body !== undefined))
    expect(larger.length).toBeGreaterThan(5)
    const patterns = larger.map(({ path }) => path.pattern)
    expect(patterns.filter((pattern) => !largeBodies.some((path) => pattern.startsWith(path)))).toEqual([])
  })
})

test('no rule looks into what people write, where links and markup are nothing bad', () => {
  const counted = rules.flatMap(({ Statement }) => Statement.ManagedRuleGroupStatement?.RuleActionOverrides.map(({ Name }) => Name) ?? [])
  // https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
  const aboutBodies = ['CrossSiteScripting_BODY', 'EC2MetaDataSSRF_BODY', 'GenericLFI_BODY', 'GenericRFI_BODY', 'SizeRestrictions_BODY']
  expect(counted).toEqual(expect.arrayContaining(aboutBodies))
})
