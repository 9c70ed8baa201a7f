import * as z from 'zod'
import { type Instant, instantSchema } from '../basics/wall-time.ts'

/** The answers to an invitation that count (PARTSTAT, RFC 5545 §3.2.12); other values are ignored. */
export const calendarAnswers = ['accepted', 'tentative', 'declined'] as const

/** A calendar's answer to the invitation, as recorded on the registration. */
export const calendarAnswerSchema = z.object({
  answer: z.enum(calendarAnswers),
  /** When it came. */
  at: instantSchema,
  /** SEQUENCE of the invitation it answers. */
  sequence: z.int().min(0),
  /** DTSTAMP of the answer: of two for the same SEQUENCE, the newer counts (RFC 5546 §2.1.5). */
  stamp: instantSchema,
  /** Set if it came from an address other than the registered one: the person's other mailbox, or someone it was forwarded to. */
  otherAddress: z.literal(true).optional(),
  /** When the person, after declining, said that they still want the place. */
  keptAt: instantSchema.optional(),
})
export type CalendarAnswer = z.infer<typeof calendarAnswerSchema>

/** The relevant parts of a REPLY (RFC 5546 §3.2.3): its UID, not its ORGANIZER, says what it answers. */
export interface CalendarReply {
  readonly uid: string
  readonly answer: CalendarAnswer['answer']
  readonly sequence: number
  /** Absent if the calendar gave no readable one. */
  readonly stamp?: Instant
  /** The addresses it came from: the ATTENDEE and the sender. */
  readonly addresses: readonly string[]
}
