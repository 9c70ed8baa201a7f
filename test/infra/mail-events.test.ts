import { expect, test } from '@jest/globals'
import * as z from 'zod'
import { synthesised } from './synthesised.ts'

const { all, functionNamed, named, ofType, readable } = synthesised()

const queueNamed = (name: string): Record<string, unknown> => {
  const [, queue] = Object.entries(all).find(([id, { Type }]) => Type === 'AWS::SQS::Queue' && id.startsWith(name)) ?? []
  return queue?.Properties ?? {}
}

test('SES reports the fate of mails, and a rule brings the reports about ours to the queue', () => {
  const destinations = ofType('AWS::SES::ConfigurationSetEventDestination').map(({ Properties }) => Properties['EventDestination'])
  expect(destinations).toEqual([
    expect.objectContaining({ Enabled: true, MatchingEventTypes: ['send', 'bounce', 'complaint', 'reject', 'deliveryDelay'] }),
  ])
  const rules = ofType('AWS::Events::Rule').flatMap(({ Properties: { EventPattern, Targets } }) =>
    EventPattern === undefined ? [] : [{ EventPattern, targets: z.array(z.object({ Arn: z.unknown() })).parse(Targets) }],
  )
  expect(rules.map(({ targets }) => targets.map(({ Arn }) => readable(Arn)))).toEqual([['MailEventsQueue.Arn']])
  expect(rules.map(({ EventPattern }) => EventPattern)).toEqual([
    {
      source: ['aws.ses'],
      'detail-type': ['Email Sent', 'Email Bounced', 'Email Complaint Received', 'Email Rejected', 'Email Delivery Delayed'],
      detail: { mail: { tags: { 'ses:configuration-set': [{ Ref: expect.stringMatching(/^MailMails/) }] } } },
    },
  ])
})

test('events wait for the function for two weeks, and those that keep failing are kept as long', () => {
  const fortnight = 14 * 24 * 3600
  const { RedrivePolicy, MessageRetentionPeriod, VisibilityTimeout } = queueNamed('MailEventsQueue')
  const { deadLetterTargetArn, maxReceiveCount } = z
    .object({ deadLetterTargetArn: z.unknown(), maxReceiveCount: z.number() })
    .parse(RedrivePolicy)
  expect([readable(deadLetterTargetArn), maxReceiveCount, MessageRetentionPeriod]).toEqual(['MailEventsFailures.Arn', 5, fortnight])
  expect(queueNamed('MailEventsFailures')['MessageRetentionPeriod']).toBe(fortnight)
  expect(VisibilityTimeout).toBe(6 * z.number().parse(functionNamed('mail-events').Properties['Timeout']))
})

test('the function gets them in batches, and each event fails on its own', () => {
  const mappings = named('MailFollowerFromMailEvents', 'AWS::Lambda::EventSourceMapping')
  expect(mappings.map(({ Properties }) => ({ ...Properties, EventSourceArn: readable(Properties['EventSourceArn']) }))).toEqual([
    {
      EventSourceArn: 'MailEventsQueue.Arn',
      FunctionName: { Ref: expect.stringMatching(/^MailFollowerFunction/) },
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 10 },
    },
  ])
})

test('only the event bus can write to the queue, and only through that rule', () => {
  const policies = ofType('AWS::SQS::QueuePolicy').map(({ Properties }) =>
    z
      .object({
        Queues: z.array(z.unknown().transform(readable)),
        PolicyDocument: z.object({ Statement: z.array(z.record(z.string(), z.unknown())) }),
      })
      .parse(Properties),
  )
  const allowed = policies
    .filter(({ Queues }) => Queues.includes('MailEventsQueue'))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Allow'))
  expect(allowed.map(({ Principal, Condition }) => [Principal, Condition])).toEqual([
    [
      { Service: 'events.amazonaws.com' },
      { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [expect.stringMatching(/^MailEventsRule/), 'Arn'] } } },
    ],
  ])
})
