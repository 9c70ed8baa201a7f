import { messageEvent, owedMail } from '../domain/owed-mail.ts'
import type { Registration } from '../domain/registration.ts'
import { chooseSeats, pools } from '../domain/seats.ts'
import { poolsFor, sessionPools } from '../domain/waiting-list.ts'
import type { Instant } from '../domain/wall-time.ts'
import type { EventWithSeats } from '../store/events.ts'
import type { Registrations, Step } from '../store/registrations.ts'

/** How taking a place ended. `again`: seats were taken, or the event changed, since they were read; `full`: of the event, or of a session by its pool. */
export type Placed = { readonly full: string } | 'confirmed' | 'already' | 'again'

/** The seats that somebody can have in an event as it was read. */
export const seatsFor = ({ event, seats }: EventWithSeats, { groups, sessions }: Pick<Registration, 'groups' | 'sessions'>, now: Instant) =>
  chooseSeats(seats, [poolsFor(event, groups, now, false), ...sessionPools(event, sessions).map((pool) => [pool])], Math.random)

/** Whether what is full is the event, and not one of its sessions. */
export const isEventFull = ({ full }: { readonly full: string }): boolean => full === pools.general

/** Gives somebody a place, by a new registration or by a step of one that awaits approval, and owes the confirmation. */
export const createPlacing =
  ({ registrations }: { registrations: Registrations }) =>
  async (read: EventWithSeats, person: Registration, now: Instant, approves = false): Promise<Placed> => {
    const choice = seatsFor(read, person, now)
    if ('full' in choice) return choice
    const { slug, revision } = read.event
    const placed: Registration = { ...person, revision, seats: choice.seats }
    const owes = owedMail.confirmation(messageEvent(read.event), placed, now)
    const step: Step = approves
      ? { registration: person, take: 'approve', set: { revision, seats: choice.seats, approveBy: undefined, owes: undefined }, owes }
      : { make: { ...placed, status: 'confirmed' }, owes }
    const written = await registrations.write(slug, 'confirmed', now, [step], { revision })
    if (written === 'written') return 'confirmed'
    return written === 'seats' ? 'again' : 'already'
  }
export type Place = ReturnType<typeof createPlacing>
