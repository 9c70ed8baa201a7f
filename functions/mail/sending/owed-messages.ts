import type { DynamoDBRecord } from 'aws-lambda'
import * as z from 'zod'
import { type Ask, askSchema, personMailId } from '../../../shared/domain/mail/asked-mail.ts'
import { outboxMessageSchema } from '../../../shared/domain/mail/outbox-message.ts'
import { plainImage } from '../../../shared/store/dynamodb/stream-image.ts'
import { itemKeys } from '../../../shared/store/item-keys.ts'

const { id, registrationId, state, turn } = outboxMessageSchema.shape
const earlierSchema = z.object({ state })
const pendingSchema = z.object({ id, registrationId, turn, state: z.literal('pending'), fanOut: z.undefined().optional() })
const owingSchema = z.object({ id: z.string(), owes: z.string() })

/** An outbox message owed according to a stream record. */
export interface OwedMessage {
  readonly id: string
  readonly registrationId: string
  /** Whether a stranger asked for it. */
  readonly unproven: boolean
  /** The record's position in the stream, for reporting it as failed. */
  readonly sequenceNumber: string
}

/** A registration that owes a mail not yet in the outbox. */
export interface OwingRegistration {
  readonly registrationId: string
  readonly owes: string
  readonly sequenceNumber: string
}

/** A mail requested by address. */
export interface AskedMail {
  readonly registrationId: string
  readonly ask: Ask
  readonly sequenceNumber: string
}

/** An address for which an organiser lifted the suppression. */
export interface LiftedAddress {
  readonly registrationId: string
  readonly lifted: string
  readonly sequenceNumber: string
}

const addressPrefix = itemKeys.suppression('').pk
const liftedSchema = z.object({ pk: z.string().startsWith(addressPrefix), liftedAt: z.string() })

/**
 * What a record of the People stream makes due, if anything: the message, the registration that owes one, or the address that one
 * was requested for. A message counts if it is pending because it is new or owed again; one that was put back waits in its lane,
 * where mass mails have waited from the beginning.
 */
export const owedBy = ({ dynamodb }: DynamoDBRecord): OwedMessage | OwingRegistration | AskedMail | LiftedAddress | undefined => {
  const sequenceNumber = dynamodb?.SequenceNumber ?? ''
  const ask = askSchema.safeParse(plainImage(dynamodb?.NewImage))
  // The clock brings later ones when their time has come.
  if (ask.success && ask.data.after !== undefined) return undefined
  if (ask.success) return { registrationId: personMailId(ask.data), ask: ask.data, sequenceNumber }
  const lifted = liftedSchema.safeParse(plainImage(dynamodb?.NewImage))
  if (lifted.success) return { registrationId: lifted.data.pk, lifted: lifted.data.pk.slice(addressPrefix.length), sequenceNumber }
  const owing = owingSchema.safeParse(plainImage(dynamodb?.NewImage))
  if (owing.success) return { registrationId: owing.data.id, owes: owing.data.owes, sequenceNumber }
  const pending = pendingSchema.safeParse(plainImage(dynamodb?.NewImage))
  const before = earlierSchema.safeParse(plainImage(dynamodb?.OldImage)).data?.state
  if (!pending.success || (before !== undefined && before !== 'failed')) return undefined
  const message = pending.data
  return { id: message.id, registrationId: message.registrationId, unproven: message.turn !== undefined, sequenceNumber }
}
