import * as z from 'zod'
import { countrySchema } from '../basics/country.ts'
import { emailAddressSchema } from '../basics/email-address.ts'
import { languageSchema } from '../basics/language.ts'
import { line, lines } from '../basics/text.ts'
import { instantSchema } from '../basics/wall-time.ts'
import { calendarAnswerSchema } from '../calendar/calendar-answer.ts'
import { personNameSchema } from '../people/person-name.ts'
import { answersSchema } from '../registration-form/answers.ts'
import { seatsSchema } from '../seats/seats.ts'
import { attendanceSchema } from './attendance.ts'

export const stakeholderRoles = [
  'procurer',
  'prescriber',
  'legal-adviser',
  'policy-maker',
  'researcher',
  'industry',
  'civil-society',
] as const

/**
 * - `pending`: an organiser is asked to approve
 * - `waitlisted`: every place is taken, the person waits for one
 * - `offered`: a place is kept for the person until the offer expires
 * - `confirmed`: the person has a place
 * - `cancelled`: it is over, `endedBy` says why
 */
export const registrationStatuses = ['pending', 'waitlisted', 'offered', 'confirmed', 'cancelled'] as const
export type RegistrationStatus = (typeof registrationStatuses)[number]

/** Why a registration ended: the person's own wish, the organiser's, the event's cancellation, or what happened to an offer, a request or a place. */
export const endings = [
  'person',
  'organiser',
  'event',
  'offer-declined',
  'offer-expired',
  'not-approved',
  'approval-expired',
  'handed-over',
] as const
export type Ending = (typeof endings)[number]

/** What a person can change about a registration afterwards. */
export const registrationDetailsSchema = z.strictObject({
  name: personNameSchema,
  organisation: line(200),
  country: countrySchema,
  role: z.enum(stakeholderRoles),
  accessibilityNeeds: lines(1000).optional().describe('What the organiser should prepare, such as captions or step-free access'),
  attendeeType: z.string().max(60).optional().describe('Id of one of the event’s attendeeTypes, if it has any'),
  answers: answersSchema.default({}).describe('Answers to the event’s questions, by question id'),
})

/** What a person says to register: the body of `POST /api/v1/events/{slug}/registrations` and the web form. */
export const registrationInputSchema = registrationDetailsSchema.extend({
  email: emailAddressSchema,
  sessions: z.array(z.string().max(100)).max(100).default([]).describe('Ids of the sessions the person chose'),
  key: z.string().max(500).optional().describe('Key from a group’s link, for places kept for that group'),
  personalKey: z.string().max(1000).optional().describe('Key from a personal link; needed if the audience is network or invited'),
  consent: z.literal(true, 'consent').describe('Agreement to the privacy notice'),
  language: languageSchema.optional().describe('Language of the e-mails; the language of the request if left out'),
})
export type RegistrationInput = z.infer<typeof registrationInputSchema>

/** One person's place, as it is stored. */
export const registrationSchema = registrationDetailsSchema
  .extend({
    /** Made from the event and the address with a secret key, so that one address has one place, and the id tells no one the address. */
    id: z.string(),
    /** As it was taken then: rules for new names do not make old registrations unreadable. */
    name: z.string(),
    slug: z.string(),
    email: z.string().meta({ format: 'email' }),
    language: languageSchema,
    status: z.enum(registrationStatuses),
    registeredAt: instantSchema,
    consentedAt: instantSchema,
    cancelledAt: instantSchema.optional(),
    endedBy: z.enum(endings).optional(),
    /** Place in the waiting list: an instant and, for people of the same instant, the id. Texts that sort by arrival. */
    waitingSince: z.string().optional(),
    /** Until when an offered place is kept. */
    offerExpiresAt: instantSchema.optional(),
    /** Until when an organiser can approve. */
    approveBy: instantSchema.optional(),
    /** Groups that places are kept for and that the person belongs to. */
    groups: z.array(z.string()).default([]),
    /** Sessions that the person comes to; of a waiting person, those wished for. */
    sessions: z.array(z.string()).default([]),
    /** The seats that the registration holds, by pool. */
    seats: seatsSchema.default({}),
    /** A mail that is owed and not yet in the outbox. */
    owes: z.enum(['pending', 'waitlisted']).optional(),
    /** Counts the times that this address registered for this event, from 1; each has an invitation of its own. */
    round: z.int().min(1),
    /** SEQUENCE of the newest invitation owed (RFC 5546 §2.1.4); it only rises. */
    sequence: z.int().min(0),
    /** Revision of the event that the newest invitation shows. */
    revision: z.int().min(0),
    /** Key of the request that made this registration, so that a repeated one gets the true answer. */
    requestKey: z.string().optional(),
    /** What the person's calendar answered to the invitation. */
    calendarAnswer: calendarAnswerSchema.optional(),
    /** Whether the person was there, as an organiser noted it. */
    attendance: attendanceSchema.optional(),
    /** Whether a response was given; never which one, nor when. */
    answered: z.literal(true).optional(),
  })
  .strip()
export type Registration = z.infer<typeof registrationSchema>

/** The transitions of a registration, with the states each may start from. */
export const registrationTransitions = {
  approve: { from: ['pending'], to: 'confirmed' },
  enlist: { from: ['pending'], to: 'waitlisted' },
  offer: { from: ['waitlisted'], to: 'offered' },
  promote: { from: ['waitlisted'], to: 'confirmed' },
  accept: { from: ['offered'], to: 'confirmed' },
  end: { from: ['pending', 'waitlisted', 'offered', 'confirmed'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly RegistrationStatus[]; to: RegistrationStatus }>
export type RegistrationTransition = keyof typeof registrationTransitions

/** Whether the person holds a seat: a confirmed one, or one that an offer keeps. */
export const holdsSeat = ({ status }: Pick<Registration, 'status'>): boolean => status === 'confirmed' || status === 'offered'

/** The place in the waiting list of somebody who comes at `now`. */
export const waitingSince = (id: string, now: string): string => `${now}#${id}`

/**
 * The UID of an invitation (RFC 5545 §3.8.4.7): one per registration and round, the same in every mail about it.
 * `domain` is one of ours, so that the UID is unique in the world.
 */
export const invitationUid = (registration: Pick<Registration, 'id' | 'round'>, domain: string): string =>
  `${registration.id}-${registration.round}@${domain}`

/** The registration and round that an invitation with this UID is for, or undefined for a UID that we did not make. */
export const invitationSubject = (uid: string, domain: string): Pick<Registration, 'id' | 'round'> | undefined => {
  const [, id, round, at] = /^([\w-]{22})-([1-9]\d{0,5})@(.+)$/.exec(uid.trim()) ?? []
  return id === undefined || at?.toLowerCase() !== domain ? undefined : { id, round: Number(round) }
}
