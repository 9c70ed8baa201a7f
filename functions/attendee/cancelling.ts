import { messageEvent, owedMail } from '../../shared/domain/owed-mail.ts'
import type { Registration } from '../../shared/domain/registration.ts'
import type { Instant } from '../../shared/domain/wall-time.ts'
import type { Events } from '../../shared/store/events.ts'
import type { Registrations } from '../../shared/store/registrations.ts'
import type { LinkSubject } from '../../shared/web/links.ts'

/** The registration that a personal link speaks for, unless the same address registered anew since. */
export const registrationOf = async (registrations: Registrations, subject: LinkSubject | undefined): Promise<Registration | undefined> => {
  const registration = subject === undefined ? undefined : await registrations.get(subject.id)
  return registration?.round === subject?.round ? registration : undefined
}

// Only a change of the same registration at the same moment makes another round necessary.
const rounds = 5

/** Cancels the registration of a personal link and owes the mail; cancelling twice is the same as once. */
export const createCancelling =
  (stores: { events: Events; registrations: Registrations }) =>
  async (subject: LinkSubject, now: Instant): Promise<'cancelled' | 'no-such-registration'> => {
    for (let round = 0; round < rounds; round++) {
      const registration = await registrationOf(stores.registrations, subject)
      const event = registration === undefined ? undefined : await stores.events.get(registration.slug)
      if (registration === undefined || event === undefined) return 'no-such-registration'
      if (registration.status === 'cancelled') return 'cancelled'
      const message = owedMail.cancellation(messageEvent(event), registration, now, 'person')
      if (await stores.registrations.cancel(registration, message, now)) return 'cancelled'
    }
    throw new Error('the registration kept changing while it was cancelled')
  }
