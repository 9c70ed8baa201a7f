import { emailKey } from '../../shared/domain/email-address.ts'
import type { Registration } from '../../shared/domain/registration.ts'
import { type Evidence, unreachable } from '../../shared/domain/suppression.ts'
import type { Instant } from '../../shared/domain/wall-time.ts'
import type { Cursor } from '../../shared/store/fan-outs.ts'
import type { Keys } from '../../shared/store/keys.ts'
import type { Registrations } from '../../shared/store/registrations.ts'
import type { Suppressions } from '../../shared/store/suppressions.ts'
import { personHash } from '../../shared/web/links.ts'
import { logger } from '../../shared/web/logger.ts'
import { paths } from '../../shared/web/paths.ts'
import { refuse } from '../../shared/web/refusal.ts'
import { type Reply, seeOther } from '../../shared/web/reply.ts'
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
    const reachOf = (person: string): Reach => {
      const suppression = known.get(person)
      if (suppression === undefined) return {}
      const evidence = unreachable(suppression)
      return evidence === undefined ? { liftedAt: suppression.liftedAt } : { unreachable: evidence }
    }
    return { ...page, registrations: page.registrations.map((each, index) => ({ ...each, ...reachOf(people[index] ?? '') })) }
  },
})
export type Reached = ReturnType<typeof createReached>

/** Lets mails go out again to somebody's address, those included that were held back; and back to the list. Doing so twice is the same as once. */
export const liftSuppression =
  ({ events, registrations, suppressions, keys }: Pick<Services, 'events' | 'registrations' | 'suppressions' | 'keys'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(events, request, async ({ event }) => {
      const registration = await registrations.get(request.parameter('id'))
      if (registration === undefined || registration.slug !== event.slug) return refuse(request, 'not-found', 'registration')
      const person = personHash(await keys.links(), emailKey(registration.email))
      if (await suppressions.lift(person, { at: request.now, by: request.staff.subject }))
        logger.info('mails allowed again', { code: 'mails-allowed-again', registration: registration.id, by: request.staff.subject })
      return seeOther(paths.eventRegistrations.to(event))
    })
