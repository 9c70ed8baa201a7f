import * as z from 'zod'
import { speakerRoles } from '../speaker/profile.ts'

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
})
export type ToldSpeaker = z.infer<typeof toldSpeakerSchema>
