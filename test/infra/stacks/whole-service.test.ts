import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { App } from 'aws-cdk-lib'
import { configurationSchema } from '../../../infra/configuration.ts'
import { createStacks } from '../../../infra/stacks/whole-service.ts'
import { featureFlags } from '../../../infra/synthesise.ts'
import { withBundles } from '../bundle-folders.ts'
import { synthesised } from '../synthesised.ts'

// With everything configured, which creates the most resources.
const { stacks, ofType } = synthesised({
  alarmEmail: 'operations@plenary.example',
  certificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/1',
})

describe('there is room in CloudFormation', () => {
  // AWS's limit is 500, https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
  test.each(Object.keys(stacks))('%s has fewer than 350 resources', (name) => {
    expect(Object.keys(stacks[name]?.Resources ?? {}).length).toBeLessThan(350)
  })

  // AWS's default limit is 300, https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
  test('the API has fewer than 200 routes', () => {
    expect(ofType('AWS::ApiGatewayV2::Route').length).toBeLessThan(200)
  })
})

test('the data stack does not depend on the others, nor they on each other', () => {
  const importedBy = (name: string): readonly string[] =>
    [...JSON.stringify(stacks[name]).matchAll(/"Fn::ImportValue":"(\w+):/g)].flatMap(([, from]) => from ?? [])
  const imported = Object.fromEntries(Object.keys(stacks).map((name) => [name, [...new Set(importedBy(name))]]))
  expect(imported).toEqual({ PlenaryData: [], PlenaryBackground: ['PlenaryData'], PlenaryFirewall: [], PlenaryWeb: ['PlenaryData'] })
})

test.each([
  [true, 'what is kept cannot be deleted before somebody says so'],
  [false, 'a trial can be deleted'],
])('retainData %s: %s', (retainData) => {
  const outdir = mkdtempSync(join(tmpdir(), 'plenary-stacks-'))
  try {
    const app = new App({ outdir, context: { ...featureFlags(), 'aws:cdk:disable-asset-staging': true }, analyticsReporting: false })
    const made = withBundles((bundles) => createStacks(app, { configuration: configurationSchema.parse({ retainData }), bundles }))
    expect(Object.values(made).map(({ terminationProtection }) => terminationProtection)).toEqual(Array(4).fill(retainData))
  } finally {
    rmSync(outdir, { recursive: true })
  }
})
