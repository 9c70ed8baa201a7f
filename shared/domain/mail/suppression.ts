import * as z from 'zod'
import { type Instant, instantSchema } from '../basics/wall-time.ts'
import { messageTraits } from './message-traits.ts'
import { type MessageKind, messageKinds, type OutboxMessage } from './outbox-message.ts'

/**
 * Why mails to an address are withheld.
 * - `no-address`: the address does not exist
 * - `refused`: its mail server rejects our mails permanently
 * - `held`: SES does not deliver there, because other senders' mails bounced
 * - `complaint`: the person marked one of our mails as spam
 */
export const suppressionReasons = ['no-address', 'refused', 'held', 'complaint'] as const
export type SuppressionReason = (typeof suppressionReasons)[number]

/** What SES reported about an address. */
export const evidenceSchema = z.object({
  reason: z.enum(suppressionReasons),
  /** When the mail came back, or the person complained. */
  at: instantSchema,
  /** SES's id of the report, for AWS support. */
  feedbackId: z.string(),
})
export type Evidence = z.infer<typeof evidenceSchema>

/** What is known about an address; in force while there is evidence. An organiser can lift it. */
export const suppressionSchema = z.object({
  bounce: evidenceSchema.optional(),
  complaint: evidenceSchema.optional(),
  /** Ids of the mails undelivered or unsent since. */
  held: z.set(z.string()).default(new Set<string>()),
  /** When an organiser lifted it, and who: their sign-in subject. */
  liftedAt: instantSchema.optional(),
  liftedBy: z.string().optional(),
})
export type Suppression = z.infer<typeof suppressionSchema>

/** Why an address cannot be reached, if so. Of two reasons, the one that blocks everything. */
export const unreachable = ({ bounce, complaint }: Suppression): Evidence | undefined => bounce ?? complaint

// Both correct an invitation in the person's calendar; without them people turn up to events that have moved or been cancelled.
const despiteComplaint: ReadonlySet<MessageKind> = new Set(['update', 'cancellation'])

/**
 * Why a kind of mail must not go to an address, if so. Nothing goes to an address that does not exist. People who complained
 * still get what changes or withdraws an invitation in their calendar (docs/decisions/suppression.md).
 */
export const withheldFrom = (suppression: Suppression | undefined, kind: MessageKind): SuppressionReason | undefined => {
  if (suppression?.bounce !== undefined) return suppression.bounce.reason
  return suppression?.complaint !== undefined && !despiteComplaint.has(kind) ? suppression.complaint.reason : undefined
}

/**
 * Whether a withheld mail is still worth sending: news until the event is over, feedback requests at any time, reminders
 * never.
 */
export const worthSendingAgain = ({ kind, event }: Pick<OutboxMessage, 'kind' | 'event'>, now: Instant): boolean => {
  const { lane } = messageTraits[kind]
  return lane === 'surveys' || (lane === 'now' && now < event.endsAt)
}

const messageIdPattern = new RegExp(`^(.+?)_[1-9]\\d*_(?:${messageKinds.join('|')})_`)

/** The owner of an outbox message, from its id (`messageId`): the id of a registration, or of a person. */
export const ownerOfMessage = (id: string): string | undefined => messageIdPattern.exec(id)?.[1]
