import type * as z from 'zod'
import { instantSchema } from '../basics/wall-time.ts'
import { type Registration, registrationSchema } from './registration.ts'

/**
 * What stays of a registration whose person was erased, until the event's registrations are deleted: what counts, what the ledger
 * proves, and the round, so that registering again never reuses an invitation's UID. It says nothing about the person.
 */
export const erasedRegistrationSchema = registrationSchema
  .pick({
    id: true,
    slug: true,
    status: true,
    round: true,
    sequence: true,
    revision: true,
    seats: true,
    registeredAt: true,
    attendance: true,
  })
  .extend({ erasedAt: instantSchema })
export type ErasedRegistration = z.infer<typeof erasedRegistrationSchema>

/** What stays of this registration. */
export const erased = (registration: Registration, erasedAt: string): ErasedRegistration =>
  erasedRegistrationSchema.strip().parse({ ...registration, erasedAt })
