import { describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { type FunctionName, functionNames } from '../../infra/functions.ts'
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

/** What a function may do: a line for each action on each resource, with the condition if there is one. */
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

const only = (...partitions: readonly string[]): string =>
  JSON.stringify({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } })
const keys = (...partitions: readonly string[]): readonly string[] => [
  `dynamodb:GetItem Keys ${only(...partitions)}`,
  `dynamodb:PutItem Keys ${only(...partitions)}`,
]
const nudges = `dynamodb:UpdateItem Sending ${only('NUDGE')}`
const consumes = (construct: string, ...tables: readonly string[]): readonly string[] => [
  ...tables.flatMap((table) =>
    ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((action) => `dynamodb:${action} ${table}/stream`),
  ),
  `sqs:SendMessage ${construct}FailuresQueue.Arn`,
]
const files = (...actions: readonly string[]): readonly string[] => actions.map((action) => `s3:${action} FilesAnswers.Arn/answers/*`)
const mails = 's3:GetObject InboundLetters.Arn/inbound/*'
const asSender = JSON.stringify({ StringEquals: { 'ses:FromAddress': 'invitations@events.iprocurenet.example' } })

const expected: Readonly<Record<FunctionName, { readonly construct: string; readonly rights: readonly string[] }>> = {
  attendee: {
    construct: 'Attendee',
    rights: [
      'dynamodb:GetItem Programme',
      'dynamodb:BatchGetItem Programme',
      'dynamodb:Query Programme/index/listing',
      'dynamodb:UpdateItem Programme',
      'dynamodb:GetItem People',
      'dynamodb:BatchGetItem People',
      'dynamodb:PutItem People',
      'dynamodb:UpdateItem People',
      'dynamodb:Query People/index/waiting',
      'dynamodb:PutItem Feedback',
      ...keys('KEY#links'),
      ...files('GetObject', 'PutObject', 'DeleteObject'),
    ],
  },
  organiser: {
    construct: 'Organiser',
    rights: [
      'dynamodb:GetItem Programme',
      'dynamodb:BatchGetItem Programme',
      'dynamodb:Query Programme/index/owner',
      'dynamodb:PutItem Programme',
      'dynamodb:UpdateItem Programme',
      `dynamodb:Query Programme ${only('FANOUT#*')}`,
      'dynamodb:GetItem People',
      'dynamodb:BatchGetItem People',
      'dynamodb:PutItem People',
      'dynamodb:UpdateItem People',
      'dynamodb:Query People/index/byEvent',
      'dynamodb:Query People/index/waiting',
      `dynamodb:Query People ${only('LIST#*')}`,
      `dynamodb:Query People ${only('REGISTRATION#*')}`,
      `dynamodb:DeleteItem People ${only('LIST#*')}`,
      `dynamodb:GetItem Feedback ${only('SUMMARY#*')}`,
      ...keys('KEY#sessions', 'KEY#links'),
      ...files('GetObject'),
      mails,
    ],
  },
  steering: {
    construct: 'Steering',
    rights: [
      'dynamodb:GetItem Programme',
      'dynamodb:Query Programme/index/listing',
      'dynamodb:GetItem Feedback',
      'dynamodb:Query Feedback',
      ...keys('KEY#sessions'),
    ],
  },
  'sign-in': { construct: 'SignIn', rights: keys('KEY#sessions') },
  assets: { construct: 'Assets', rights: [] },
  feeds: {
    construct: 'Feeds',
    rights: [
      'dynamodb:GetItem Programme',
      'dynamodb:Query Programme/index/listing',
      'dynamodb:GetItem People',
      'dynamodb:BatchGetItem People',
      ...keys('KEY#links'),
    ],
  },
  mail: {
    construct: 'MailSender',
    rights: [
      ...consumes('MailSender', 'People', 'Sending'),
      'dynamodb:GetItem Programme',
      'dynamodb:Query Programme/index/listing',
      'dynamodb:GetItem People',
      'dynamodb:BatchGetItem People',
      'dynamodb:Query People',
      'dynamodb:PutItem People',
      'dynamodb:UpdateItem People',
      `dynamodb:DeleteItem People ${only('PERSON#*')}`,
      'dynamodb:Query People/index/due',
      'dynamodb:GetItem Sending',
      'dynamodb:UpdateItem Sending',
      'ses:GetSendQuota *',
      ...keys('KEY#links'),
      `ses:SendRawEmail ses configuration-set/MailMails ${asSender}`,
      `ses:SendRawEmail ses identity/MailDomain ${asSender}`,
    ],
  },
  'fan-out': {
    construct: 'FanOut',
    rights: [
      ...consumes('FanOut', 'Programme'),
      'dynamodb:GetItem Programme',
      'dynamodb:UpdateItem Programme',
      'dynamodb:Query People/index/byEvent',
      'dynamodb:GetItem People',
      'dynamodb:BatchGetItem People',
      'dynamodb:PutItem People',
      'dynamodb:UpdateItem People',
      `dynamodb:Query People ${only('LIST#*')}`,
      ...keys('KEY#links'),
      nudges,
    ],
  },
  'mail-events': {
    construct: 'MailFollower',
    rights: [
      ...['DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'].map((action) => `sqs:${action} MailEventsQueue.Arn`),
      `dynamodb:UpdateItem People ${only('REGISTRATION#*', 'ADDRESS#*')}`,
      ...keys('KEY#links'),
    ],
  },
  summaries: {
    construct: 'Summaries',
    rights: [...consumes('Summaries', 'People', 'Feedback'), 'dynamodb:GetItem Feedback', 'dynamodb:UpdateItem Feedback'],
  },
  clock: {
    construct: 'ClockWork',
    rights: [
      'dynamodb:BatchGetItem Programme',
      'dynamodb:ConditionCheckItem Programme',
      'dynamodb:Query Programme/index/due',
      'dynamodb:Query Programme/index/listing',
      'dynamodb:UpdateItem Programme',
      'dynamodb:PutItem Programme',
      'dynamodb:GetItem People',
      'dynamodb:GetItem Programme',
      'dynamodb:BatchGetItem People',
      'dynamodb:UpdateItem People',
      'dynamodb:PutItem People',
      'dynamodb:Query People/index/due',
      'dynamodb:Query People/index/waiting',
      `dynamodb:Query People ${only('LIST#*')}`,
      `dynamodb:DeleteItem People ${only('LIST#*')}`,
      nudges,
    ],
  },
  seats: {
    construct: 'Seats',
    rights: [
      ...consumes('Seats', 'Programme'),
      'dynamodb:BatchGetItem Programme',
      'dynamodb:ConditionCheckItem Programme',
      'dynamodb:UpdateItem Programme',
      'dynamodb:PutItem Programme',
      'dynamodb:Query People/index/waiting',
      'dynamodb:BatchGetItem People',
      'dynamodb:UpdateItem People',
      'dynamodb:PutItem People',
      'dynamodb:PutItem Ledger',
    ],
  },
  prove: {
    construct: 'Prove',
    rights: [
      'dynamodb:BatchGetItem Programme',
      'dynamodb:ConditionCheckItem Programme',
      'dynamodb:Query People/index/waiting',
      'dynamodb:Query Programme/index/listing',
      'dynamodb:UpdateItem Programme',
      'dynamodb:Query People/index/byEvent',
      'dynamodb:Query Ledger',
    ],
  },
  replies: {
    construct: 'Replies',
    rights: [
      ...['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((action) => `sqs:${action} InboundMails.Arn`),
      mails,
      'dynamodb:GetItem Programme',
      'dynamodb:Query Programme/index/listing',
      'dynamodb:GetItem People',
      'dynamodb:BatchGetItem People',
      'dynamodb:PutItem People',
      'dynamodb:UpdateItem People',
      ...keys('KEY#links'),
    ],
  },
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

test('nothing but traces, and asking how many mails SES takes, is allowed on every resource', () => {
  const wildcards = functionNames.flatMap((name) => rightsOf(name).filter((right) => right.split(' ')[1] === '*'))
  expect(new Set(wildcards)).toEqual(new Set(['ses:GetSendQuota *', 'xray:PutTelemetryRecords *', 'xray:PutTraceSegments *']))
})

test('a part of a resource is granted only of the buckets: answers to attendee and organiser, mails to who reads them and to organisers', () => {
  const byFunction = functionNames.map((name) => [name, rightsOf(name).filter((right) => right.split(' ')[1]?.endsWith('/*'))])
  expect(byFunction.filter(([, rights]) => rights?.length)).toEqual([
    ['attendee', files('DeleteObject', 'GetObject', 'PutObject')],
    ['organiser', [...files('GetObject'), mails]],
    ['replies', [mails]],
  ])
})

test('nobody lists files, and organisers change none', () => {
  const all = functionNames.flatMap((name) => rightsOf(name))
  expect(all.filter((right) => /s3:List|s3:\*/.test(right))).toEqual([])
  expect(rightsOf('organiser').filter((right) => /s3:(?:Put|Delete)/.test(right))).toEqual([])
})

test('steering has no right at all on the people table', () => {
  expect(rightsOf('steering').filter((right) => right.includes('People'))).toEqual([])
})

test('organisers read no single response: summaries alone', () => {
  expect(rightsOf('organiser').filter((right) => right.includes('Feedback'))).toEqual([`dynamodb:GetItem Feedback ${only('SUMMARY#*')}`])
})

test('attendee pages cannot list people: of the waiting they learn keys, which tell no name', () => {
  const lists = rightsOf('attendee').filter((right) => /Query|Scan/.test(right) && right.includes('People'))
  expect(lists).toEqual(['dynamodb:Query People/index/waiting'])
})

test('the ledger is only ever added to, and only by who follows the seats', () => {
  const ledger = functionNames.flatMap((name) => rightsOf(name).filter((right) => right.endsWith('Ledger')))
  expect(ledger.sort()).toEqual(['dynamodb:PutItem Ledger', 'dynamodb:Query Ledger'])
})

test('rights come from the roles alone: no policy is attached from elsewhere', () => {
  expect(ofType('AWS::IAM::Policy')).toEqual([])
  expect(ofType('AWS::IAM::ManagedPolicy')).toEqual([])
  expect(ofType('AWS::IAM::Role')).toHaveLength(functionNames.length)
})
