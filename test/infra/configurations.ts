import type { ConfigurationInput } from '../../infra/configuration.ts'

const certificateArn = 'arn:aws:acm:us-east-1:111111111111:certificate/1'
const issuer = { url: 'https://issuer.example', clientId: 'site', audience: 'plenary' }

/** The configurations whose stacks are tested. A whole run synthesises them all at once: loading CDK takes longer than any of them. */
export const configurations = {
  plain: {},
  everything: { alarmEmail: 'operations@plenary.example', certificateArn },
  ownDomain: {
    siteUrl: 'https://events.example',
    certificateArn,
    firewallArn: 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/Plenary/1',
    originSecretGeneration: 3,
  },
  ownIssuer: { issuer, furtherAudiences: ['machine'] },
  issuerWithoutScopes: { issuer: { ...issuer, scopes: false } },
  trial: { retainData: false },
  smallAccount: { accountConcurrency: 600 },
  newAccount: { accountConcurrency: 10 },
  shortLogs: { logRetentionDays: 30 },
} as const satisfies Readonly<Record<string, ConfigurationInput>>
