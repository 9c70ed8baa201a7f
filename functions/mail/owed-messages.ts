import type { DynamoDBRecord } from 'aws-lambda'
import * as z from 'zod'

const text = z.object({ S: z.string() })

const owedSchema = z.object({
  dynamodb: z.object({
    SequenceNumber: z.string(),
    NewImage: z.object({
      id: text,
      registrationId: text,
      state: z.object({ S: z.literal('pending') }),
      sk: z.object({ S: z.templateLiteral(['MESSAGE#', z.string()]) }),
    }),
    OldImage: z.object({ state: text.optional() }).optional(),
  }),
})

/** An outbox message that a stream record says is owed. */
export interface OwedMessage {
  readonly id: string
  readonly registrationId: string
  /** The record's place in the stream, for reporting it as failed. */
  readonly sequenceNumber: string
}

/**
 * The message that a record of the People stream makes due, if any: a new pending one, or one that was touched while pending.
 * A message given back after an attempt is not: the record that brought it comes again, or the clock touches it.
 */
export const owedBy = (record: DynamoDBRecord): OwedMessage | undefined => {
  const parsed = owedSchema.safeParse(record)
  if (!parsed.success) return undefined
  const { SequenceNumber, NewImage, OldImage } = parsed.data.dynamodb
  if (OldImage?.state?.S === 'sending') return undefined
  return { id: NewImage.id.S, registrationId: NewImage.registrationId.S, sequenceNumber: SequenceNumber }
}
