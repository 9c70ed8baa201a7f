import * as z from 'zod'
import { type Instant, instantSchema } from '../basics/wall-time.ts'
import { type Staff, staffRoles } from '../who-may.ts'

const minuteMs = 60_000

/** How long a sign-in session lasts (OWASP ASVS 5, 7.3): without a request, and altogether. */
export const idleMinutes = 30
export const longestHours = 12

/** How old roles may be before they are read again from the issuer; and how old at most, if it does not answer. */
const rolesMinutes = 5
export const rolesAtMostMinutes = 15

// A request less than this after the last one recorded is not recorded itself, so that a page costs no write.
const seenMs = minuteMs
const retryMs = 10_000

/** A staff member's sign-in, as it is stored. The cookie's id, from which its key and form token are derived, is not in it. */
export const signInSessionSchema = z.object({
  subject: z.string(),
  name: z.string(),
  email: z.string().optional(),
  roles: z.array(z.enum(staffRoles)),
  startedAt: instantSchema,
  /** The last request, to the minute. */
  seenAt: instantSchema,
  /** When the issuer last told the roles, and when it was last asked. */
  rolesReadAt: instantSchema,
  rolesAskedAt: instantSchema,
  /** The issuer's refresh token, encrypted with the key in the cookie; some issuers give none. */
  refreshToken: z.string().optional(),
  /** The form token of the same person's session before in this browser: forms opened then can still be sent. */
  formerCsrf: z.string().optional(),
  /** Set once somebody signed out, or the issuer ended it. */
  endedAt: instantSchema.optional(),
})
export type SignInSession = z.infer<typeof signInSessionSchema>

/** Who is signed in, without what is only the session's. */
export const signedInStaff = ({ subject, name, email, roles }: SignInSession): Staff => ({
  subject,
  name,
  ...(email === undefined ? {} : { email }),
  roles,
})

const ageMs = (since: Instant, now: Instant): number => Date.parse(now) - Date.parse(since)

/** Whether a session still lasts, going by its times alone. */
export const isLasting = ({ endedAt, seenAt, startedAt }: SignInSession, now: Instant): boolean =>
  endedAt === undefined && ageMs(seenAt, now) < idleMinutes * minuteMs && ageMs(startedAt, now) < longestHours * 60 * minuteMs

/** Whether this request must be recorded, so that the session does not count as idle. */
export const isToBeSeen = ({ seenAt }: SignInSession, now: Instant): boolean => ageMs(seenAt, now) >= seenMs

/** Whether the roles should be read again, by the first request to ask for them. */
export const areRolesDue = ({ rolesReadAt, rolesAskedAt }: SignInSession, now: Instant): boolean =>
  ageMs(rolesReadAt, now) >= rolesMinutes * minuteMs && ageMs(rolesAskedAt, now) >= retryMs

/** Whether the roles are too old to go by. */
export const areRolesStale = ({ rolesReadAt }: SignInSession, now: Instant): boolean =>
  ageMs(rolesReadAt, now) >= rolesAtMostMinutes * minuteMs

/** How long a session is kept from its start: twice as long as it can last, so that what somebody typed afterwards is kept for them. */
export const sessionKeptDays = 1

/** How long what somebody typed into a form whose session was lost is kept for them: long enough to sign in again. */
export const typedKeptMinutes = 60

/** What the issuer answers when it is asked for somebody's roles; `silent` if it cannot be reached. */
export type RolesAnswer =
  | { readonly outcome: 'told'; readonly staff: Staff; readonly refreshToken?: string }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'silent' }
