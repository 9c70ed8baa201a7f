import { emailKey } from '../../shared/domain/email-address.ts'
import type { Registration } from '../../shared/domain/registration.ts'
import { type Evidence, type Suppression, unreachable } from '../../shared/domain/suppression.ts'
import type { Instant } from '../../shared/domain/wall-time.ts'
import type { Cursor } from '../../shared/store/fan-outs.ts'
import type { Keys } from '../../shared/store/keys.ts'
import type { Registrations } from '../../shared/store/registrations.ts'
import type { Suppressions } from '../../shared/store/suppressions.ts'
import { reachableOutput } from '../../shared/web/api/registrations.ts'
import { personHash } from '../../shared/web/links.ts'
import { logger } from '../../shared/web/logger.ts'
import { paths } from '../../shared/web/paths.ts'
import { refuse } from '../../shared/web/refusal.ts'
import { json, type Reply, seeOther } from '../../shared/web/reply.ts'
import type { StaffRequest } from '../../shared/web/request.ts'
import { withOwnEvent } from './find-own-event.ts'
import type { Services } from './services.ts'

/** Whether mails get to the person: why not and since when, or since when they are sent again. */
export interface Reach {
  readonly unreachable?: Pick<Evidence, 'reason' | 'at'> | undefined
  readonly liftedAt?: Instant | undefined
}

/** A registration, and whether mails get to the person. */
export type ReachedRegistration = Registration & Reach

interface ReachedPage {
  readonly registrations: readonly ReachedRegistration[]
  readonly next?: Cursor
}

const reachOf = (suppression: Suppression | undefined): Reach => {
  if (suppression === undefined) return {}
  const evidence = unreachable(suppression)
  return evidence === undefined ? { liftedAt: suppression.liftedAt } : { unreachable: evidence }
}

/** The list of an event's registrations as their organiser sees it. What is known about addresses stands with the addresses, once for all events. */
export const createReached = ({
  registrations,
  suppressions,
  keys,
}: {
  registrations: Pick<Registrations, 'pageOf'>
  suppressions: Suppressions
  keys: Keys
}) => ({
  pageOf: async (slug: string, limit: number, from?: Cursor): Promise<ReachedPage> => {
    const key = await keys.links()
    const page = await registrations.pageOf(slug, limit, from)
    const people = page.registrations.map(({ email }) => personHash(key, emailKey(email)))
    const known = await suppressions.getMany(people)
    return {
      ...page,
      registrations: page.registrations.map((each, index) => ({ ...each, ...reachOf(known.get(people[index] ?? '')) })),
    }
  },
})
export type Reached = ReturnType<typeof createReached>

type Lifting = Pick<Services, 'events' | 'registrations' | 'suppressions' | 'keys'>

/** Lets mails go out again to the address of the registration that is asked about, those included that were held back. Twice is the same as once. */
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

/** Lifts it, and back to the list, which shows that. */
export const liftSuppression =
  (services: Lifting) =>
  (request: StaffRequest): Promise<Reply> =>
    lift(services, request, (slug) => seeOther(paths.eventRegistrations.to({ slug })))

/** The same for a program, which is told how the address stands now. */
export const apiLiftSuppression =
  (services: Lifting) =>
  (request: StaffRequest): Promise<Reply> =>
    lift(services, request, async (_, person) => json(reachableOutput.parse(reachOf(await services.suppressions.get(person)))))
