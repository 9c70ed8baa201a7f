import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Attachment, simpleParser } from 'mailparser'
import { samples } from '../../../infra/local/mails/samples.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { composed, mime } from '../../../shared/mail/mime/mime.ts'
import { mailOf } from '../../../shared/mail/rendered-mail.ts'
import { lintInvitation } from '../itip/itip-linter.ts'
import { links, makeMessage, rawMail } from '../make-message.ts'
import { headers, parseMime, shape } from './mime-tree.ts'

test('a mail with an invitation has the tree that calendars look for', async () => {
  expect(shape(parseMime(await rawMail(makeMessage())))).toBe(
    'multipart/mixed(multipart/alternative(text/plain,multipart/related(text/html,image/png),text/calendar),application/ics)',
  )
})

test('a mail without an invitation is text and HTML', async () => {
  expect(shape(parseMime(await rawMail(makeMessage({ kind: 'survey' }))))).toBe(
    'multipart/alternative(text/plain,multipart/related(text/html,image/png))',
  )
})

test('an established parser finds the same bytes in the calendar part and in the file', async () => {
  const { attachments } = await simpleParser(await rawMail(makeMessage()))
  const contents = (type: string): readonly Attachment['content'][] =>
    attachments.filter(({ contentType }) => contentType === type).map(({ content }) => content)
  expect(contents('text/calendar')).toEqual(contents('application/ics'))
  expect(contents('application/ics')).toHaveLength(1)
})

test('date and id are those of the message', async () => {
  const mail = parseMime(await rawMail(makeMessage()))
  expect([headers(mail, 'date'), headers(mail, 'message-id')]).toEqual([
    ['Fri, 01 Apr 2022 08:30:15 +0000'],
    ['<q7Xv0aJmT2-hWc_8yKd5Rg_1_confirmation_0@events.iprocurenet.example>'],
  ])
})

describe('line ends smuggled in by', () => {
  const message = makeMessage()
  const smuggled = 'x\r\nBcc: victim@authority.example\r\n\r\n<b>'

  test.each([
    ['a name', { ...message, recipient: { ...message.recipient, name: smuggled } }],
    ['a title', { ...message, event: { ...message.event, title: smuggled } }],
  ])('%s cannot add a header or recipient', async (_, tampered) => {
    const mail = parseMime(await rawMail(tampered))
    const expected = parseMime(await rawMail(message))
    expect(mail.fields.map(({ name }) => name)).toEqual(expected.fields.map(({ name }) => name))
    expect(headers(mail, 'bcc')).toEqual([])
  })
})

test.each([
  ['a comma and an address', 'Kovač, Ana <other@authority.example>'],
  ['quotes', '"Ana" \\ Kovač'],
  ['emoji', '🎈'.repeat(60)],
  ['one long word', 'x'.repeat(200)],
])('a name with %s gives one recipient and a valid mail', async (_, name) => {
  expect(lintInvitation(await rawMail(makeMessage({ recipient: { name, email: 'ana.kovac@authority.example' } })))).toEqual([])
})

describe('the bytes are the library’s own for the same parts', () => {
  const both = async (message: OutboxMessage): Promise<readonly string[]> => {
    const mail = await mailOf(message, links)
    return [mime(message, mail), await composed(message, mail).build()].map((bytes) => bytes.toString('latin1'))
  }

  test('for each kind of mail', async () => {
    for (const { message } of samples) {
      const [ours, library] = await both(message)
      expect(ours).toBe(library)
    }
  })

  test('whatever the texts are', async () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom('\n', '\r\n', ' ', '=', '.', '-', '\t', 'é', '🎈', 'x'), fc.string()),
      maxLength: 400,
    })
    await fc.assert(
      fc.asyncProperty(text, text, text, async (name, title, summary) => {
        const message = makeMessage()
        const [ours, library] = await both({
          ...message,
          recipient: { ...message.recipient, name },
          event: { ...message.event, title, summary },
        })
        expect(ours).toBe(library)
      }),
    )
  })
})
