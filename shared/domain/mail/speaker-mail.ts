import * as z from 'zod'
import { speakerRoles } from '../speaker/profile.ts'
import { calendarEntrySchema, entryKinds } from '../speaker/sent-entry.ts'

/** What speakers are reminded of: that they have not answered, their rehearsal, their part in the programme. */
export const reminderSubjects = ['answer', 'rehearsal', 'programme'] as const

/** What a mail to a speaker is about, beside the event and their sessions. */
export const toldSpeakerSchema = z.object({
  /** Whom its link speaks for. */
  slug: z.string(),
  id: z.string(),
  nonce: z.string(),
  role: z.enum(speakerRoles),
  rehearsal: z.string().optional(),
  /** Whether they had confirmed when it became owed. */
  confirmed: z.literal(true).optional(),
  /** Whether the event has a page that they can open. */
  published: z.literal(true).optional(),
  /** For kinds with an entry of their calendar: what that is about. */
  entry: z.enum(entryKinds).optional(),
  /** Whether another mail, owed at the same time, tells of this change. */
  told: z.literal(true).optional(),
  /** The other entries that changed at the same time, as they are now and were before. */
  others: z.array(calendarEntrySchema.extend({ before: calendarEntrySchema.optional(), withdrawn: z.literal(true).optional() })).optional(),
  /** For reminders: of what. */
  reminder: z.enum(reminderSubjects).optional(),
  /** Why an entry is taken out of the calendar. */
  reason: z.enum(['event', 'removed', 'withdrew', 'programme']).optional(),
})
export type ToldSpeaker = z.infer<typeof toldSpeakerSchema>
