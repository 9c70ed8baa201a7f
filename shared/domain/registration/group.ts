import * as z from 'zod'
import { emailKey } from '../basics/email-address.ts'
import { type RegistrationStatus, registrationInputSchema } from './registration.ts'

export const largestGroup = 10

const { organisation, country, role, consent, language, key, name, email, accessibilityNeeds, attendeeType, answers } =
  registrationInputSchema.shape

export const groupMemberSchema = z.strictObject({ name, email, accessibilityNeeds, attendeeType, answers })

const withAddresses = z.object({ people: z.array(z.object({ email: groupMemberSchema.shape.email })) })

/** The input for registering several colleagues of one organisation: each gets a registration and a mail. */
export const groupRegistrationInputSchema = z
  .strictObject({
    organisation,
    country,
    role,
    key,
    consent: consent.describe('All these people agreed to the privacy notice'),
    language,
    people: z.array(groupMemberSchema).min(1).max(largestGroup),
  })
  .superRefine(
    ({ people }, ctx) => {
      const addresses = people.map((person) => emailKey(person.email))
      addresses.forEach((address, index) => {
        if (addresses.indexOf(address) < index) ctx.addIssue({ code: 'custom', message: 'duplicate', path: ['people', index, 'email'] })
      })
    },
    { when: ({ value }) => withAddresses.safeParse(value).success },
  )
export type GroupRegistrationInput = z.infer<typeof groupRegistrationInputSchema>

/** The result for one member of a group, by name: none if the event was full, their network had its share of unproven places, or registration closed in the meantime. */
export interface GroupMember {
  readonly name: string
  readonly status: Exclude<RegistrationStatus, 'cancelled'> | 'first-stands' | 'full' | 'share-used' | 'closed'
}
