import type { DynamoDBRecord } from 'aws-lambda'
import * as z from 'zod'
import { type Ask, askSchema, personMailId } from '../../../shared/domain/mail/asked-mail.ts'
import { outboxMessageSchema } from '../../../shared/domain/mail/outbox-message.ts'
import { plainImage } from '../../../shared/store/dynamodb/stream-image.ts'
import { itemKeys } from '../../../shared/store/item-keys.ts'

const { id, registrationId, state } = outboxMessageSchema.shape
const earlierSchema = z.object({ state })
const pendingSchema = z.object({ id, registrationId, state: z.literal('pending'), fanOut: z.undefined().optional() })
const owingSchema = z.object({ id: z.string(), owes: z.string() })

/** An outbox message that a stream record says is owed. */
export interface OwedMessage {
  readonly id: string
  readonly registrationId: string
  /** The record's place in the stream, for reporting it as failed. */
  readonly sequenceNumber: string
}

/** A registration that owes a mail which is not in the outbox yet. */
export interface OwingRegistration {
  readonly registrationId: string
  readonly owes: string
  readonly sequenceNumber: string
}

/** A mail that somebody asked for by an address. */
export interface AskedMail {
  readonly registrationId: string
  readonly ask: Ask
  readonly sequenceNumber: string
}

/** An address to which an organiser let mails go out again. */
export interface LiftedAddress {
  readonly registrationId: string
  readonly lifted: string
  readonly sequenceNumber: string
}

const addressPrefix = itemKeys.suppression('').pk
const liftedSchema = z.object({ pk: z.string().startsWith(addressPrefix), liftedAt: z.string() })

/**
 * The message, the registration that owes one, or the address that one was asked for, that a record of the People stream makes
 * due, if any: one that is pending because it is new or owed again. A message that was put back waits in its lane, and what many people are owed at once has
 * waited there from the beginning.
 */
export const owedBy = ({ dynamodb }: DynamoDBRecord): OwedMessage | OwingRegistration | AskedMail | LiftedAddress | undefined => {
  const sequenceNumber = dynamodb?.SequenceNumber ?? ''
  const ask = askSchema.safeParse(plainImage(dynamodb?.NewImage))
  if (ask.success) return { registrationId: personMailId(ask.data), ask: ask.data, sequenceNumber }
  const lifted = liftedSchema.safeParse(plainImage(dynamodb?.NewImage))
  if (lifted.success) return { registrationId: lifted.data.pk, lifted: lifted.data.pk.slice(addressPrefix.length), sequenceNumber }
  const owing = owingSchema.safeParse(plainImage(dynamodb?.NewImage))
  if (owing.success) return { registrationId: owing.data.id, owes: owing.data.owes, sequenceNumber }
  const pending = pendingSchema.safeParse(plainImage(dynamodb?.NewImage))
  const before = earlierSchema.safeParse(plainImage(dynamodb?.OldImage)).data?.state
  if (!pending.success || (before !== undefined && before !== 'failed')) return undefined
  return { id: pending.data.id, registrationId: pending.data.registrationId, sequenceNumber }
}
