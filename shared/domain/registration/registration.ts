import * as z from 'zod'
import { countrySchema } from '../basics/country.ts'
import { emailAddressSchema } from '../basics/email-address.ts'
import { languageSchema } from '../basics/language.ts'
import { line, lines } from '../basics/text.ts'
import { instantSchema } from '../basics/wall-time.ts'
import { calendarAnswerSchema } from '../calendar/calendar-answer.ts'
import { participationSchema } from '../event/participation.ts'
import { personNameSchema } from '../people/person-name.ts'
import { answersSchema } from '../registration-form/answers.ts'
import { seatsSchema } from '../seats/seats.ts'
import { askedAddressSchema } from './address-change.ts'
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
 * - `waitlisted`: the event is full, the person is waiting for a place
 * - `offered`: a place is kept for the person until the offer expires
 * - `confirmed`: the person has a place
 * - `cancelled`: it is over, `endedBy` says why
 */
export const registrationStatuses = ['pending', 'waitlisted', 'offered', 'confirmed', 'cancelled'] as const
export type RegistrationStatus = (typeof registrationStatuses)[number]

/**
 * Why a registration ended: at the wish of the person or organiser, with the event, or through an offer, a request, a handover or
 * another address.
 */
export const endings = [
  'person',
  'organiser',
  'event',
  'offer-declined',
  'offer-expired',
  'not-confirmed',
  'not-approved',
  'approval-expired',
  'handed-over',
  'address-changed',
] as const
export type Ending = (typeof endings)[number]

/** What a person can change after registering. */
export const registrationDetailsSchema = z.strictObject({
  name: personNameSchema,
  organisation: line(200),
  country: countrySchema,
  role: z.enum(stakeholderRoles),
  accessibilityNeeds: lines(1000).optional().describe('What the organiser should prepare, such as captions or step-free access'),
  attendeeType: z.string().max(60).optional().describe('Id of one of the event’s attendeeTypes, if it has any'),
  participation: participationSchema.optional().describe('How the person takes part; needed for a hybrid event, and only there'),
  answers: answersSchema.default({}).describe('Answers to the event’s questions, by question id'),
})

// Nobody attends more of a conference, and a change from these to as many others is still one write of a counter.
const mostSessions = 40

/** The input for registering: the body of `POST /api/v1/events/{slug}/registrations` and the web form. */
export const registrationInputSchema = registrationDetailsSchema.extend({
  email: emailAddressSchema,
  sessions: z.array(z.string().max(100)).max(mostSessions).default([]).describe('Ids of the sessions the person chose'),
  key: z.string().max(500).optional().describe('Key from a group’s link, for places kept for that group'),
  personalKey: z.string().max(1000).optional().describe('Key from a personal link; needed if the audience is network or invited'),
  consent: z.literal(true, 'consent').describe('Agreement to the privacy notice'),
  language: languageSchema.optional().describe('Language of the e-mails; the language of the request if left out'),
})
export type RegistrationInput = z.infer<typeof registrationInputSchema>

/** A registration as stored. */
export const registrationSchema = registrationDetailsSchema
  .extend({
    /** Derived from the event and the address with a secret key: one place per address, and the id does not reveal the address. */
    id: z.string(),
    /** As originally accepted: rules for new names must not make old registrations unreadable. */
    name: z.string(),
    slug: z.string(),
    email: z.string().meta({ format: 'email' }),
    language: languageSchema,
    status: z.enum(registrationStatuses),
    registeredAt: instantSchema,
    consentedAt: instantSchema,
    cancelledAt: instantSchema.optional(),
    endedBy: z.enum(endings).optional(),
    /** Set if a colleague gave this place: it is not handed over again. */
    takenOver: z.literal(true).optional(),
    /** Position in the waiting list: an instant plus the id to break ties. Sorts by arrival. */
    waitingSince: z.string().optional(),
    /** When the offer of a place expires. */
    offerExpiresAt: instantSchema.optional(),
    /** By when an organiser can approve. */
    approveBy: instantSchema.optional(),
    /** The person's groups that places are kept for. */
    groups: z.array(z.string()).default([]),
    /** Sessions the person attends; while waiting, those they want. */
    sessions: z.array(z.string()).default([]),
    /** The sessions they wanted that were full when a place came, until they choose anew. */
    missed: z.array(z.string()).optional(),
    /** The seats that the registration holds, by pool. */
    seats: seatsSchema.default({}),
    /** Who registered this person, if somebody else did; empty without a name. Gone once the first mail, which says so, is in the outbox. */
    registeredBy: z.string().optional(),
    /** A mail that is owed but not yet in the outbox. */
    owes: z.enum(['pending', 'waitlisted']).optional(),
    /** For that mail to a stranger: how far beyond usual numbers the request was. */
    turn: z.int().min(0).optional(),
    /** Which registration of this address for this event it is, from 1; each round has a separate invitation. */
    round: z.int().min(1),
    /** SEQUENCE of the newest invitation owed (RFC 5546 §2.1.4); it never falls. */
    sequence: z.int().min(0),
    /** The event's revision in the newest invitation. */
    revision: z.int().min(0),
    /** Tag of the network from which an unproven address asked for it; gone once the address is confirmed. */
    source: z.string().optional(),
    /** Set if the seat is only held until the address is confirmed, because its network had many (`fair-share.ts`). */
    held: z.literal(true).optional(),
    /** Key of the request that made this registration, so that a repeat gets the same answer. */
    requestKey: z.string().optional(),
    /** Stands for what that request said (`contentTag`), so that a correction is not taken for a repeat. */
    requestContent: z.string().optional(),
    /** Stands for what the person said in handing over their place, for the same reason. */
    handOverContent: z.string().optional(),
    /** The newest change of address that was asked for; on a registration that ended with it, the one that was confirmed. */
    addressChange: askedAddressSchema.optional(),
    /** The calendar's answer to the invitation. */
    calendarAnswer: calendarAnswerSchema.optional(),
    /** Whether the person attended, as marked by an organiser. */
    attendance: attendanceSchema.optional(),
    /** Set if feedback was given; never which response, nor when. */
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

/** Whether the person holds a seat: confirmed, or reserved by an offer. */
export const holdsSeat = ({ status }: Pick<Registration, 'status'>): boolean => status === 'confirmed' || status === 'offered'

/** The waiting-list position of somebody who joins at `now`. */
export const waitingSince = (id: string, now: string): string => `${now}#${id}`

/**
 * The UID of an invitation (RFC 5545 §3.8.4.7): one per registration and round, the same in all its mails.
 * `domain` is ours, which makes the UID globally unique.
 */
export const invitationUid = (registration: Pick<Registration, 'id' | 'round'>, domain: string): string =>
  `${registration.id}-${registration.round}@${domain}`

/** The registration and round of the invitation with this UID; undefined for a UID that is not ours. */
export const invitationSubject = (uid: string, domain: string): Pick<Registration, 'id' | 'round'> | undefined => {
  const [, id, round, at] = /^([\w-]{22})-([1-9]\d{0,5})@(.+)$/.exec(uid.trim()) ?? []
  return id === undefined || at?.toLowerCase() !== domain ? undefined : { id, round: Number(round) }
}
