import * as z from 'zod'
import { languageSchema } from '../basics/language.ts'
import type { SteeringRules } from '../basics/network.ts'
import { instantSchema } from '../basics/wall-time.ts'

/** A member of the steering group, as known from signing in or voting. Machines have no address. */
export const steeringMemberSchema = z.object({
  subject: z.string(),
  name: z.string(),
  email: z.string().optional(),
  language: languageSchema,
  seenAt: instantSchema,
})
export type SteeringMember = z.infer<typeof steeringMemberSchema>

/** How many members the group has: as the profile says, or those known if they are more. */
export const memberCount = (known: readonly SteeringMember[], { members }: Pick<SteeringRules, 'members'>): number =>
  Math.max(members, known.length)
