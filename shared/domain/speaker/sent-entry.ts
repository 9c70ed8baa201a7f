import * as z from 'zod'
import { instantSchema } from '../basics/wall-time.ts'
import { eventFormats } from '../event/participation.ts'

export const entryKinds = ['event', 'session', 'rehearsal'] as const

/** What a speaker's calendar shows of one thing that they take part in. */
export const calendarEntrySchema = z.object({
  /** Names it for the speaker, and for good: `event`, `rehearsal`, or `session-` and the id. */
  key: z.string(),
  is: z.enum(entryKinds),
  title: z.string(),
  format: z.enum(eventFormats),
  timeZone: z.string(),
  start: z.string(),
  end: z.string(),
  startsAt: instantSchema,
  endsAt: instantSchema,
  joinUrl: z.string().optional(),
  venue: z.string().optional(),
})
export type CalendarEntry = z.infer<typeof calendarEntrySchema>

/** The same with its SEQUENCE, as it was last sent; `withdrawn` once it was taken out of the calendar. */
export const sentEntrySchema = calendarEntrySchema.extend({ sequence: z.int().min(0), withdrawn: z.literal(true).optional() })
export type SentEntry = z.infer<typeof sentEntrySchema>
