import * as z from 'zod'
import { emailAddressSchema } from '../basics/email-address.ts'
import { type Instant, instantSchema } from '../basics/wall-time.ts'
import type { Event } from '../event/event.ts'
import { isRunning } from '../event/registration-window.ts'

/** The input for changing the address of a registration: the body of `POST /api/v1/registrations/{token}/address` and the web form. */
export const addressChangeInputSchema = z.strictObject({
  email: emailAddressSchema.describe('The new address, to which a link is sent that confirms the change'),
})

/** How long the link to confirm a new address works. */
export const addressChangeHours = 24

export const addressChangeUntil = (askedAt: Instant): Instant =>
  new Date(Date.parse(askedAt) + addressChangeHours * 3_600_000).toISOString()

/** What a registration keeps of a change of address until it is confirmed: not the address, which may be a stranger's if it was mistyped. */
export const askedAddressSchema = z.object({
  /** Stands for the address (`contentTag`). */
  tag: z.string(),
  /** The address with most of it hidden, for the person who entered it. */
  to: z.string(),
  askedAt: instantSchema,
  until: instantSchema,
})
type AskedAddress = z.infer<typeof askedAddressSchema>

/** An address with most of it hidden: `a…@example.org`. */
export const shownAddress = (email: string): string => `${[...email][0] ?? ''}…${email.slice(email.lastIndexOf('@'))}`

interface Changing {
  readonly status: string
  readonly held?: true | undefined
  readonly addressChange?: AskedAddress | undefined
}

/**
 * Whether the address of a registration can be changed: while it is live and the event not over. A held place is first confirmed
 * with the old one.
 */
export const mayChangeAddress = (event: Event, { status, held }: Changing, now: Instant): boolean =>
  status !== 'cancelled' && held !== true && isRunning(event, now)

/** The change of address that waits for confirmation, if any. */
export const waitingChange = ({ status, addressChange }: Changing, now: Instant): AskedAddress | undefined =>
  status !== 'cancelled' && addressChange !== undefined && now < addressChange.until ? addressChange : undefined
