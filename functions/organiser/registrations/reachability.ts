import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { type Evidence, type Suppression, unreachable } from '../../../shared/domain/mail/suppression.ts'
import type { ErasedRegistration } from '../../../shared/domain/registration/erased-registration.ts'
import type { Cursor } from '../../../shared/domain/registration/list-cursor.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import type { Registrations } from '../../../shared/store/registrations.ts'
import type { Keys } from '../../../shared/store/secret-keys.ts'
import type { Suppressions } from '../../../shared/store/suppressions.ts'
import { personHash } from '../../../shared/tokens/registration-tokens.ts'
import { type Choice, pageOfChoice } from './choice-filter.ts'

/** Whether mails reach the person: why not and since when, or since when they are sent again. */
export interface Reach {
  readonly unreachable?: Pick<Evidence, 'reason' | 'at'> | undefined
  readonly liftedAt?: Instant | undefined
}

/** A registration, and whether mails reach the person. */
export type ReachedRegistration = Registration & Reach

interface ReachedPage {
  readonly registrations: readonly ReachedRegistration[]
  readonly erased: readonly ErasedRegistration[]
  readonly next?: Cursor
}

/** What the organiser is told about an address. */
export const reachOf = (suppression: Suppression | undefined): Reach => {
  if (suppression === undefined) return {}
  const evidence = unreachable(suppression)
  return evidence === undefined ? { liftedAt: suppression.liftedAt } : { unreachable: evidence }
}

/** An event's registrations as its organiser sees them. What is known about an address is stored once, for all events. */
export const createReached = ({
  registrations,
  suppressions,
  keys,
}: {
  registrations: Pick<Registrations, 'pageOf'>
  suppressions: Suppressions
  keys: Keys
}) => ({
  /** A page of an event's registrations, or of the people who made a choice. */
  pageOf: async (slug: string, limit: number, from?: Cursor, choice?: Choice): Promise<ReachedPage> => {
    const key = await keys.links()
    const page =
      choice === undefined
        ? await registrations.pageOf(slug, limit, from)
        : await pageOfChoice(registrations, { slug, choice }, limit, from)
    const people = page.registrations.map(({ email }) => personHash(key, emailKey(email)))
    const known = await suppressions.getMany(people)
    return {
      ...page,
      registrations: page.registrations.map((each, index) => ({ ...each, ...reachOf(known.get(people[index] ?? '')) })),
    }
  },
})
export type Reached = ReturnType<typeof createReached>
