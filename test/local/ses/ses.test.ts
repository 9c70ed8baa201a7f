import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetSendQuotaCommand, SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { createClockMemory } from '../../../infra/local/clock/clock.ts'
import { localClient } from '../../../infra/local/dynamodb/tables.ts'
import { type Inbox, inboxPorts, startInbox } from '../../../infra/local/ses/inbox.ts'
import { type LocalSes, type MailFault, type SentMail, startSes } from '../../../infra/local/ses/ses.ts'
import { mailEventOf } from '../../../shared/domain/mail/mail-event.ts'

const folder = mkdtempSync(join(tmpdir(), 'plenary-test-'))
let inbox: Inbox
let ses: LocalSes
let client: SESClient

beforeAll(async () => {
  inbox = await startInbox({ ports: await inboxPorts(0), folder, clock: createClockMemory() })
  ses = await startSes({ smtpPort: Promise.resolve(inbox.smtpPort) })
  client = new SESClient({ ...localClient(ses.endpoint), maxAttempts: 1 })
})
afterAll(async () => {
  client.destroy()
  await ses.stop()
  await inbox.stop()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  ses.setFaults()
  await fetch(`${inbox.url}/api/email/all`, { method: 'DELETE' })
})

// Lines that SMTP, a parser or an overzealous library might change.
const raw = [
  'From: Events <invitations@events.iprocurenet.example>',
  'To: ana@buyers.example',
  'Subject: =?utf-8?q?Caf=C3=A9?=',
  'X-Odd:   spaces   kept  ',
  'MIME-Version: 1.0',
  'Content-Type: text/calendar; charset=utf-8; method=REQUEST',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '.a line that begins with a dot',
  '..',
  'BEGIN:VCALENDAR',
  `long ${'x'.repeat(700)}`,
  '',
  '',
].join('\r\n')

const send = (text = raw, to = 'ana@buyers.example') =>
  client.send(
    new SendRawEmailCommand({
      Source: 'invitations@events.iprocurenet.example',
      Destinations: [to],
      RawMessage: { Data: Buffer.from(text) },
      ConfigurationSetName: 'mails',
      Tags: [{ Name: 'outbox', Value: 'id-1' }],
    }),
  )

const listSchema = z.array(z.object({ id: z.string(), envelope: z.object({ to: z.array(z.object({ address: z.string() })) }) }))
const inboxMails = async () => listSchema.parse(await (await fetch(`${inbox.url}/api/email`)).json())

const once = (fault: MailFault) => {
  let left = 1
  ses.setFaults(() => (left-- > 0 ? fault : undefined))
}

describe('a mail that SES accepts', () => {
  test('arrives in the inbox byte for byte, for the one recipient of the envelope', async () => {
    expect((await send()).MessageId).toMatch(/^[\w-]{36}$/)
    const [mail] = await inboxMails()
    expect(mail?.envelope.to).toEqual([{ address: 'ana@buyers.example' }])
    const source = await (await fetch(`${inbox.url}/api/email/${mail?.id}/source`)).arrayBuffer()
    expect(Buffer.from(source).toString('latin1')).toBe(raw)
  })

  test('passes its tags and configuration set to the code that decides about faults', async () => {
    const seen: SentMail[] = []
    ses.setFaults((mail) => {
      seen.push(mail)
      return undefined
    })
    await send()
    expect(seen).toEqual([
      {
        source: 'invitations@events.iprocurenet.example',
        destinations: ['ana@buyers.example'],
        configurationSet: 'mails',
        tags: { outbox: 'id-1' },
        raw: Buffer.from(raw),
      },
    ])
  })

  test('counts in the quota', async () => {
    const before = (await client.send(new GetSendQuotaCommand({}))).SentLast24Hours ?? 0
    await send()
    expect(await client.send(new GetSendQuotaCommand({}))).toMatchObject({
      MaxSendRate: 14,
      Max24HourSend: 50000,
      SentLast24Hours: before + 1,
    })
  })

  test('may use the account’s rate per second', async () => {
    ses.setMaxSendRate(200)
    expect(await client.send(new GetSendQuotaCommand({}))).toMatchObject({ MaxSendRate: 200 })
    ses.setMaxSendRate(14)
  })
})

describe('what goes wrong on demand', () => {
  test.each([
    ['throttle', { name: 'Throttling', message: 'Maximum sending rate exceeded.' }],
    ['daily-quota', { name: 'Throttling', message: 'Daily message quota exceeded.' }],
    ['reject', { name: 'MessageRejected' }],
    ['server-error', { $metadata: expect.objectContaining({ httpStatusCode: 503 }) }],
    ['hang-up-before', { message: expect.stringContaining('socket hang up') }],
  ] as const)('%s: an error as from SES, and no mail', async (fault, expected) => {
    once(fault)
    await expect(send()).rejects.toMatchObject(expected)
    expect(await inboxMails()).toEqual([])
  })

  test('hang-up-after: no answer, but the mail is sent', async () => {
    once('hang-up-after')
    await expect(send()).rejects.toThrow('socket hang up')
    expect(await inboxMails()).toHaveLength(1)
  })

  test('the next mail goes through again', async () => {
    once('throttle')
    await send().catch(() => undefined)
    await send()
    expect(await inboxMails()).toHaveLength(1)
  })
})

describe('the fate of a mail', () => {
  /** The names of the events about a mail, what they say about its id, and whether it is in the inbox. */
  const fateOf = async (to: string, fault?: MailFault) => {
    const told: unknown[] = []
    ses.tellEvents((mail, events) => {
      told.push(...events.map((event) => mailEventOf(event).what), mail.destinations)
    })
    if (fault !== undefined) once(fault)
    await send(raw, to).catch(() => undefined)
    ses.tellEvents(() => undefined)
    return { told, inbox: (await inboxMails()).length }
  }
  const ana = 'ana@buyers.example'

  // Deliveries are reported too; nothing follows from them, so the service does not understand them.
  const delivered = 'not-understood'
  test.each([
    [ana, ['sent', delivered], 1],
    ['success@simulator.amazonses.com', ['sent', delivered], 1],
    ['bounce@simulator.amazonses.com', ['sent', 'bounced'], 0],
    ['Bounce+label7@simulator.amazonses.com', ['sent', 'bounced'], 0],
    ['suppressionlist@simulator.amazonses.com', ['sent', 'bounced'], 0],
    ['complaint+x@simulator.amazonses.com', ['sent', delivered, 'complained'], 1],
    ['ooto@simulator.amazonses.com', ['sent', delivered, 'noted'], 1],
  ])('to %s', async (to, told, inbox) => expect(await fateOf(to)).toEqual({ told: [...told, [to]], inbox }))

  test.each([
    ['bounce', ['sent', 'bounced', [ana]], 0],
    ['mailbox-full', ['sent', 'noted', [ana]], 0],
    ['complaint', ['sent', delivered, 'complained', [ana]], 1],
    ['virus', ['sent', 'rejected', [ana]], 0],
    ['hang-up-after', ['sent', delivered, [ana]], 1],
    ['hang-up-before', [], 0],
    ['throttle', [], 0],
  ] as const)('on demand: %s', async (fault, told, inbox) => expect(await fateOf(ana, fault)).toEqual({ told, inbox }))

  test('the events identify the mail by the id in the answer, and include its tags', async () => {
    const events: unknown[] = []
    ses.tellEvents((_, all) => events.push(...all))
    const { MessageId } = await send()
    ses.tellEvents(() => undefined)
    expect(events[0]).toMatchObject({
      source: 'aws.ses',
      'detail-type': 'Email Sent',
      detail: { eventType: 'Send', mail: { messageId: MessageId, tags: { outbox: ['id-1'], 'ses:configuration-set': ['mails'] } } },
    })
  })
})
