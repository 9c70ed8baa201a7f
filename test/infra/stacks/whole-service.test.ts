import { describe, expect, test } from '@jest/globals'
import { configurations } from '../configurations.ts'
import { synthesised } from '../synthesised.ts'

// With everything configured, which creates the most resources.
const { stacks, ofType } = synthesised(configurations.everything)

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

test('what is kept cannot be deleted before somebody says so, but a trial can', () => {
  expect(synthesised().kept.toSorted()).toEqual(Object.keys(stacks).toSorted())
  expect(synthesised(configurations.trial).kept).toEqual([])
})
