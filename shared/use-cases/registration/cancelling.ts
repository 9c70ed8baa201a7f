import type { Instant } from '../../domain/basics/wall-time.ts'
import { untilSettled } from '../../runtime/until-settled.ts'
import type { Events } from '../../store/events.ts'
import type { Registrations } from '../../store/registrations.ts'
import type { LinkSubject } from '../../tokens/registration-tokens.ts'
import { createVacating } from '../seats/vacating.ts'
import { registrationOf } from './finding-by-link.ts'

type Cancelling = 'cancelled' | 'no-such-registration'

// Only a concurrent change of the same registration makes another round necessary.
const rounds = 5

/** Ends the registration of a personal link and owes the mail; repeating it changes nothing. The seat goes to whoever is waiting. */
export const createCancelling = (stores: { events: Events; registrations: Registrations }) => {
  const vacate = createVacating(stores)

  const attempt = async (subject: LinkSubject, now: Instant): Promise<Cancelling | 'again'> => {
    const registration = await registrationOf(stores.registrations, subject)
    if (registration === undefined) return 'no-such-registration'
    if (registration.status === 'cancelled') return 'cancelled'
    return (await vacate(registration, registration.status === 'offered' ? 'offer-declined' : 'person', now)) ? 'cancelled' : 'again'
  }

  return (subject: LinkSubject, now: Instant): Promise<Cancelling> =>
    untilSettled(() => attempt(subject, now), { rounds, otherwise: 'the registration kept changing while it was cancelled' })
}

/**
 * Ends a registration for an event on behalf of its organiser, and owes the mail if the person is to be told. Repeating it changes
 * nothing; false if it had already ended, or does not exist.
 */
export const createCancellingForOrganiser = (stores: { events: Events; registrations: Registrations }) => {
  const vacate = createVacating(stores)

  const attempt = async (slug: string, id: string, now: Instant, tells: boolean): Promise<boolean | 'again'> => {
    const registration = await stores.registrations.get(id)
    if (registration === undefined || registration.slug !== slug || registration.status === 'cancelled') return false
    return (await vacate(registration, 'organiser', now, { tells })) || 'again'
  }

  return (slug: string, id: string, { now, tells }: { readonly now: Instant; readonly tells: boolean }): Promise<boolean> =>
    untilSettled(() => attempt(slug, id, now, tells), { rounds, otherwise: 'the registration kept changing while it was cancelled' })
}
