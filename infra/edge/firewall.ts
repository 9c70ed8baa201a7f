import { CfnOutput } from 'aws-cdk-lib'
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import { Construct } from 'constructs'
import { bodyLimits } from '../../shared/http/size-limits.ts'
import { paths } from '../../shared/site/paths.ts'

/** Requests of one client, an IPv4 address or an IPv6 /64, in five minutes. An office of forty behind one address stays below. */
export const clientRates = { requests: 3000, forms: 300 } as const

/** Under these paths there are routes that take more than the usual body. */
export const largeBodies: readonly string[] = [`${paths.organiser.pattern}/`, `${paths.api.pattern}/`]

/**
 * AWS's rules, and those of them that only count. They know attacks on other software; our functions check every value by a schema
 * and escape it, while texts of events and answers may well have links, markup, or the words that these rules look for.
 */
const managed = [
  {
    name: 'AWSManagedRulesCommonRuleSet',
    onlyCounted: [
      // 8 kB, which forms exceed: our own rule below knows the limits.
      'SizeRestrictions_BODY',
      'CrossSiteScripting_BODY',
      'GenericLFI_BODY',
      'GenericRFI_BODY',
      'EC2MetaDataSSRF_BODY',
      // Issuers return to the sign-in page with codes of several kilobytes.
      'SizeRestrictions_QUERYSTRING',
      // Programs of machine clients, and some calendars.
      'NoUserAgent_HEADER',
    ],
  },
  { name: 'AWSManagedRulesKnownBadInputsRuleSet', onlyCounted: [] },
  { name: 'AWSManagedRulesAmazonIpReputationList', onlyCounted: [] },
] as const

/** A pattern for the decimal numbers above a limit. */
export const above = (limit: number): string => {
  const digits = String(limit)
  const sameLength = [...digits].flatMap((digit, index) =>
    digit === '9' ? [] : [`${digits.slice(0, index)}[${Number(digit) + 1}-9][0-9]{${digits.length - index - 1}}`],
  )
  return `^(${[`[1-9][0-9]{${digits.length},}`, ...sameLength].join('|')})$`
}

// No samples: they would show personal links.
const visible = (metricName: string) => ({ cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false })
const asItComes = [{ priority: 0, type: 'NONE' }]

const refusedWith = (responseCode: number, responseHeaders: readonly { readonly name: string; readonly value: string }[] = []) => ({
  block: { customResponse: { responseCode, ...(responseHeaders.length > 0 && { responseHeaders: [...responseHeaders] }) } },
})
const tooLarge = refusedWith(413)
const tooMany = refusedWith(429, [{ name: 'retry-after', value: '300' }])

const longerThan = (limit: number): CfnWebACL.StatementProperty => ({
  regexMatchStatement: {
    fieldToMatch: { singleHeader: { Name: 'content-length' } },
    regexString: above(limit),
    textTransformations: asItComes,
  },
})
const startsWith = (path: string): CfnWebACL.StatementProperty => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: 'STARTS_WITH',
    searchString: path,
    textTransformations: asItComes,
  },
})
const changes: CfnWebACL.StatementProperty = {
  notStatement: {
    statement: {
      regexMatchStatement: { fieldToMatch: { method: {} }, regexString: '^(GET|HEAD|OPTIONS)$', textTransformations: asItComes },
    },
  },
}

const ownRules: readonly Omit<CfnWebACL.RuleProperty, 'priority' | 'visibilityConfig'>[] = [
  {
    name: 'TooManyForms',
    action: tooMany,
    statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: clientRates.forms, scopeDownStatement: changes } },
  },
  {
    name: 'TooManyRequests',
    action: tooMany,
    statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: clientRates.requests } },
  },
  { name: 'TooLarge', action: tooLarge, statement: longerThan(bodyLimits.list.bytes) },
  {
    name: 'TooLargeForThere',
    action: tooLarge,
    statement: {
      andStatement: {
        statements: [longerThan(bodyLimits.usual.bytes), ...largeBodies.map((path) => ({ notStatement: { statement: startsWith(path) } }))],
      },
    },
  },
]

const managedRules: readonly Omit<CfnWebACL.RuleProperty, 'priority' | 'visibilityConfig'>[] = managed.map(({ name, onlyCounted }) => ({
  name,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: onlyCounted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
}))

/** The web application firewall before CloudFront: what is refused before it costs us anything. */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id)
    const acl = new CfnWebACL(this, 'Rules', {
      scope: 'CLOUDFRONT',
      description: 'Plenary: what is refused before it reaches the site',
      defaultAction: { allow: {} },
      visibilityConfig: visible('Plenary'),
      rules: [...ownRules, ...managedRules].map((rule, priority) => ({ ...rule, priority, visibilityConfig: visible(rule.name) })),
    })
    new CfnOutput(this, 'Arn', { value: acl.attrArn, description: 'The value for `-c firewallArn=…` when the other stacks are deployed' })
  }
}
