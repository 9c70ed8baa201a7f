import * as z from 'zod'
import type { Instant } from '../basics/wall-time.ts'
import type { Evidence } from './suppression.ts'

/** The mail an event is about. */
interface About {
  /** Id of the outbox message, from its SES tag; mails that others in this account send have none. */
  readonly outbox: string | undefined
  readonly sesMessageId: string
}

/** A report that addresses must not be mailed any more. */
interface Report extends About {
  readonly addresses: readonly string[]
  readonly evidence: Evidence
  /** Addresses that an organiser reinstates at or after this instant are not affected. */
  readonly asOf: Instant
}

/**
 * What an SES event says about a mail.
 * - `sent`: SES has taken it
 * - `bounced`: it came back for good
 * - `complained`: the person marked it as spam
 * - `rejected`: SES accepted it, found a virus in it and discarded it
 * - `noted`: nothing follows from it (full mailbox, out of office, SES still trying, not spam after all)
 * - `not-understood`: none of these; `type` is the event's own type, if any
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
 * The addresses a report is about. Our mails go to one address each, and it is that one: the report names where the mail
 * ended up, which may be a forwarding target or missing. For a mail to several, it is those named.
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

// SES did not send the mail, because the address is on its global suppression list or this account's.
const heldBySes = new Set(['Suppressed', 'OnAccountSuppressionList'])
// RFC 3463 §3.2: a problem with the recipient's address.
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
    // The others are temporary: a full mailbox, a server that is down, an out-of-office reply.
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
    // A complaint tells what the person wants now, however old the mail is.
    return { what: 'complained', ...about, addresses: addressesOf(told.mail, complainedRecipients), evidence, asOf: timestamp }
  }),
])

const envelope = z.object({ detail: event })
const typed = z.object({ detail: z.object({ eventType: z.string().max(100) }) })

/**
 * Reads an SES event from EventBridge: `detail` is SES's record
 * (https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html).
 * Checks only the fields it needs, since AWS adds fields freely.
 */
export const mailEventOf = (given: unknown): MailEvent => {
  const parsed = envelope.safeParse(given)
  return parsed.success ? parsed.data.detail : { what: 'not-understood', type: typed.safeParse(given).data?.detail.eventType }
}
