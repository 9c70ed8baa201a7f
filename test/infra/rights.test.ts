import { describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { type FunctionName, functionNames } from '../../infra/functions.ts'
import { expected, only, partners } from './rights/expected-rights.ts'
import { attachments, files, mails, sentAttachments, uploads } from './rights/object-rights.ts'
import { synthesised } from './synthesised.ts'

const { all, functionNamed, ofType, readable } = synthesised()

const oneOrMore = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])])
const roleSchema = z.object({
  AssumeRolePolicyDocument: z.unknown(),
  ManagedPolicyArns: z.undefined().optional(),
  Policies: z.array(
    z.object({
      PolicyDocument: z.object({
        Statement: z.array(
          z.strictObject({
            Effect: z.literal('Allow'),
            Action: oneOrMore,
            Resource: oneOrMore,
            Condition: z.unknown().optional(),
          }),
        ),
      }),
    }),
  ),
})

const shortened = (resource: string): string =>
  resource
    .replace(/^Database(\w+)\.Arn/, '$1')
    .replace(/^Database(\w+)\.StreamArn$/, '$1/stream')
    .replace(/^arn:AWS::Partition:(\w+):AWS::Region:AWS::AccountId:/, '$1 ')

/** What a function may do: a line per action and resource, with the condition if there is one. */
const rightsOf = (name: FunctionName): readonly string[] => {
  const { Role } = z
    .object({ Role: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }) })
    .parse(functionNamed(name).Properties)
  const role = roleSchema.parse(all[Role['Fn::GetAtt'][0]]?.Properties)
  return role.Policies.flatMap((policy) => policy.PolicyDocument.Statement)
    .flatMap(({ Action, Resource, Condition }) =>
      Action.flatMap((action) =>
        Resource.map((resource) =>
          [z.string().parse(action), shortened(readable(resource)), ...(Condition === undefined ? [] : [JSON.stringify(Condition)])].join(
            ' ',
          ),
        ),
      ),
    )
    .sort()
}

describe('each function may do exactly', () => {
  test.each(functionNames)('what %s needs', (name) => {
    const { construct, rights } = expected[name]
    const ownLogsAndTraces = [
      `logs:CreateLogStream ${construct}Logs.Arn`,
      `logs:PutLogEvents ${construct}Logs.Arn`,
      'xray:PutTelemetryRecords *',
      'xray:PutTraceSegments *',
    ]
    expect(rightsOf(name)).toEqual([...rights, ...ownLogsAndTraces].sort())
  })
})

test('only traces, and querying SES’s quota, are allowed on every resource', () => {
  const wildcards = functionNames.flatMap((name) => rightsOf(name).filter((right) => right.split(' ')[1] === '*'))
  expect(new Set(wildcards)).toEqual(new Set(['ses:GetSendQuota *', 'xray:PutTelemetryRecords *', 'xray:PutTraceSegments *']))
})

const organisersOwn = [...attachments('DeleteObject', 'PutObject'), ...sentAttachments('DeleteObject', 'GetObject', 'PutObject')]

test('partial rights exist only on buckets: answers for attendee and organiser, files of events, mails for their readers and organisers', () => {
  const byFunction = functionNames.map((name) => [name, rightsOf(name).filter((right) => right.split(' ')[1]?.endsWith('/*'))])
  expect(byFunction.filter(([, rights]) => rights?.length)).toEqual([
    [
      'attendee',
      [...files('DeleteObject', 'GetObject'), ...uploads('DeleteObject', 'GetObject', 'PutObject'), ...attachments('GetObject')].sort(),
    ],
    ['organiser', [...files('GetObject'), ...organisersOwn, mails].sort()],
    ['my-data', files('GetObject')],
    ['erasure', [...files('DeleteObject'), ...attachments('DeleteObject'), 's3:DeleteObject InboundLetters.Arn/inbound/*']],
    ['replies', [mails]],
    ['uploads', [...files('GetObject', 'PutObject'), ...uploads('DeleteObject', 'GetObject')].sort()],
  ])
})

test('one function alone makes answers of what browsers send, and another attaches files to events', () => {
  expect(functionNames.filter((name) => rightsOf(name).some((right) => files('PutObject').includes(right)))).toEqual(['uploads'])
  expect(functionNames.filter((name) => rightsOf(name).some((right) => attachments('PutObject').includes(right)))).toEqual(['organiser'])
})

test('only the functions that show and erase people’s data can list files, and organisers can change only those of events', () => {
  const listing = functionNames.filter((name) => rightsOf(name).some((right) => /s3:List|s3:\*/.test(right)))
  expect(listing.sort()).toEqual(['erasure', 'my-data'])
  expect(rightsOf('organiser').filter((right) => /s3:(?:Put|Delete)/.test(right))).toEqual(
    organisersOwn.filter((right) => !right.includes('GetObject')).sort(),
  )
})

test('steering has no rights on the people table', () => {
  expect(rightsOf('steering').filter((right) => right.includes('People'))).toEqual([])
})

test('organisers can read summaries, but no single responses', () => {
  expect(rightsOf('organiser').filter((right) => right.includes('Feedback'))).toEqual([`dynamodb:GetItem Feedback ${only('SUMMARY#*')}`])
})

test('attendee pages cannot list people, but for what everyone may know of speakers: of those waiting they see only keys, which reveal no names', () => {
  const lists = rightsOf('attendee').filter((right) => /Query|Scan/.test(right) && right.includes('People'))
  expect(lists.sort()).toEqual(['dynamodb:Query People/index/waiting', `dynamodb:Query People ${only('PROFILES#*')}`].sort())
})

test('one function alone deletes people: others take entries off lists and speakers out of programmes, finish requests for mails, and remove a person’s own file', () => {
  const deleting = functionNames
    .filter((name) => name !== 'erasure')
    .flatMap((name) =>
      rightsOf(name).flatMap((right) => (/:(?:Delete(?!Message)|BatchWrite|PartiQL)|:\*/.test(right) ? [`${name}: ${right}`] : [])),
    )
  expect(deleting).toEqual([
    ...[...files('DeleteObject'), ...uploads('DeleteObject')].map((right) => `attendee: ${right}`),
    `organiser: dynamodb:DeleteItem People ${only('LIST#*')}`,
    `organiser: dynamodb:DeleteItem People ${only('PROFILES#*')}`,
    `organiser: dynamodb:DeleteItem People ${only('SPEAKERS#*')}`,
    // Not about people who registered: which events are shared with an organiser, what belongs to a draft, templates and partners' calendars.
    `organiser: dynamodb:DeleteItem Programme ${only('SHARED#*', 'SEATS#*', 'SERIES#*', 'TEMPLATES', ...partners)}`,
    // Files that they attached to events.
    ...[...attachments('DeleteObject'), ...sentAttachments('DeleteObject')].map((right) => `organiser: ${right}`),
    // Links that groups no longer propose by.
    `proposals: dynamodb:DeleteItem Programme ${only('GROUP-LINKS')}`,
    // What is published of a speaker, who does not speak any more.
    `speakers: dynamodb:DeleteItem People ${only('PROFILES#*')}`,
    // Not a person either: that they are a member of the steering group.
    `sign-in: dynamodb:DeleteItem Staff ${only('STEERING')}`,
    `mail: dynamodb:DeleteItem People ${only('PERSON#*')}`,
    // What speakers were told, and what is published of those who no longer speak.
    `clock: dynamodb:DeleteItem People ${only('PROFILES#*')}`,
    `clock: dynamodb:DeleteItem Programme ${only('SPEAKERS#*')}`,
    ...uploads('DeleteObject').map((right) => `uploads: ${right}`),
  ])
})

test('nobody who meets strangers can write a summary, put an address on a list, or change an event', () => {
  const writing = rightsOf('attendee').filter((right) => /:(?:Put|Update)Item/.test(right))
  expect(writing.filter((right) => /(?:Programme|People|Feedback)$|SUMMARY|LIST|EVENT/.test(right))).toEqual([])
})

test('only functions that may be the first to sign a link can make its key, and none can change one', () => {
  const about = functionNames.flatMap((name) => rightsOf(name).flatMap((right) => (right.includes(' Keys') ? [{ name, right }] : [])))
  expect(about.filter(({ right }) => !/:(?:GetItem|PutItem) /.test(right))).toEqual([])
  const making = about.filter(({ right }) => right.includes('PutItem') && right.includes('KEY#links')).map(({ name }) => name)
  expect(making).toEqual(['attendee', 'organiser', 'my-data', 'mail', 'fan-out', 'clock', 'replies'])
})

test('the ledger can only be appended to, and only by the seats function', () => {
  const ledger = functionNames.flatMap((name) => rightsOf(name).filter((right) => right.endsWith('Ledger')))
  expect(ledger.sort()).toEqual(['dynamodb:PutItem Ledger', 'dynamodb:Query Ledger'])
})

test('what staff did can only be added to: no function may change or delete it, and only the organisers’ pages read it', () => {
  const audit = functionNames.flatMap((name) =>
    rightsOf(name).flatMap((right) => (/ Audit\b/.test(right) ? [`${name}: ${right.split(' {')[0]}`] : [])),
  )
  expect(audit.sort()).toEqual([
    'erasure: dynamodb:PutItem Audit',
    'organiser: dynamodb:PutItem Audit',
    'organiser: dynamodb:Query Audit',
    'organiser: dynamodb:Query Audit/index/audited',
    'proposals: dynamodb:PutItem Audit',
    'sign-in: dynamodb:PutItem Audit',
    'steering: dynamodb:PutItem Audit',
  ])
})

test('rights come from the roles alone: no policy is attached from elsewhere', () => {
  expect(ofType('AWS::IAM::Policy')).toEqual([])
  expect(ofType('AWS::IAM::ManagedPolicy')).toEqual([])
  expect(ofType('AWS::IAM::Role')).toHaveLength(functionNames.length)
})
