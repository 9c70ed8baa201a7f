import { describe, expect, test } from '@jest/globals'
import { mailEventOf } from '../../../shared/domain/mail/mail-event.ts'
import { sesEvent } from '../../make/ses-event.ts'

const outbox = 'q7Xv0aJmT2-hWc_8yKd5Rg_1_confirmation_0'
const about = { outbox, sesMessageId: 'ses-1' }
const ana = 'ana.kovac@authority.example'
const at = '2022-05-12T08:00:02.669Z'
const sentAt = '2022-05-12T08:00:00.000Z'

describe('what SES tells about a mail', () => {
  test('it took the mail', () => expect(mailEventOf(sesEvent.sent({ outbox }))).toEqual({ what: 'sent', takenAt: sentAt, ...about }))

  test('it found a virus in the mail', () =>
    expect(mailEventOf(sesEvent.rejected({ outbox }))).toEqual({ what: 'rejected', takenAt: sentAt, ...about }))

  test('it still tries to deliver the mail', () =>
    expect(mailEventOf(sesEvent.delayed({ outbox }))).toEqual({ what: 'noted', why: 'delayed', ...about }))

  test.each([
    ['does not exist', 'General', '5.1.1', 'no-address'],
    ['has a domain that does not exist', 'General', '5.1.2', 'no-address'],
    ['could not be read from the answer of its server', 'NoEmail', '', 'no-address'],
    ['is at a server that refuses our mails', 'General', '5.7.1', 'refused'],
    ['unsubscribed at SES', 'UnsubscribedRecipient', '', 'refused'],
    ['bounced mails of others', 'Suppressed', '5.1.1', 'held'],
    ['is on the list of the account', 'OnAccountSuppressionList', '5.1.1', 'held'],
  ])('the address %s', (_, bounceSubType, status, reason) => {
    const event = sesEvent.bounced({ bounceType: 'Permanent', bounceSubType, status }, { outbox })
    const evidence = { reason, at, feedbackId: 'feedback-1' }
    expect(mailEventOf(event)).toEqual({ what: 'bounced', ...about, addresses: [ana], evidence, asOf: sentAt })
  })

  test.each([
    ['a mailbox is full', 'Transient', 'MailboxFull'],
    ['somebody is out of office', 'Transient', 'General'],
    ['SES cannot tell why the mail came back', 'Undetermined', 'Undetermined'],
  ])('%s, and nothing follows', (_, bounceType, bounceSubType) => {
    const event = sesEvent.bounced({ bounceType, bounceSubType, named: [] }, { outbox })
    expect(mailEventOf(event)).toEqual({ what: 'noted', why: `${bounceType}/${bounceSubType}`, ...about })
  })

  test.each(['abuse', 'auth-failure', 'fraud', 'other', 'virus', undefined])('the person complained: %s', (type) => {
    const evidence = { reason: 'complaint', at, feedbackId: 'feedback-2' }
    expect(mailEventOf(sesEvent.complained(type, { outbox }))).toEqual({
      what: 'complained',
      ...about,
      addresses: [ana],
      evidence,
      asOf: at,
    })
  })

  test('the person took the mail out of the spam folder, which is no complaint', () =>
    expect(mailEventOf(sesEvent.complained('not-spam', { outbox }))).toEqual({ what: 'noted', why: 'not-spam', ...about }))
})

describe('which address a report is about', () => {
  const addresses = (destination: readonly string[], named: readonly string[]) => {
    const event = mailEventOf(sesEvent.bounced({ bounceType: 'Permanent', bounceSubType: 'General', named }, { destination }))
    return event.what === 'bounced' ? event.addresses : []
  }
  const ten = Array.from({ length: 10 }, (_, index) => `person${index}@authority.example`)

  test('the one we wrote to, although the mail was forwarded to another', () =>
    expect(addresses([ana], ['ana@private.example'])).toEqual([ana]))
  test('the one we wrote to, although the report names none', () => expect(addresses([ana], [])).toEqual([ana]))
  test('out of ten, those that are named', () => expect(addresses(ten, ten.slice(2, 5))).toEqual(ten.slice(2, 5)))
})

describe('what is not understood is reported as such', () => {
  test.each([
    ['nothing', undefined, undefined],
    ['no object', 'Bounce', undefined],
    ['an event of another kind', { detail: { eventType: 'Open', mail: {} } }, 'Open'],
    ['a bounce without a reason', { detail: { eventType: 'Bounce', mail: sesEvent.sent().detail.mail } }, 'Bounce'],
    ['a mail without an id', { detail: { eventType: 'Send', mail: { timestamp: at, destination: [] } } }, 'Send'],
  ])('%s', (_, given, type) => expect(mailEventOf(given)).toEqual({ what: 'not-understood', type }))

  test('an event about a mail without tags is understood', () =>
    expect(mailEventOf(sesEvent.sent())).toEqual({ what: 'sent', takenAt: sentAt, outbox: undefined, sesMessageId: 'ses-1' }))

  test('instants in other zones and without fractions are understood', () => {
    const event = mailEventOf(sesEvent.complained('abuse', {}, '2022-05-12T10:00:02+02:00'))
    expect(event.what === 'complained' && event.asOf).toBe('2022-05-12T08:00:02.000Z')
  })
})
