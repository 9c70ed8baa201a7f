import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, expect, test } from '@jest/globals'
import { createMailer } from '../../shared/mail/send.ts'
import { type Answer, startFakeSes } from './fake-ses.ts'
import { makeMessage, rawMail } from './make-message.ts'

const ses = await startFakeSes()
process.env['AWS_ENDPOINT_URL_SES'] = ses.endpoint
process.env['AWS_REGION'] = 'eu-central-1'
process.env['AWS_ACCESS_KEY_ID'] = 'local'
process.env['AWS_SECRET_ACCESS_KEY'] = 'local'
const mailer = createMailer('plenary')
const impatient = createMailer('plenary', 400)
const message = makeMessage()
const mail = { id: message.id, recipient: message.recipient.email, raw: await rawMail(message) }

afterAll(ses.stop)

test('SES gets exactly the bytes, for one recipient, with the configuration set and the id of the message', async () => {
  ses.answerWith('take')
  expect(await mailer.sendRaw(mail)).toEqual({ outcome: 'sent', sesMessageId: 'ses-1' })
  expect(ses.accepted()).toEqual([
    {
      source: 'invitations@events.iprocurenet.example',
      destinations: ['ana.kovac@authority.example'],
      configurationSet: 'plenary',
      tag: ['outbox', message.id],
      raw: mail.raw,
      at: expect.any(Number),
    },
  ])
})

test('consecutive mails share a connection, which does not outlive the work', async () => {
  mailer.hangUp()
  ses.answerWith('take')
  await mailer.sendRaw(mail)
  await mailer.sendRaw(mail)
  const shared = ses.connections()
  mailer.hangUp()
  await mailer.sendRaw(mail)
  expect([shared, ses.connections(), ses.requests()]).toEqual([1, 2, 3])
})

test('a connection idle for over a second is not reused', async () => {
  mailer.hangUp()
  ses.answerWith('take')
  await mailer.sendRaw(mail)
  await sleep(1300)
  await mailer.sendRaw(mail)
  expect(ses.connections()).toBe(2)
})

test('an answer is awaited for longer than an idle connection is kept', async () => {
  mailer.hangUp()
  ses.answerWith('take')
  await mailer.sendRaw(mail)
  ses.answerWith('take-late')
  expect([await mailer.sendRaw(mail), ses.connections()]).toEqual([{ outcome: 'sent', sesMessageId: 'ses-1' }, 0])
})

const faults: readonly (readonly [string, Answer, { outcome: string; fault: string }])[] = [
  [
    'the sending rate is exceeded',
    { status: 400, code: 'Throttling', message: 'Maximum sending rate exceeded.' },
    { outcome: 'throttled', fault: 'Throttling' },
  ],
  [
    'the daily quota is used up',
    { status: 400, code: 'Throttling', message: 'Daily message quota exceeded.' },
    { outcome: 'parked', fault: 'Throttling' },
  ],
  [
    'sending is paused',
    { status: 400, code: 'AccountSendingPausedException' },
    { outcome: 'parked', fault: 'AccountSendingPausedException' },
  ],
  [
    'the configuration set is paused',
    { status: 400, code: 'ConfigurationSetSendingPausedException' },
    { outcome: 'parked', fault: 'ConfigurationSetSendingPausedException' },
  ],
  ['we have no rights', { status: 403, code: 'AccessDenied' }, { outcome: 'parked', fault: 'AccessDenied' }],
  [
    'the mail is refused',
    { status: 400, code: 'MessageRejected', message: 'Email address is not verified.' },
    { outcome: 'rejected', fault: 'MessageRejected' },
  ],
  [
    'our domain is not verified',
    { status: 400, code: 'MailFromDomainNotVerifiedException' },
    { outcome: 'rejected', fault: 'MailFromDomainNotVerifiedException' },
  ],
  ['SES is out of order', { status: 503, code: 'ServiceUnavailable' }, { outcome: 'unknown', fault: 'ServiceUnavailable' }],
]

test.each(faults)('when %s, it tries once and the outcome says so', async (_, answer, outcome) => {
  ses.answerWith(answer)
  expect([await mailer.sendRaw(mail), ses.requests()]).toEqual([outcome, 1])
})

test('when no answer comes, it tries once and the outcome is unknown', async () => {
  ses.answerWith('silence')
  expect([await impatient.sendRaw(mail), ses.requests()]).toEqual([{ outcome: 'unknown', fault: 'TimeoutError' }, 1])
})

// Jest modules have a different Error class, so the SDK would not recognise socket errors there.
const sendInOwnProcess = async (endpoint: string): Promise<unknown> => {
  const module = new URL('../../shared/mail/send.ts', import.meta.url).href
  const code = `const { createMailer } = await import('${module}')
    console.log(JSON.stringify(await createMailer('plenary').sendRaw({ id: 'm', recipient: 'a@b.example', raw: Buffer.from('x') })))`
  const env = { ...process.env, AWS_ENDPOINT_URL_SES: endpoint, NODE_OPTIONS: '' }
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], { env })
  return JSON.parse(stdout)
}

test('when the answer is lost, the mail is not sent again', async () => {
  ses.answerWith('hang-up')
  expect([await sendInOwnProcess(ses.endpoint), ses.requests()]).toEqual([{ outcome: 'unknown', fault: 'TimeoutError' }, 1])
})

test('when SES cannot be reached, nothing was sent and a retry is possible', async () => {
  expect(await sendInOwnProcess('http://127.0.0.1:9')).toEqual({ outcome: 'throttled', fault: 'ECONNREFUSED' })
})
