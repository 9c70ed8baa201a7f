import * as z from 'zod'
import { emailKey } from '../basics/email-address.ts'
import { isSameName, personNameSchema } from '../people/person-name.ts'
import { type RegistrationStatus, registrationInputSchema } from './registration.ts'

export const largestGroup = 10

const { organisation, country, role, consent, language, key, name, email, accessibilityNeeds, attendeeType, participation, answers } =
  registrationInputSchema.shape

/** Who registers the others, so that they can be told; they need not take part themselves. */
const registeredBy = personNameSchema.optional().describe('Name of the person who registers them; their e-mails say so')

export const groupMemberSchema = z.strictObject({ name, email, accessibilityNeeds, attendeeType, participation, answers })

/** The addresses as far as they can be read, so that one given twice is told together with whatever else is wrong. */
const withAddresses = z.object({ people: z.array(z.object({ email: groupMemberSchema.shape.email.optional() }).catch({})) })

/** The input for registering several colleagues of one organisation: each gets a registration and a mail. */
export const groupRegistrationInputSchema = z
  .strictObject({
    organisation,
    country,
    role,
    registeredBy,
    key,
    consent: consent.describe('All these people agreed to the privacy notice'),
    language,
    people: z.array(groupMemberSchema).min(1).max(largestGroup),
  })
  .superRefine(
    (group, ctx) => {
      const addresses = (withAddresses.safeParse(group).data?.people ?? []).map(({ email: given }) => given && emailKey(given))
      addresses.forEach((address, index) => {
        if (address !== undefined && addresses.indexOf(address) < index)
          ctx.addIssue({ code: 'custom', message: 'duplicate', path: ['people', index, 'email'] })
      })
    },
    { when: () => true },
  )
export type GroupRegistrationInput = z.infer<typeof groupRegistrationInputSchema>

/**
 * What the mail to one member says about who registered them: a name, nothing but that somebody did (empty), or, if they did it
 * themselves, nothing.
 */
export const registrarOf = (
  { registeredBy, people }: Pick<GroupRegistrationInput, 'registeredBy' | 'people'>,
  name: string,
): string | undefined => {
  // Without a name, a person alone may well have filled in the form themselves.
  if (registeredBy === undefined) return people.length > 1 ? '' : undefined
  return isSameName(registeredBy, name) ? undefined : registeredBy
}

/** The result for one member of a group, by name: none if the event was full, their network had its share of unproven places, or registration closed in the meantime. */
export interface GroupMember {
  readonly name: string
  readonly status: Exclude<RegistrationStatus, 'cancelled'> | 'first-stands' | 'full' | 'share-used' | 'closed'
}
