import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { createPromoting } from '../../../shared/use-cases/seats/promoting.ts'
import type { Stores } from '../../store/local-store.ts'
import { allRegistrations } from '../../store/scan.ts'
import { newPerson } from '../people.ts'
import { publish, seatsTaken } from './publish.ts'

const seats = 200
const waiting = 300
const registerAtOnce = 32

/** What happened when everyone with a place cancelled at the same moment. */
export interface Promotion {
  readonly cancelled: number
  readonly promoted: number
  readonly perSecond: number
  /** People promoted who were not among the first on the list. */
  readonly outOfOrder: number
  /** Seats given in the end according to the counters, out of 200. */
  readonly seatsTaken: number
}

const now = (): string => new Date().toISOString()

const fill = async (stores: Stores, slug: string): Promise<void> => {
  const register = createRegistering(stores)
  let left = seats + waiting
  const client = async (): Promise<void> => {
    while (left-- > 0) await register(slug, newPerson(), { now: now(), language: 'en', requestKey: undefined })
  }
  await Promise.all(Array.from({ length: registerAtOnce }, client))
}

const withStatus = async (stores: Stores, slug: string, ...statuses: readonly Registration['status'][]) =>
  (await allRegistrations(stores, slug)).filter(({ status }) => statuses.includes(status))

/** 200 people cancel together while 300 wait: how fast the places are passed on, until all are given again. */
export const measurePromotion = async (stores: Stores): Promise<Promotion> => {
  const slug = await publish(stores, seats)
  await fill(stores, slug)
  const leaving = await withStatus(stores, slug, 'confirmed')
  const first = (await withStatus(stores, slug, 'waitlisted'))
    .toSorted((a, b) => ((a.waitingSince ?? '') < (b.waitingSince ?? '') ? -1 : 1))
    .slice(0, leaving.length)
    .map(({ id }) => id)
  const cancel = createCancelling(stores)
  const before = performance.now()
  await Promise.all(leaving.map(({ id, round }) => cancel({ id, round }, now())))
  // What the seats function does when counters have changed.
  await createPromoting(stores)(slug, now())
  const tookMs = performance.now() - before
  const gone = new Set(leaving.map(({ id }) => id))
  const promoted = (await withStatus(stores, slug, 'offered', 'confirmed')).filter(({ id }) => !gone.has(id))
  return {
    cancelled: leaving.length,
    promoted: promoted.length,
    perSecond: (promoted.length / tookMs) * 1000,
    outOfOrder: promoted.filter(({ id }) => !first.includes(id)).length,
    seatsTaken: await seatsTaken(stores, slug),
  }
}
