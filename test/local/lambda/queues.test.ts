import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import * as z from 'zod'
import { createEventBus } from '../../../infra/local/lambda/event-bus.ts'
import { startQueues } from '../../../infra/local/lambda/queues.ts'
import { openServiceLog } from '../../../infra/local/service-log.ts'
import { sesEvents } from '../../../infra/local/ses/mail-fate.ts'
import type { SentMail } from '../../../infra/local/ses/ses.ts'
import type { Template } from '../../../infra/stacks/joined-template.ts'

const folder = mkdtempSync(join(tmpdir(), 'plenary-test-'))
const log = openServiceLog(join(folder, 'log'))
afterAll(() => rmSync(folder, { recursive: true }))

const resource = (Type: string, Properties: Record<string, unknown>) => ({ Type, Properties, Metadata: {} })
const template: Template = {
  Resources: {
    Given: resource('AWS::SQS::Queue', {}),
    Queue: resource('AWS::SQS::Queue', {
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Given', 'Arn'] }, maxReceiveCount: 3 },
    }),
    Mapping: resource('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
      FunctionName: { Ref: 'Follower' },
      BatchSize: 2,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    }),
    Mails: resource('AWS::SES::ConfigurationSet', {}),
    Destination: resource('AWS::SES::ConfigurationSetEventDestination', {
      ConfigurationSetName: { Ref: 'Mails' },
      EventDestination: { Enabled: true, MatchingEventTypes: ['send', 'bounce', 'complaint'] },
    }),
    Rule: resource('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.ses'],
        'detail-type': ['Email Sent', 'Email Bounced', 'Email Delivered'],
        detail: { mail: { tags: { 'ses:configuration-set': [{ Ref: 'Mails' }] } } },
      },
      Targets: [{ Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } }],
    }),
  },
}

const eventSchema = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) })

/** Queues with a function that does as told, and the bodies of each of its batches. */
const queuesWith = (follow: (bodies: readonly string[]) => readonly string[] | 'throw') => {
  const batches: string[][] = []
  const invoke = async (logicalId: string, event: unknown): Promise<unknown> => {
    expect(logicalId).toBe('Follower')
    const { Records } = eventSchema.parse(event)
    batches.push(Records.map(({ body }) => body))
    const failed = follow(Records.map(({ body }) => body))
    if (failed === 'throw') throw new Error('no')
    return {
      batchItemFailures: Records.filter(({ body }) => failed.includes(body)).map(({ messageId }) => ({ itemIdentifier: messageId })),
    }
  }
  return { queues: startQueues(template, { invoke, log }), batches }
}

test('a function gets every message once, in batches of the configured size', async () => {
  const { queues, batches } = queuesWith(() => [])
  for (const body of ['a', 'b', 'c']) queues.send('Queue', body)
  await queues.idle()
  expect(batches.flat().sort()).toEqual(['a', 'b', 'c'])
  expect([Math.max(...batches.map(({ length }) => length)) <= 2, queues.handled()]).toEqual([true, 3])
})

test('a failed message is delivered again alone, and ends in the dead-letter queue', async () => {
  const { queues, batches } = queuesWith((bodies) => bodies.filter((body) => body === 'bad'))
  for (const body of ['bad', 'good']) queues.send('Queue', body)
  await queues.idle()
  expect(batches.flat().sort()).toEqual(['bad', 'bad', 'bad', 'good'])
  expect([queues.waitingIn('Queue'), queues.waitingIn('Given')]).toEqual([[], ['bad']])
})

test('a batch whose function throws is delivered again as a whole', async () => {
  let thrown = false
  const { queues, batches } = queuesWith(() => {
    if (thrown) return []
    thrown = true
    return 'throw'
  })
  queues.send('Queue', 'a')
  await queues.idle()
  expect(batches).toEqual([['a'], ['a']])
})

const mailWith = (configurationSet: string): SentMail => ({
  source: 'invitations@events.iprocurenet.example',
  destinations: ['bounce@simulator.amazonses.com'],
  configurationSet,
  tags: { outbox: 'id-1' },
  raw: Buffer.from(''),
})

test('the event bus forwards what the configuration set publishes and a rule matches', () => {
  const sent: string[] = []
  const bus = createEventBus(template, (queue, body) => {
    sent.push(`${queue} ${z.object({ 'detail-type': z.string() }).parse(JSON.parse(body))['detail-type']}`)
  })
  for (const mail of [mailWith('Mails'), mailWith('another')]) {
    bus.tell(mail, sesEvents(mail, 'ses-1', 'bounce'))
    bus.tell(mail, sesEvents(mail, 'ses-2', 'complaint'))
  }
  expect(sent).toEqual(['Queue Email Sent', 'Queue Email Bounced', 'Queue Email Sent'])
})
