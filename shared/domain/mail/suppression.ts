import * as z from 'zod'
import { type Instant, instantSchema } from '../basics/wall-time.ts'
import { messageTraits } from './message-traits.ts'
import { type MessageKind, messageKinds, type OutboxMessage } from './outbox-message.ts'

/**
 * Why mails to an address are withheld.
 * - `no-address`: the address does not exist
 * - `refused`: its mail server refuses our mails for good
 * - `held`: SES does not deliver there, because mails of others bounced
 * - `complaint`: the person marked a mail of ours as spam
 */
export const suppressionReasons = ['no-address', 'refused', 'held', 'complaint'] as const
export type SuppressionReason = (typeof suppressionReasons)[number]

/** What SES reported about an address. */
export const evidenceSchema = z.object({
  reason: z.enum(suppressionReasons),
  /** When the mail came back, or the person complained. */
  at: instantSchema,
  /** SES's own id of the report, by which AWS's support finds it. */
  feedbackId: z.string(),
})
export type Evidence = z.infer<typeof evidenceSchema>

/** What is known about an address; it is in force while there is evidence, and an organiser can lift it. */
export const suppressionSchema = z.object({
  bounce: evidenceSchema.optional(),
  complaint: evidenceSchema.optional(),
  /** Ids of the mails that did not arrive, or were not sent, since. */
  held: z.set(z.string()).default(new Set<string>()),
  /** When an organiser lifted it, and who: the subject of their account. */
  liftedAt: instantSchema.optional(),
  liftedBy: z.string().optional(),
})
export type Suppression = z.infer<typeof suppressionSchema>

/** Why an address cannot be reached, if it cannot. Of two reasons the one that lets nothing arrive. */
export const unreachable = ({ bounce, complaint }: Suppression): Evidence | undefined => bounce ?? complaint

// Both keep an invitation true that stands in the person's calendar; without them people come to what has moved or was cancelled.
const despiteComplaint: ReadonlySet<MessageKind> = new Set(['update', 'cancellation'])

/**
 * Why a mail of a kind must not go out to an address, if so. To an address that does not exist nothing does. Whoever complained
 * still hears what changes or takes back an invitation that stands in their calendar (docs/decisions/suppression.md).
 */
export const withheldFrom = (suppression: Suppression | undefined, kind: MessageKind): SuppressionReason | undefined => {
  if (suppression?.bounce !== undefined) return suppression.bounce.reason
  return suppression?.complaint !== undefined && !despiteComplaint.has(kind) ? suppression.complaint.reason : undefined
}

/**
 * Whether a mail that was held back is of use when it can be sent after all: news until the event is over, a request for feedback
 * ever after. A reminder had its time.
 */
export const worthSendingAgain = ({ kind, event }: Pick<OutboxMessage, 'kind' | 'event'>, now: Instant): boolean => {
  const { lane } = messageTraits[kind]
  return lane === 'surveys' || (lane === 'now' && now < event.endsAt)
}

const messageIdPattern = new RegExp(`^(.+?)_[1-9]\\d*_(?:${messageKinds.join('|')})_`)

/** To what an outbox message belongs, by its id (`messageId`): the id of a registration, or of a person without one. */
export const ownerOfMessage = (id: string): string | undefined => messageIdPattern.exec(id)?.[1]
