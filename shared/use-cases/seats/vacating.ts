import type { Instant } from '../../domain/basics/wall-time.ts'
import { isRunning, liveHolds } from '../../domain/event/registration-window.ts'
import type { MessageEvent } from '../../domain/mail/outbox-message.ts'
import { messageEvent, owedMail } from '../../domain/mail/owed-mail.ts'
import { type Ending, holdsSeat, type Registration } from '../../domain/registration/registration.ts'
import type { EventWithSeats } from '../../domain/seats/event-with-seats.ts'
import type { SeatCause } from '../../domain/seats/ledger.ts'
import { pools } from '../../domain/seats/seats.ts'
import { eventPoolOf, lookedAt, participationSeat, served, wishedSessions } from '../../domain/seats/waiting-list.ts'
import { untilSettled } from '../../runtime/until-settled.ts'
import type { Events } from '../../store/events.ts'
import type { Registrations, Step, Written } from '../../store/registrations.ts'

/** The ledger's name for each ending. */
const causes: Readonly<Record<Ending, SeatCause>> = {
  person: 'cancelled',
  organiser: 'cancelled',
  event: 'cancelled',
  'offer-declined': 'offer-declined',
  'offer-expired': 'offer-expired',
  'not-confirmed': 'offer-expired',
  'not-approved': 'cancelled',
  'approval-expired': 'cancelled',
  'handed-over': 'handed-over',
  'address-changed': 'changed',
}

/** The step that ends a registration, with the mail about it. `content` stands for what was said in handing over. */
export const endStep = (event: MessageEvent, registration: Registration, ending: Ending, now: Instant, content?: string) => {
  const owes = owedMail.ended(event, registration, now, ending)
  return {
    registration,
    take: 'end',
    set: {
      endedBy: ending,
      cancelledAt: now,
      seats: {},
      sequence: owes.calendar?.sequence ?? registration.sequence,
      offerExpiresAt: undefined,
      waitingSince: undefined,
      approveBy: undefined,
      owes: undefined,
      registeredBy: undefined,
      source: undefined,
      held: undefined,
      handOverContent: content,
    },
    owes,
  } as const satisfies Step
}

interface How {
  /** Whether the person is told; else their calendar is not updated either. */
  readonly tells?: boolean
  readonly content?: string
}

const ended = ({ tells = true, content }: How, event: MessageEvent, registration: Registration, ending: Ending, now: Instant): Step => {
  const { owes, ...step } = endStep(event, registration, ending, now, content)
  return tells ? { ...step, owes } : { ...step, set: { ...step.set, sequence: registration.sequence } }
}

// Somebody else may serve the head of the list concurrently; after this many attempts the promoter, of which there is one, takes over.
const successors = 3
const peopleLookedAt = 10

/**
 * Ends a registration and owes the mail. Its seat goes to the next waiting person in the same transaction; if that
 * collides too often, it goes to the list's places, which no newcomer can take.
 * False if the registration changed since it was read: read it and decide again.
 */
export const createVacating = ({ events, registrations }: { events: Events; registrations: Registrations }) => {
  /** Who may take over the seat unchanged: if it belongs to a group whose places are still kept, only people of that group. */
  const mayHave = ({ event }: EventWithSeats, pool: string, now: Instant): ((waiting: Registration) => boolean) => {
    if (pool === pools.general || pool === pools.list) return () => true
    const hold = liveHolds(event, now).find(({ id }) => pools.hold(id) === pool)
    return ({ groups }) => hold !== undefined && groups.includes(hold.id)
  }

  /** Passes the seat to the first person who may have it, if any. */
  const passOn = async (
    read: EventWithSeats,
    leaving: Registration,
    ending: Ending,
    now: Instant,
    how: How,
  ): Promise<Written | { readonly outcome: 'nobody' }> => {
    const pool = eventPoolOf(leaving)
    if (pool === undefined) return { outcome: 'nobody' }
    const wayOf = (waiting: Registration) => participationSeat(read.event, read.seats, waiting, leaving.seats)
    const waiting = (await registrations.firstWaiting(leaving.slug, lookedAt(read.event, peopleLookedAt))).filter(mayHave(read, pool, now))
    const next = waiting.find((each) => wayOf(each) !== undefined)
    if (next === undefined) return { outcome: 'nobody' }
    const { seats, sessions } = wishedSessions(read.event, read.seats, next.sessions, leaving.seats, leaving.seats[pool])
    const got = { seats: { ...seats, ...wayOf(next), [pool]: leaving.seats[pool] ?? 0 }, sessions }
    const steps = [ended(how, messageEvent(read.event), leaving, ending, now), served(read, next, got, now)]
    return registrations.write(leaving.slug, causes[ending], now, steps, { revision: read.event.revision })
  }

  return async (leaving: Registration, ending: Ending, now: Instant, how: How = {}): Promise<boolean> => {
    const first = await events.getWithSeats(leaving.slug)
    if (first === undefined) throw new Error('a registration without an event')
    const listed = holdsSeat(leaving) && first.event.waitingList !== 'none' && isRunning(first.event, now) && ending !== 'event'
    const attempt = async (round: number): Promise<'passed-on' | 'changed' | 'nobody' | 'waits' | 'again'> => {
      const read = round === 0 ? first : await events.getWithSeats(leaving.slug)
      if (read === undefined) return 'waits'
      const written = await passOn(read, leaving, ending, now, how)
      switch (written.outcome) {
        case 'nobody':
          return 'nobody'
        case 'written':
          return 'passed-on'
        case 'step-refused':
          // The first step is the leaving person's.
          return written.step === 0 ? 'changed' : 'again'
        case 'seats-changed':
        case 'conflict':
        case 'share-used':
          return 'again'
      }
    }
    const passed = listed ? await untilSettled(attempt, { rounds: successors, otherwise: () => 'waits' }) : 'nobody'
    if (passed === 'passed-on' || passed === 'changed') return passed === 'passed-on'
    const waits = passed === 'waits'
    const steps = [ended(how, messageEvent(first.event), leaving, ending, now)]
    const { outcome } = await registrations.write(leaving.slug, causes[ending], now, steps, { toList: waits })
    // While more seats are given than there are places, a returned seat goes to nobody.
    const last = outcome === 'seats-changed' && waits ? await registrations.write(leaving.slug, causes[ending], now, steps) : { outcome }
    return last.outcome === 'written'
  }
}
