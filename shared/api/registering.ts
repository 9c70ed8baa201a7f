import * as z from 'zod'
import { registrationStatuses } from '../domain/registration/registration.ts'

export const registeringOutput = z.object({
  status: z
    .enum(registrationStatuses)
    .exclude(['cancelled'])
    .describe('confirmed: has a place; waitlisted: waits for one; offered: a place is held; pending: an organiser decides'),
})

export const groupRegisteringOutput = z.object({
  registrations: z
    .array(z.object({ name: z.string(), status: z.enum([...registeringOutput.shape.status.options, 'full', 'share-used', 'closed']) }))
    .describe('In the order of the request; full or closed if places ran out or registration closed in between'),
})

export const acceptedOutput = z.object({ status: z.literal('accepted') })

/** The most characters that each header of a registration may have. */
export const longestHeaders = { 'idempotency-key': 200, 'proof-of-work': 4000 } as const
