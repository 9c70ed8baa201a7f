import * as z from 'zod'
import { type Instant, instantSchema } from '../basics/wall-time.ts'

/** What people can answer to an invitation (PARTSTAT, RFC 5545 §3.2.12); other values say nothing. */
export const calendarAnswers = ['accepted', 'tentative', 'declined'] as const

/** What a person's calendar answered to the invitation, as it is noted on the registration. */
export const calendarAnswerSchema = z.object({
  answer: z.enum(calendarAnswers),
  /** When it came. */
  at: instantSchema,
  /** SEQUENCE of the invitation that it answers. */
  sequence: z.int().min(0),
  /** DTSTAMP of the answer: of two to the same SEQUENCE the newer one counts (RFC 5546 §2.1.5). */
  stamp: instantSchema,
  /** It came from another address than the registered one: another mailbox of the same person, or somebody whom the invitation was passed on to. */
  otherAddress: z.literal(true).optional(),
  /** When the person said, after declining, that the place is still wanted. */
  keptAt: instantSchema.optional(),
})
export type CalendarAnswer = z.infer<typeof calendarAnswerSchema>

/** A REPLY (RFC 5546 §3.2.3) as far as it counts: its UID, not its ORGANIZER, tells what it answers. */
export interface CalendarReply {
  readonly uid: string
  readonly answer: CalendarAnswer['answer']
  readonly sequence: number
  /** Absent where the calendar gave none that can be read. */
  readonly stamp?: Instant
  /** Addresses in whose name it came: the ATTENDEE and the sender. */
  readonly addresses: readonly string[]
}
