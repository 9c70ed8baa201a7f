import type { Instant } from '../../domain/basics/wall-time.ts'
import { untilSettled } from '../../runtime/until-settled.ts'
import type { Events } from '../../store/events.ts'
import type { Registrations } from '../../store/registrations.ts'
import type { LinkSubject } from '../../tokens/link-tokens.ts'
import { createVacating } from '../seats/vacating.ts'
import { registrationOf } from './finding-by-link.ts'

type Cancelling = 'cancelled' | 'no-such-registration'

// Only a change of the same registration at the same moment makes another round necessary.
const rounds = 5

/** Ends the registration of a personal link and owes the mail; doing so twice is the same as once. The seat goes to who waits. */
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
