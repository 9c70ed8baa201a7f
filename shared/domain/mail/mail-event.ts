import * as z from 'zod'
import type { Instant } from '../basics/wall-time.ts'
import type { Evidence } from './suppression.ts'

/** The mail that an event is about. */
interface About {
  /** Id of the outbox message, from the tag that it was sent with; mails of others in this account have none. */
  readonly outbox: string | undefined
  readonly sesMessageId: string
}

/** A report that mails to addresses must stop. */
interface Report extends About {
  readonly addresses: readonly string[]
  readonly evidence: Evidence
  /** What an organiser lifts at this instant or later is not touched by the report. */
  readonly asOf: Instant
}

/**
 * What SES tells about a mail.
 * - `sent`: SES has taken it
 * - `bounced`: it came back for good
 * - `complained`: the person marked it as spam
 * - `rejected`: SES took it, found a virus in it and threw it away
 * - `noted`: nothing follows from it (a mailbox was full, somebody is out of office, SES still tries, it was no spam after all)
 * - `not-understood`: none of these; `type` is the event's own word, if it has one
 */
export type MailEvent =
  | ({ readonly what: 'sent' | 'rejected' /** When SES took it. */; readonly takenAt: Instant } & About)
  | ({ readonly what: 'bounced' | 'complained' } & Report)
  | ({ readonly what: 'noted'; readonly why: string } & About)
  | { readonly what: 'not-understood'; readonly type: string | undefined }

const instant = z.iso.datetime({ offset: true }).transform((text): Instant => new Date(text).toISOString())

const mail = z
  .object({
    timestamp: instant,
    messageId: z.string().min(1),
    destination: z.array(z.string()),
    tags: z.record(z.string(), z.array(z.string())).default({}),
  })
  .transform(({ tags, messageId, ...rest }) => ({ ...rest, about: { outbox: tags['outbox']?.[0], sesMessageId: messageId } }))
type Mail = z.infer<typeof mail>

const recipients = z.array(z.object({ emailAddress: z.string(), status: z.string().optional() }))

/**
 * The addresses that a report is about. A mail of ours goes to one address, and that is it: the report names the address at which
 * the mail ended, which is another where mail is forwarded, or none. Of a mail to several it is those that are named.
 */
const addressesOf = ({ destination }: Mail, named: z.infer<typeof recipients>): readonly string[] =>
  destination.length === 1 ? destination : named.map(({ emailAddress }) => emailAddress)

const bounce = z.object({
  bounceType: z.string(),
  bounceSubType: z.string().default(''),
  bouncedRecipients: recipients,
  timestamp: instant,
  feedbackId: z.string().min(1),
})

// SES withheld the mail itself, because the address is on its list of all senders or of this account.
const heldBySes = new Set(['Suppressed', 'OnAccountSuppressionList'])
// RFC 3463 §3.2: something is wrong with the address of the recipient.
const badAddress = /^5\.1\./

const bounceReason = ({ bounceSubType, bouncedRecipients }: z.infer<typeof bounce>): Evidence['reason'] => {
  if (heldBySes.has(bounceSubType)) return 'held'
  return bounceSubType === 'NoEmail' || bouncedRecipients.some(({ status = '' }) => badAddress.test(status)) ? 'no-address' : 'refused'
}

const complaint = z.object({
  complainedRecipients: recipients,
  timestamp: instant,
  feedbackId: z.string().min(1),
  complaintFeedbackType: z.string().nullish(),
})

const event = z.discriminatedUnion('eventType', [
  z
    .object({ eventType: z.literal('Send'), mail })
    .transform(({ mail: { about, timestamp: takenAt } }): MailEvent => ({ what: 'sent', takenAt, ...about })),
  z
    .object({ eventType: z.literal('Reject'), mail })
    .transform(({ mail: { about, timestamp: takenAt } }): MailEvent => ({ what: 'rejected', takenAt, ...about })),
  z
    .object({ eventType: z.literal('DeliveryDelay'), mail })
    .transform(({ mail: { about } }): MailEvent => ({ what: 'noted', why: 'delayed', ...about })),
  z.object({ eventType: z.literal('Bounce'), mail, bounce }).transform((told): MailEvent => {
    const { about, timestamp: sentAt } = told.mail
    const { bounceType, bounceSubType, bouncedRecipients, timestamp, feedbackId } = told.bounce
    // The others pass: a full mailbox, a server that is down, an answer of somebody who is out of office.
    if (bounceType !== 'Permanent') return { what: 'noted', why: `${bounceType}/${bounceSubType}`, ...about }
    const evidence = { reason: bounceReason(told.bounce), at: timestamp, feedbackId }
    return { what: 'bounced', ...about, addresses: addressesOf(told.mail, bouncedRecipients), evidence, asOf: sentAt }
  }),
  z.object({ eventType: z.literal('Complaint'), mail, complaint }).transform((told): MailEvent => {
    const { about } = told.mail
    const { complainedRecipients, timestamp, feedbackId, complaintFeedbackType } = told.complaint
    // RFC 6430: the person took the mail out of the spam folder.
    if (complaintFeedbackType === 'not-spam') return { what: 'noted', why: 'not-spam', ...about }
    const evidence = { reason: 'complaint' as const, at: timestamp, feedbackId }
    // A complaint is the person's will at that time, however old the mail is.
    return { what: 'complained', ...about, addresses: addressesOf(told.mail, complainedRecipients), evidence, asOf: timestamp }
  }),
])

const envelope = z.object({ detail: event })
const typed = z.object({ detail: z.object({ eventType: z.string().max(100) }) })

/**
 * What an event of SES says, as EventBridge brings it: `detail` is SES's record
 * (https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html). Knows only what it needs, since AWS adds fields at will.
 */
export const mailEventOf = (given: unknown): MailEvent => {
  const parsed = envelope.safeParse(given)
  return parsed.success ? parsed.data.detail : { what: 'not-understood', type: typed.safeParse(given).data?.detail.eventType }
}
