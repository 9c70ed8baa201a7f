import * as z from 'zod'
import { emailAddressSchema } from '../domain/basics/email-address.ts'

export const organiserInput = z.strictObject({
  email: emailAddressSchema.describe('The address that a member of staff signs in with. They must have signed in before'),
})

export const organiserRemovalInput = z.strictObject({ subject: z.string().min(1).max(200) })

const organiserOutput = z.object({
  subject: z.string().describe('The issuer’s id for the person or machine'),
  owns: z.boolean().describe('Whether they are the owner, who alone can share the event and hand it over'),
  name: z.string().optional().describe('Left out if they have not signed in for a long time'),
  email: z.string().optional(),
})

export const organisersOutput = z.object({ organisers: z.array(organiserOutput).describe('The owner first') })
