import * as z from 'zod'
import { languageSchema } from '../basics/language.ts'
import { instantSchema } from '../basics/wall-time.ts'
import { staffRoles } from '../who-may.ts'

/** A staff member as known from their last sign-in, so that others can name them. */
export const colleagueSchema = z.object({
  subject: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.enum(staffRoles)),
  language: languageSchema,
  signedInAt: instantSchema,
})
export type Colleague = z.infer<typeof colleagueSchema>

/** Whether an event can be shared with them, or handed over to them. */
export const canOrganise = ({ roles }: Colleague): boolean => roles.some((role) => role === 'organiser' || role === 'administrator')

/** How long a staff member is remembered after their last sign-in. */
export const colleagueDays = 400

/** More would be a department, whose members need no pages of their own. */
export const mostCoOrganisers = 20
