import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import { isRunning } from '../../domain/event/registration-window.ts'
import { messageEvent, owedMail } from '../../domain/mail/owed-mail.ts'
import { type Registration, waitingSince } from '../../domain/registration/registration.ts'
import { untilSettled } from '../../runtime/until-settled.ts'
import type { Events } from '../../store/events.ts'
import type { Registrations } from '../../store/registrations.ts'
import { createPlacing, isEventFull } from '../seats/placing.ts'
import { createVacating } from '../seats/vacating.ts'

/**
 * How a decision about a request ended. Approving gives a regular place, or one on the waiting list; `full`: there is neither,
 * or no room in a chosen session. `decided`: somebody, or the deadline, decided before.
 */
export type Approving = 'confirmed' | 'waitlisted' | 'declined' | 'full' | 'decided' | 'no-such-registration'

// Each failed attempt means that somebody else was served, or that the event or the request changed.
const rounds = 40

/** Decides requests to register for events that require approval. Deciding again changes nothing. */
export const createApproving = ({ events, registrations }: { events: Events; registrations: Registrations }) => {
  const place = createPlacing({ registrations })
  const vacate = createVacating({ events, registrations })

  const enlist = async (event: Event, registration: Registration, now: Instant): Promise<boolean> => {
    const set = {
      waitingSince: waitingSince(registration.id, now),
      approveBy: undefined,
      owes: undefined,
      registeredBy: undefined,
      source: undefined,
      revision: event.revision,
    }
    const owes = owedMail.waitlisted(messageEvent(event), registration, now)
    return (await registrations.write(event.slug, 'changed', now, [{ registration, take: 'enlist', set, owes }])).outcome === 'written'
  }

  /** The request, if it is still undecided. */
  const open = async (slug: string, id: string, now: Instant): Promise<Registration | Approving> => {
    const registration = await registrations.get(id)
    if (registration === undefined || registration.slug !== slug) return 'no-such-registration'
    return registration.status === 'pending' && (registration.approveBy ?? '') > now ? registration : 'decided'
  }

  const approve = async (slug: string, id: string, now: Instant): Promise<Approving | 'again'> => {
    const registration = await open(slug, id, now)
    if (typeof registration === 'string') return registration
    const read = await events.getWithSeats(slug)
    if (read === undefined || !isRunning(read.event, now)) return 'decided'
    const placed = await place(read, registration, now, true)
    switch (placed.outcome) {
      case 'given':
        return 'confirmed'
      case 'full':
        if (!isEventFull(read, placed) || read.event.waitingList === 'none') return 'full'
        return (await enlist(read.event, registration, now)) ? 'waitlisted' : 'again'
      default:
        return 'again'
    }
  }

  const decline = async (slug: string, id: string, now: Instant): Promise<Approving | 'again'> => {
    const registration = await open(slug, id, now)
    if (typeof registration === 'string') return registration
    return (await vacate(registration, 'not-approved', now)) ? 'declined' : 'again'
  }

  const settle = (attempt: typeof approve) => (slug: string, id: string, now: Instant) =>
    untilSettled(() => attempt(slug, id, now), { rounds, otherwise: 'a request kept changing while it was decided' })

  return { approve: settle(approve), decline: settle(decline) }
}
