import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import { isRunning } from '../../domain/event/registration-window.ts'
import { messageEvent, owedMail } from '../../domain/mail/owed-mail.ts'
import type { Registration } from '../../domain/registration/registration.ts'
import { untilSettled } from '../../runtime/until-settled.ts'
import type { Events } from '../../store/events.ts'
import type { Registrations } from '../../store/registrations.ts'
import type { LinkSubject } from '../../tokens/registration-tokens.ts'
import { registrationOf } from './finding-by-link.ts'

/** How accepting an offer ended; accepting it again changes nothing. */
export type Accepting = 'confirmed' | 'expired' | 'no-offer' | 'no-such-registration'

const rounds = 5

/** Why an offer cannot be accepted, or that it already was; undefined while it stands. */
const settled = ({ status, endedBy, offerExpiresAt = '' }: Registration, event: Event, now: Instant): Accepting | undefined => {
  if (status === 'confirmed') return 'confirmed'
  if (status !== 'offered') return endedBy === 'offer-expired' || endedBy === 'not-confirmed' ? 'expired' : 'no-offer'
  return offerExpiresAt <= now || !isRunning(event, now) ? 'expired' : undefined
}

/** Takes the place that an offer reserves for the holder of a personal link, and owes the confirmation. */
export const createAccepting = ({ events, registrations }: { events: Events; registrations: Registrations }) => {
  const attempt = async (subject: LinkSubject, now: Instant): Promise<Accepting | 'again'> => {
    // Read the event after the registration, so that its revision is never older than what a fan-out wrote there.
    const registration = await registrationOf(registrations, subject)
    const event = registration === undefined ? undefined : await events.get(registration.slug)
    if (registration === undefined || event === undefined) return 'no-such-registration'
    const answer = settled(registration, event, now)
    if (answer !== undefined) return answer
    const owes = owedMail.confirmation(messageEvent(event), registration, now)
    // Whoever opens the link of a mail has shown that the address is theirs.
    const set = { offerExpiresAt: undefined, source: undefined, held: undefined, revision: event.revision }
    const { outcome } = await registrations.write(registration.slug, 'changed', now, [{ registration, take: 'accept', set, owes }])
    return outcome === 'written' ? 'confirmed' : 'again'
  }

  return (subject: LinkSubject, now: Instant): Promise<Accepting> =>
    untilSettled(() => attempt(subject, now), { rounds, otherwise: 'the registration kept changing while the offer was accepted' })
}
