import * as z from 'zod'

export const speakerRoles = ['speaker', 'chair'] as const

/** What everyone may know of a confirmed speaker. */
export const profileSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(speakerRoles),
  /** Ids of their sessions; none for the event as a whole. */
  sessions: z.array(z.string()),
  organisation: z.string().optional(),
  biography: z.string().optional(),
})
export type SpeakerProfile = z.infer<typeof profileSchema>
