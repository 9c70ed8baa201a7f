import { describe, expect, test } from '@jest/globals'
import { configurationFromContext } from '../../infra/configuration.ts'
import { network } from '../../shared/domain/basics/network.ts'

const parse = (context: Readonly<Record<string, unknown>>) => configurationFromContext((name) => context[name])

test('without any context the service has the network’s address and its own user pool, and keeps its data', () => {
  expect(parse({})).toEqual({
    siteUrl: network.siteUrl,
    furtherAudiences: [],
    logRetentionDays: 90,
    retainData: true,
    originSecretGeneration: 1,
    accountConcurrency: 1000,
    loopbackCalendars: false,
  })
})

test('text from the command line is understood', () => {
  const given = {
    siteUrl: 'https://events.example',
    issuer: '{"url":"https://issuer.example","clientId":"site","audience":"plenary"}',
    furtherAudiences: 'one,two',
    logRetentionDays: '30',
    retainData: 'false',
    originSecretGeneration: '2',
  }
  expect(parse(given)).toEqual({
    siteUrl: 'https://events.example',
    issuer: { url: 'https://issuer.example', clientId: 'site', audience: 'plenary', scopes: true },
    furtherAudiences: ['one', 'two'],
    logRetentionDays: 30,
    retainData: false,
    originSecretGeneration: 2,
    accountConcurrency: 1000,
    loopbackCalendars: false,
  })
})

describe('a deployment stops at the outset with', () => {
  test.each([
    ['an address that ends in a slash', { siteUrl: 'https://events.example/' }],
    ['an issuer that is not JSON', { issuer: 'https://issuer.example' }],
    ['an issuer without an audience', { issuer: { url: 'https://issuer.example', clientId: 'site' } }],
    ['a certificate where CloudFront does not find it', { certificateArn: 'arn:aws:acm:eu-west-1:111111111111:certificate/1' }],
    ['a retention that CloudWatch does not know', { logRetentionDays: '31' }],
    ['something else than yes or no about keeping data', { retainData: 'perhaps' }],
  ])('%s', (_, context) => {
    expect(() => parse(context)).toThrow()
  })
})
