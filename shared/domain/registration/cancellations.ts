import * as z from 'zod'
import { instantSchema } from '../basics/wall-time.ts'
import { domainSchema } from '../people/address-list.ts'
import { type Registration, registrationStatuses } from './registration.ts'

/** How many are cancelled per request, which takes some seconds. */
export const mostCancelled = 200

const liveStatuses = z.enum(registrationStatuses).exclude(['cancelled'])

const mailDomainSchema = z.string().transform((text, ctx): string => {
  const parsed = domainSchema.safeParse(text)
  if (parsed.success) return parsed.data
  ctx.addIssue({ code: 'custom', message: 'mail-domain' })
  return z.NEVER
})

/** Which of an event's registrations an organiser cancels: those that meet all conditions. Without any condition, none. */
export const cancellationFilterSchema = z
  .strictObject({
    domain: mailDomainSchema.optional().describe('Domain of the e-mail address, such as authority.eu; its subdomains are included'),
    from: instantSchema.optional().describe('Registered at this moment or later'),
    until: instantSchema.optional().describe('Registered before this moment'),
    status: liveStatuses.optional(),
    ids: z.array(z.string().min(1).max(100)).min(1).max(mostCancelled).optional().describe('Ids of registrations'),
  })
  .refine((filter) => Object.values(filter).some((condition) => condition !== undefined), 'required')
export type CancellationFilter = z.infer<typeof cancellationFilterSchema>

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase()

const isIn = (email: string, domain: string): boolean => domainOf(email) === domain || domainOf(email).endsWith(`.${domain}`)

/** Whether a registration meets the conditions and is still active. */
export const isChosen = ({ domain, from, until, status, ids }: CancellationFilter, registration: Registration): boolean =>
  registration.status !== 'cancelled' &&
  (domain === undefined || isIn(registration.email, domain)) &&
  (from === undefined || registration.registeredAt >= from) &&
  (until === undefined || registration.registeredAt < until) &&
  (status === undefined || registration.status === status) &&
  (ids === undefined || ids.includes(registration.id))

/** How many registrations came from a domain, and when. */
export interface DomainCount {
  readonly domain: string
  readonly count: number
  readonly first: string
  readonly last: string
}

/** The domains that registrations come from, most frequent first. */
export const countByDomain = (registrations: readonly Registration[]): readonly DomainCount[] =>
  [...Map.groupBy(registrations, ({ email }) => domainOf(email))]
    .map(([domain, all]) => {
      const times = all.map(({ registeredAt }) => registeredAt).toSorted()
      return { domain, count: all.length, first: times[0] ?? '', last: times.at(-1) ?? '' }
    })
    .toSorted((one, other) => other.count - one.count || (one.domain < other.domain ? -1 : 1))
