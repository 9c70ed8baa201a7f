import type { Event } from '../../shared/domain/event.ts'
import { messageEvent, owedMail } from '../../shared/domain/owed-mail.ts'
import { type Registration, waitingSince } from '../../shared/domain/registration.ts'
import { isRunning } from '../../shared/domain/registration-state.ts'
import type { Instant } from '../../shared/domain/wall-time.ts'
import { untilSettled } from '../../shared/runtime/until-settled.ts'
import { createPlacing, isEventFull } from '../../shared/seating/placing.ts'
import { createVacating } from '../../shared/seating/vacating.ts'
import type { Events } from '../../shared/store/events.ts'
import type { Registrations } from '../../shared/store/registrations.ts'

/**
 * How a decision about a request ended. Approving gives a place like anybody's, or one on the waiting list; `full`: there is neither,
 * or none in a session that the person chose. `decided`: somebody, or the deadline, decided before.
 */
export type Approving = 'confirmed' | 'waitlisted' | 'declined' | 'full' | 'decided' | 'no-such-registration'

// Each failed attempt means that somebody else was served, or that the event or the request changed.
const rounds = 40

/** Decides about requests to register for events that ask their organiser. Deciding twice is the same as once. */
export const createApproving = ({ events, registrations }: { events: Events; registrations: Registrations }) => {
  const place = createPlacing({ registrations })
  const vacate = createVacating({ events, registrations })

  const enlist = async (event: Event, registration: Registration, now: Instant): Promise<boolean> => {
    const set = { waitingSince: waitingSince(registration.id, now), approveBy: undefined, owes: undefined, revision: event.revision }
    const owes = owedMail.waitlisted(messageEvent(event), registration, now)
    return (await registrations.write(event.slug, 'changed', now, [{ registration, take: 'enlist', set, owes }])).outcome === 'written'
  }

  /** The request, if nobody has decided about it yet. */
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
        if (!isEventFull(placed) || read.event.waitingList === 'none') return 'full'
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
