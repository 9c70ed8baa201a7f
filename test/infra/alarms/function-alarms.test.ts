import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import * as z from 'zod'
import { abuseSignals, mailSignals } from '../../../infra/alarms/log-metrics.ts'
import { functionNames } from '../../../infra/functions.ts'
import { tableRows } from '../../docs/markdown.ts'
import { configurations } from '../configurations.ts'
import { synthesised } from '../synthesised.ts'

const { all, ofType, readable } = synthesised(configurations.everything)

const alarms = ofType('AWS::CloudWatch::Alarm').map((resource) =>
  z
    .object({
      AlarmDescription: z.string().min(20),
      MetricName: z.string(),
      Dimensions: z.array(z.object({ Value: z.unknown() })).default([]),
      Statistic: z.string(),
      Period: z.int(),
      Threshold: z.number(),
      AlarmActions: z.array(z.unknown()),
    })
    .parse(resource.Properties),
)

const watchedBy = (metric: string): readonly string[] =>
  alarms
    .filter(({ MetricName }) => MetricName === metric)
    .map(({ Dimensions }) => Dimensions.map(({ Value }) => readable(Value)).join(' '))
    .sort()

test('there is an alarm when any function fails', () => {
  const functions = [
    'Assets',
    'Attendee',
    'ClockWork',
    'Erasure',
    'FanOut',
    'Feeds',
    'MailFollower',
    'MailSender',
    'MyData',
    'Organiser',
    'Partners',
    'Pictures',
    'Proposals',
    'Prove',
    'Replies',
    'Seats',
    'SignIn',
    'Speakers',
    'Steering',
    'Summaries',
    'Uploads',
  ]
  expect(watchedBy('Errors')).toEqual(functions.map((name) => `${name}Function`))
  expect(functions).toHaveLength(functionNames.length)
})

test('there is an alarm when a consumer of a stream or queue gives up, or falls behind a stream', () => {
  const consumers = ['FanOut', 'MailSender', 'Seats', 'Summaries']
  expect(watchedBy('ApproximateNumberOfMessagesVisible')).toEqual(
    [
      ...consumers.map((name) => `${name}FailuresQueue.QueueName`),
      'InboundFailures.QueueName',
      'FilesFailures.QueueName',
      'MailEventsFailures.QueueName',
    ].sort(),
  )
  expect(watchedBy('IteratorAge')).toEqual(consumers.map((name) => `${name}Function`))
})

test('there is an alarm when events about mails wait', () => {
  expect(watchedBy('ApproximateAgeOfOldestMessage')).toEqual(['MailEventsQueue.QueueName'])
})

test('there is an alarm before SES stops sending, and when the clock stops', () => {
  expect(watchedBy('Reputation.BounceRate')).toEqual(['MailMails'])
  expect(watchedBy('Reputation.ComplaintRate')).toEqual(['MailMails'])
  expect(watchedBy('Invocations')).toEqual(['ClockWorkFunction'])
})

test('every alarm reaches the address of the configuration', () => {
  expect(new Set(alarms.flatMap(({ AlarmActions }) => AlarmActions.map(readable)))).toEqual(new Set(['AlarmsTopic']))
  const subscriptions = ofType('AWS::SNS::Subscription').map(({ Properties }) => [Properties['Protocol'], Properties['Endpoint']])
  expect(subscriptions).toEqual([['email', 'operations@plenary.example']])
})

test('CloudWatch may publish this account’s alarms to the topic', () => {
  const statements = ofType('AWS::SNS::TopicPolicy').flatMap(
    ({ Properties }) =>
      z.object({ PolicyDocument: z.object({ Statement: z.array(z.record(z.string(), z.unknown())) }) }).parse(Properties).PolicyDocument
        .Statement,
  )
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow')
  expect(allowed.map(({ Action, Principal, Resource, Condition }) => [Action, Principal, readable(Resource), Condition])).toEqual([
    [
      'sns:Publish',
      { Service: 'cloudwatch.amazonaws.com' },
      'AlarmsTopic',
      { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    ],
  ])
})

test('there are alarms when mails are parked, fail, get stuck or wait, and about abuse, based on the functions’ logs', () => {
  const filters = ofType('AWS::Logs::MetricFilter').map(({ Properties }) => {
    const { LogGroupName, FilterPattern, MetricTransformations } = z
      .object({
        LogGroupName: z.unknown(),
        FilterPattern: z.string(),
        MetricTransformations: z.tuple([
          z.object({ MetricName: z.string(), MetricNamespace: z.literal('Plenary'), MetricValue: z.string() }),
        ]),
      })
      .parse(Properties)
    const [{ MetricName, MetricValue }] = MetricTransformations
    const counted = alarms
      .filter((alarm) => alarm.MetricName === MetricName)
      .map(({ Statistic, Period, Threshold }) => `${Statistic} in ${Period / 60} min > ${Threshold}`)
    return [MetricName, readable(LogGroupName), FilterPattern, MetricValue, ...counted].join(' | ')
  })
  expect(filters).toEqual([
    'MailsParked | MailSenderLogs | { $.code = "mail-parked" } | 1 | Sum in 5 min > 0',
    'MailsNotRendered | MailSenderLogs | { $.code = "mail-not-rendered" } | 1 | Sum in 5 min > 0',
    'MailsRejected | MailSenderLogs | { $.code = "mail-rejected" } | 1 | Sum in 60 min > 10',
    'MailsRejected | MailFollowerLogs | { $.code = "mail-thrown-away" } | 1 | Sum in 60 min > 10',
    'MailsUnknown | MailSenderLogs | { $.code = "mail-unknown" } | 1 | Sum in 60 min > 20',
    'MailsStuck | ClockWorkLogs | { $.code = "mail-stuck" } | 1 | Sum in 60 min > 0',
    'MailsUnsettled | ClockWorkLogs | { $.code = "mail-unknown-settled" } | 1 | Sum in 60 min > 10',
    'MailsWaiting | ClockWorkLogs | { $.code = "mails-waiting" } | $.seconds | Maximum in 5 min > 1800',
    'MailsAskedFor | MailSenderLogs | { ($.code = "mail-sent") && (($.kind = "link") || ($.kind = "my-links") || ($.kind = "personal-link")) } | 1 | Sum in 60 min > 500',
    'StaffRefused | OrganiserLogs | { $.code = "staff-refused" } | 1 | Sum in 5 min > 20',
    'StaffRefused | SteeringLogs | { $.code = "staff-refused" } | 1 | Sum in 5 min > 20',
    'StaffRefused | ProposalsLogs | { $.code = "staff-refused" } | 1 | Sum in 5 min > 20',
    'NotRecorded | OrganiserLogs | { $.code = "not-recorded" } | 1 | Sum in 5 min > 0',
    'NotRecorded | SteeringLogs | { $.code = "not-recorded" } | 1 | Sum in 5 min > 0',
    'NotRecorded | ProposalsLogs | { $.code = "not-recorded" } | 1 | Sum in 5 min > 0',
    'NotRecorded | SignInLogs | { $.code = "not-recorded" } | 1 | Sum in 5 min > 0',
    'RegistrationRush | AttendeeLogs | { ($.code = "request") && (($.route = "POST /events/{slug}/register") || ($.route = "POST /events/{slug}/register-group") || ($.route = "POST /api/v1/events/{slug}/registrations") || ($.route = "POST /api/v1/events/{slug}/group-registrations")) } | 1 | Sum in 1 min > 600',
  ])
})

test('the functions write the log lines that are counted', () => {
  const folder = join(import.meta.dirname, '../../../functions')
  // The pipeline of functions with pages writes lines too.
  const sourceOf = (name: string): string => [join(folder, name), join(folder, '../shared/http')].map(sourceIn).join('\n')
  const sourceIn = (of: string): string =>
    readdirSync(of, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(of, file), 'utf8'))
      .join('\n')
  const missing = Object.values({ ...mailSignals, ...abuseSignals }).flatMap(({ codes, field }) =>
    Object.entries(codes).flatMap(([name, written]) =>
      written.filter((code) => !new RegExp(`code: '${code}'${field === undefined ? '' : `, ${field}: `}`).test(sourceOf(name))),
    ),
  )
  expect(missing).toEqual([])
})

test('the runbook covers every alarm, and no others', () => {
  const runbook = readFileSync(join(import.meta.dirname, '../../../docs/runbook.md'), 'utf8')
  const known = tableRows(runbook, 'alarm').map(([name = '']) => name.replaceAll('`', ''))
  const names = Object.entries(all)
    .filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
    .map(([id]) => id.replace(/^Alarms/, '').replace(/[0-9A-F]{8}$/, ''))
  const fits = (row: string, name: string): boolean => new RegExp(`^${row.replaceAll('-', '').replace('*', '\\w+')}$`).test(name)
  expect(names.filter((name) => !known.some((row) => fits(row, name)))).toEqual([])
  expect(known.filter((row) => !names.some((name) => fits(row, name)))).toEqual([])
})
