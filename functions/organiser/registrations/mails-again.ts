import { reachableOutput } from '../../../shared/api/registrations.ts'
import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { json, type Reply, seeOther } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { paths } from '../../../shared/site/paths.ts'
import { personHash } from '../../../shared/tokens/registration-tokens.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { reachOf } from './reachability.ts'

type Lifting = Pick<Services, 'events' | 'registrations' | 'suppressions' | 'keys'>

/** Lifts the suppression of the registration's address; withheld mails are sent too. Repeating it changes nothing. */
const lift = (
  { events, registrations, suppressions, keys }: Lifting,
  request: StaffRequest,
  done: (slug: string, person: string) => Promise<Reply> | Reply,
): Promise<Reply> =>
  withOwnEvent(events, request, async ({ event }) => {
    const registration = await registrations.get(request.parameter('id'))
    if (registration === undefined || registration.slug !== event.slug) return refuse(request, 'not-found', 'registration')
    const person = personHash(await keys.links(), emailKey(registration.email))
    if (await suppressions.lift(person, { at: request.now, by: request.staff.subject }))
      logger.info('mails allowed again', { code: 'mails-allowed-again', registration: registration.id, by: request.staff.subject })
    return done(event.slug, person)
  })

/** Lifts it, and returns to the list, which shows that. */
export const liftSuppression =
  (services: Lifting) =>
  (request: StaffRequest): Promise<Reply> =>
    lift(services, request, (slug) => seeOther(paths.eventRegistrations.to({ slug })))

/** The same through the API, which reports the address's new state. */
export const apiLiftSuppression =
  (services: Lifting) =>
  (request: StaffRequest): Promise<Reply> =>
    lift(services, request, async (_, person) => json(reachableOutput.parse(reachOf(await services.suppressions.get(person)))))
