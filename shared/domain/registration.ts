import * as z from 'zod'
import { countrySchema } from './country.ts'
import { emailAddressSchema } from './email-address.ts'
import { languageSchema } from './language.ts'
import { line, lines } from './text.ts'
import { instantSchema } from './wall-time.ts'

export const stakeholderRoles = [
  'procurer',
  'prescriber',
  'legal-adviser',
  'policy-maker',
  'researcher',
  'industry',
  'civil-society',
] as const

export const registrationStatuses = ['confirmed', 'waitlisted', 'cancelled'] as const
export type RegistrationStatus = (typeof registrationStatuses)[number]

/** What a person can change about a registration afterwards. */
export const registrationDetailsSchema = z.strictObject({
  name: line(200),
  organisation: line(200),
  country: countrySchema,
  role: z.enum(stakeholderRoles),
  accessibilityNeeds: lines(1000).optional().describe('What we should prepare, such as captions or step-free access'),
})
export type RegistrationDetails = z.infer<typeof registrationDetailsSchema>

/** What a person says to register: the body of `POST /api/v1/events/{slug}/registrations` and the web form. */
export const registrationInputSchema = registrationDetailsSchema.extend({
  email: emailAddressSchema,
  consent: z.literal(true, 'consent').describe('Agreement to the privacy notice'),
  language: languageSchema.optional().describe('Language of the mails; the language of the request without it'),
})
export type RegistrationInput = z.infer<typeof registrationInputSchema>

/** One person's place, as it is stored. */
export const registrationSchema = registrationDetailsSchema
  .extend({
    /** Made from the event and the address with a secret key, so that one address has one place, and the id tells no one the address. */
    id: z.string(),
    slug: z.string(),
    email: z.string(),
    language: languageSchema,
    status: z.enum(registrationStatuses),
    registeredAt: instantSchema,
    consentedAt: instantSchema,
    cancelledAt: instantSchema.optional(),
    /** Counts the times that this address registered for this event, from 1; each has an invitation of its own. */
    round: z.int().min(1),
    /** SEQUENCE of the newest invitation owed (RFC 5546 §2.1.4); it only rises. */
    sequence: z.int().min(0),
    /** Revision of the event that the newest invitation shows. */
    revision: z.int().min(0),
    /** The shard that the seat was taken from; waitlisted people have none. */
    seatShard: z.int().min(0).optional(),
    /** Key of the request that made this registration, so that a repeated one gets the true answer. */
    requestKey: z.string().optional(),
    /** Whether a response was given; never which one, nor when. */
    answered: z.literal(true).optional(),
  })
  .strip()
export type Registration = z.infer<typeof registrationSchema>

/** The transitions of a registration, with the states each may start from. */
export const registrationTransitions = {
  cancel: { from: ['confirmed', 'waitlisted'], to: 'cancelled' },
  promote: { from: ['waitlisted'], to: 'confirmed' },
} as const satisfies Record<string, { from: readonly RegistrationStatus[]; to: RegistrationStatus }>

/**
 * The UID of an invitation (RFC 5545 §3.8.4.7): one per registration and round, the same in every mail about it.
 * `domain` is one of ours, so that the UID is unique in the world.
 */
export const invitationUid = (registration: Pick<Registration, 'id' | 'round'>, domain: string): string =>
  `${registration.id}-${registration.round}@${domain}`
