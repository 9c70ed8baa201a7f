import { randomUUID } from 'node:crypto'
import { account, region } from '../template/resolve.ts'

/**
 * What happens to a mail that SES took, other than arriving.
 * `bounce`: the address does not exist; `suppressed`: it is on SES's global suppression list;
 * `mailbox-full`: it bounces after a while, temporarily; `complaint`: it arrives and is marked as spam;
 * `out-of-office`: it arrives and gets an automatic reply; `virus`: SES discards it.
 */
export type MailFate = 'bounce' | 'suppressed' | 'mailbox-full' | 'complaint' | 'out-of-office' | 'virus'

const simulator: ReadonlyMap<string, MailFate> = new Map([
  ['bounce', 'bounce'],
  ['complaint', 'complaint'],
  ['ooto', 'out-of-office'],
  ['suppressionlist', 'suppressed'],
])

/**
 * The fate of mails to AWS's mailbox simulator, with or without a plus label; undefined for all other addresses, and for `success@`.
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator
 */
export const simulatedFate = (address: string): MailFate | undefined => {
  const [, name = ''] = /^([^+@]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(address) ?? []
  return simulator.get(name.toLowerCase())
}

/** Whether a mail with this fate reaches the person. */
export const arrives = (fate: MailFate | undefined): boolean => fate === undefined || fate === 'complaint' || fate === 'out-of-office'

/** What events contain about a sent mail. */
export interface TaggedMail {
  readonly source: string
  readonly destinations: readonly string[]
  readonly configurationSet: string | undefined
  readonly tags: Readonly<Record<string, string>>
}

interface Told {
  readonly eventType: string
  readonly [part: string]: unknown
}

const bounce = (addresses: readonly string[], bounceType: string, bounceSubType: string, status?: string): Told => ({
  eventType: 'Bounce',
  bounce: {
    feedbackId: `local-${randomUUID()}`,
    bounceType,
    bounceSubType,
    bouncedRecipients:
      status === undefined
        ? []
        : addresses.map((emailAddress) => ({ emailAddress, action: 'failed', status, diagnosticCode: `smtp; 550 ${status}` })),
    timestamp: new Date().toISOString(),
    reportingMTA: 'dsn; local.example',
  },
})

const complaint = (addresses: readonly string[]): Told => ({
  eventType: 'Complaint',
  complaint: {
    feedbackId: `local-${randomUUID()}`,
    complaintSubType: null,
    complainedRecipients: addresses.map((emailAddress) => ({ emailAddress })),
    timestamp: new Date().toISOString(),
    userAgent: 'Local mailbox simulator',
    complaintFeedbackType: 'abuse',
    arrivalDate: new Date().toISOString(),
  },
})

const send: Told = { eventType: 'Send', send: {} }

const delivery = (addresses: readonly string[]): Told => ({
  eventType: 'Delivery',
  delivery: { timestamp: new Date().toISOString(), processingTimeMillis: 1, recipients: addresses, smtpResponse: '250 OK' },
})

const story = (fate: MailFate | undefined, to: readonly string[]): readonly Told[] => {
  switch (fate) {
    case 'virus':
      return [send, { eventType: 'Reject', reject: { reason: 'Bad content' } }]
    case 'bounce':
      return [send, bounce(to, 'Permanent', 'General', '5.1.1')]
    case 'suppressed':
      return [send, bounce(to, 'Permanent', 'Suppressed', '5.1.1')]
    case 'mailbox-full':
      return [send, bounce(to, 'Transient', 'MailboxFull', '4.2.2')]
    case 'complaint':
      return [send, delivery(to), complaint(to)]
    case 'out-of-office':
      return [send, delivery(to), bounce(to, 'Transient', 'General')]
    case undefined:
      return [send, delivery(to)]
  }
}

const detailTypes: ReadonlyMap<string, string> = new Map([
  ['Send', 'Email Sent'],
  ['Delivery', 'Email Delivered'],
  ['Bounce', 'Email Bounced'],
  ['Complaint', 'Email Complaint Received'],
  ['Reject', 'Email Rejected'],
])

/** An SES event in the form used on the event bus. */
export interface SesEvent {
  readonly 'detail-type': string
  readonly detail: Told
  readonly [part: string]: unknown
}

/** The events SES sends about a mail it took, in order. */
export const sesEvents = (mail: TaggedMail, messageId: string, fate: MailFate | undefined): readonly SesEvent[] => {
  const about = {
    timestamp: new Date().toISOString(),
    source: mail.source,
    sendingAccountId: account,
    messageId,
    destination: mail.destinations,
    headersTruncated: true,
    headers: [],
    tags: {
      ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
      'ses:configuration-set': [mail.configurationSet],
      'ses:operation': ['SendRawEmail'],
    },
  }
  return story(fate, mail.destinations).map((told) => ({
    version: '0',
    id: randomUUID(),
    'detail-type': detailTypes.get(told.eventType) ?? told.eventType,
    source: 'aws.ses',
    account,
    time: `${new Date().toISOString().slice(0, 19)}Z`,
    region,
    resources: [`arn:aws:ses:${region}:${account}:configuration-set/${mail.configurationSet}`],
    detail: { ...told, mail: about },
  }))
}
