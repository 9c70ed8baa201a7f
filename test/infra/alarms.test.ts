import { expect, test } from '@jest/globals'
import * as z from 'zod'
import { functionNames } from '../../infra/functions.ts'
import { synthesised } from './synthesised.ts'

const { ofType, readable } = synthesised({ alarmEmail: 'operations@plenary.example' })

const alarms = ofType('AWS::CloudWatch::Alarm').map((resource) =>
  z
    .object({
      AlarmDescription: z.string().min(20),
      MetricName: z.string(),
      Dimensions: z.array(z.object({ Value: z.unknown() })),
      AlarmActions: z.array(z.unknown()),
    })
    .parse(resource.Properties),
)

const watchedBy = (metric: string): readonly string[] =>
  alarms
    .filter(({ MetricName }) => MetricName === metric)
    .map(({ Dimensions }) => Dimensions.map(({ Value }) => readable(Value)).join(' '))
    .sort()

test('somebody is told when any function fails', () => {
  const functions = [
    'Assets',
    'Attendee',
    'ClockWork',
    'FanOut',
    'Feeds',
    'MailFollower',
    'MailSender',
    'Organiser',
    'Prove',
    'Replies',
    'Seats',
    'SignIn',
    'Steering',
    'Summaries',
  ]
  expect(watchedBy('Errors')).toEqual(functions.map((name) => `${name}Function`))
  expect(functions).toHaveLength(functionNames.length)
})

test('somebody is told when a consumer of a stream or a queue gives up, or of a stream falls behind', () => {
  const consumers = ['FanOut', 'MailSender', 'Seats', 'Summaries']
  expect(watchedBy('ApproximateNumberOfMessagesVisible')).toEqual(
    [...consumers.map((name) => `${name}FailuresQueue.QueueName`), 'InboundFailures.QueueName', 'MailEventsFailures.QueueName'].sort(),
  )
  expect(watchedBy('IteratorAge')).toEqual(consumers.map((name) => `${name}Function`))
})

test('somebody is told when events about mails wait', () => {
  expect(watchedBy('ApproximateAgeOfOldestMessage')).toEqual(['MailEventsQueue.QueueName'])
})

test('somebody is told before SES stops sending, and when the clock stands still', () => {
  expect(watchedBy('Reputation.BounceRate')).toEqual(['MailMails'])
  expect(watchedBy('Reputation.ComplaintRate')).toEqual(['MailMails'])
  expect(watchedBy('Invocations')).toEqual(['ClockWorkFunction'])
})

test('every alarm reaches the address of the configuration', () => {
  expect(new Set(alarms.flatMap(({ AlarmActions }) => AlarmActions.map(readable)))).toEqual(new Set(['AlarmsTopic']))
  const subscriptions = ofType('AWS::SNS::Subscription').map(({ Properties }) => [Properties['Protocol'], Properties['Endpoint']])
  expect(subscriptions).toEqual([['email', 'operations@plenary.example']])
})
