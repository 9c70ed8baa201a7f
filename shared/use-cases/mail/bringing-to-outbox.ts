import type { Instant } from '../../domain/basics/wall-time.ts'
import { forStranger, messageEvent, owedMail } from '../../domain/mail/owed-mail.ts'
import type { Registration } from '../../domain/registration/registration.ts'
import { untilSettled } from '../../runtime/until-settled.ts'
import type { Events } from '../../store/events.ts'
import type { Registrations, Step } from '../../store/registrations.ts'
import { endStep } from '../seats/vacating.ts'

const rounds = 5

/** What a registration made without a seat owes now: the mail about it, or about the event's simultaneous cancellation. */
const stepFor = (event: NonNullable<Awaited<ReturnType<Events['get']>>>, registration: Registration, now: Instant): Step => {
  const about = messageEvent(event)
  if (event.status === 'cancelled') return endStep(about, registration, 'event', now)
  const owes =
    registration.owes === 'pending'
      ? owedMail.pending(about, registration, now, registration.approveBy ?? now)
      : owedMail.waitlisted(about, registration, now)
  const set = { owes: undefined, registeredBy: undefined, turn: undefined, revision: event.revision }
  return { registration, set, owes: forStranger(owes, registration.turn) }
}

/**
 * Brings the mail that a registration owes to the outbox, once. Registering for a full event is one plain write that
 * only names the mail; its content is frozen here, a moment later, from the event's state at that time.
 */
export const createBringing =
  ({ events, registrations }: { events: Events; registrations: Registrations }) =>
  async (id: string, now: Instant): Promise<void> => {
    const attempt = async (): Promise<'brought' | 'again'> => {
      const registration = await registrations.get(id)
      if (registration?.owes === undefined) return 'brought'
      const event = await events.get(registration.slug)
      if (event === undefined) throw new Error('a registration without an event')
      const { outcome } = await registrations.write(registration.slug, 'changed', now, [stepFor(event, registration, now)])
      return outcome === 'written' ? 'brought' : 'again'
    }
    await untilSettled(attempt, { rounds, otherwise: 'the registration kept changing while its mail was brought to the outbox' })
  }
export type Bring = ReturnType<typeof createBringing>
