import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { exportsOf, type StackTemplate } from '../../infra/stacks/joined-template.ts'
import { configurations } from './configurations.ts'
import { synthesised } from './synthesised.ts'

// Under another logical id, CloudFormation creates a new, empty resource and abandons the old one. The committed list names the
// existing ones; `UPDATE_STATEFUL=1` rewrites it, which is right only for new ones.
const file = join(import.meta.dirname, 'stateful.json')

const { stacks } = synthesised(configurations.everything)

/** What is lost with a resource, for the types that store something. */
const losses: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'everything in the table; the service would begin with an empty one',
  'AWS::S3::Bucket': 'every file in the bucket; the service would begin with an empty one',
  'AWS::Cognito::UserPool': 'the accounts of all staff',
  'AWS::Cognito::UserPoolClient': 'the sign-in of all staff: sessions and the audience of tokens hang on the client',
  'AWS::Cognito::UserPoolDomain': 'the address of the sign-in page',
  'AWS::Cognito::UserPoolGroup': 'the roles of the staff in the group',
  'AWS::Cognito::UserPoolResourceServer': 'the scopes of machine clients',
  'AWS::SES::EmailIdentity': 'the verified mail domain: no mail goes out until DNS has new records',
  'AWS::SES::ConfigurationSet': 'the reputation figures and the events of mails under way',
  'AWS::SES::ReceiptRuleSet': 'incoming mail until somebody activates the new rules by hand',
  'AWS::SQS::Queue': 'what waits in the queue, or was put aside there for somebody to look at',
  'AWS::SNS::Topic': 'the confirmed subscriptions to alarms',
  'AWS::ApiGatewayV2::Api': 'the address of the API',
  'AWS::CloudFront::Distribution': 'the target of the site’s DNS record',
}

const listSchema = z.record(z.string(), z.object({ resources: z.record(z.string(), z.string()), exports: z.array(z.string()) }))
type List = z.infer<typeof listSchema>

const about = (stack: StackTemplate): List[string] => ({
  resources: Object.fromEntries(Object.entries(stack.Resources).flatMap(([id, { Type }]) => (Type in losses ? [[id, Type]] : []))),
  exports: [...exportsOf([stack]).keys()],
})
const present: List = Object.fromEntries(Object.entries(stacks).map(([name, stack]) => [name, about(stack)]))
if (process.env['UPDATE_STATEFUL'] === '1') writeFileSync(file, `${JSON.stringify(present, undefined, 2)}\n`)
const committed = listSchema.parse(JSON.parse(readFileSync(file, 'utf8')))

const missingFrom = (list: List, name: string, id: string, type: string): boolean => list[name]?.resources[id] !== type
const each = (list: List) =>
  Object.entries(list).flatMap(([name, { resources }]) => Object.entries(resources).map(([id, type]) => ({ name, id, type })))

describe('from release to release', () => {
  test('no resource with data is renamed, moved or dropped', () => {
    const gone = each(committed).filter(({ name, id, type }) => missingFrom(present, name, id, type))
    expect(gone.map(({ name, id, type }) => `${name} has no ${type} ${id} any more. A release would lose ${losses[type]}.`)).toEqual([])
  })

  test('new resources with data are on the list', () => {
    const unlisted = each(present).filter(({ name, id, type }) => missingFrom(committed, name, id, type))
    const hint = 'If nothing was renamed, run this test with UPDATE_STATEFUL=1 and commit test/infra/stateful.json.'
    expect(unlisted.map(({ name, id, type }) => `${name} has a new ${type} ${id}. ${hint}`)).toEqual([])
  })

  test('no export disappears before its readers', () => {
    const gone = Object.entries(committed).flatMap(([name, { exports }]) =>
      exports.filter((each) => !present[name]?.exports.includes(each)),
    )
    const hint =
      'CloudFormation refuses that as long as a deployed stack imports it: stop importing it in one release, drop it in the next.'
    expect(gone.map((each) => `${each} is not exported any more. ${hint}`)).toEqual([])
  })
})

describe('what must never be lost', () => {
  const resources = Object.entries(stacks).flatMap(([name, stack]) =>
    Object.entries(stack.Resources).map(([id, resource]) => ({ name, id, ...resource })),
  )
  const precious = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool']

  test('is in the data stack, and is kept when the stack or the resource is removed', () => {
    const found = resources.filter(({ Type }) => precious.includes(Type))
    expect(found).toHaveLength(11)
    expect(found.map(({ name, id, DeletionPolicy, UpdateReplacePolicy }) => [name, id, DeletionPolicy, UpdateReplacePolicy])).toEqual(
      found.map(({ id }) => ['PlenaryData', id, 'Retain', 'Retain']),
    )
  })
})
