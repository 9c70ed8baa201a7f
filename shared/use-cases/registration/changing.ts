import type * as z from 'zod'
import type { FieldProblem } from '../../domain/basics/field-problem.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import { asksParticipation } from '../../domain/event/participation.ts'
import { isRunning } from '../../domain/event/registration-window.ts'
import { changedFor } from '../../domain/event/session-changes.ts'
import type { OutboxMessage } from '../../domain/mail/outbox-message.ts'
import { changedEvent, messageEvent, owedMail } from '../../domain/mail/owed-mail.ts'
import type { Registration, registrationDetailsSchema } from '../../domain/registration/registration.ts'
import { answersAfter } from '../../domain/registration-form/own-form.ts'
import type { EventWithSeats } from '../../domain/seats/event-with-seats.ts'
import { untilSettled } from '../../runtime/until-settled.ts'
import type { Events } from '../../store/events.ts'
import type { Registrations, Step } from '../../store/registrations.ts'
import type { LinkSubject } from '../../tokens/registration-tokens.ts'
import { chooseAnew } from './choosing-sessions.ts'
import { registrationOf } from './finding-by-link.ts'

/** A person's new input, checked with the event's questions; without `sessions` these stay as they are. */
type Changes = z.infer<typeof registrationDetailsSchema> & {
  readonly sessions?: readonly string[] | undefined
  /** The questions whose answers were not part of the input, and so stay. */
  readonly leftAlone?: readonly string[]
}

/** How a change ended; `ended`: the registration, or its event, is over. */
export type Changing = 'changed' | 'ended' | { readonly problems: readonly FieldProblem[] }

// Each round follows a change of the same registration, the event, or the places in its sessions.
const rounds = 20

type Set = Extract<Step, { registration: Registration }>['set']

/** Whether a change says that somebody takes part in another way than before, or says so for the first time. */
const takesPartAnew = (event: Event, { participation: before }: Registration, { participation }: Set): boolean =>
  asksParticipation(event) && participation !== undefined && participation !== before

/** The change with what a new choice owes: the calendar of somebody with a place shows the sessions, and the venue or the link. */
const withUpdate = (
  event: Event,
  registration: Registration,
  set: Set,
  now: Instant,
): { readonly set: Set; readonly owes?: OutboxMessage } => {
  const switched = takesPartAnew(event, registration, set)
  if (set.sessions === undefined && !switched) return { set }
  const anew = set.sessions === undefined ? set : { ...set, missed: undefined }
  if (registration.status !== 'confirmed') return { set: anew }
  const about = changedFor(event, registration) ? changedEvent(event) : messageEvent(event)
  const { sessions, participation } = { ...registration, ...set }
  const to = {
    ...registration,
    name: set.name ?? registration.name,
    sessions: sessions ?? registration.sessions,
    sessionsBefore: registration.sessions,
    participation,
    participationBefore: registration.participation,
    switched,
  }
  const owes = owedMail.chosenAnew(about, { ...to, missed: undefined }, now)
  return { set: { ...anew, revision: event.revision, sequence: owes.calendar?.sequence ?? registration.sequence }, owes }
}

/**
 * Changes the details, answers and sessions of a registration, and how the person takes part. Session seats move in the same write, so none is given twice or
 * lost; for a waiting person they are only wishes. Answers that the person did not change stay (`answersAfter`).
 */
export const createChanging = ({ events, registrations }: { events: Events; registrations: Registrations }) => {
  const read = async (slug: string, withSeats: boolean): Promise<EventWithSeats | undefined> => {
    if (withSeats) return events.getWithSeats(slug)
    const event = await events.get(slug)
    return event === undefined ? undefined : { event, seats: [] }
  }

  const attempt = async (subject: LinkSubject, { sessions, leftAlone, ...details }: Changes, now: Instant): Promise<Changing | 'again'> => {
    const registration = await registrationOf(registrations, subject)
    const choosing = sessions !== undefined || details.participation !== undefined
    const found = registration === undefined ? undefined : await read(registration.slug, choosing)
    if (registration === undefined || found === undefined) return 'ended'
    const { event } = found
    if (registration.status === 'cancelled' || !isRunning(event, now)) return 'ended'
    const chosen = choosing ? chooseAnew(found, registration, { sessions, participation: details.participation }) : {}
    if ('problems' in chosen) return chosen
    const given = { answers: details.answers, attendeeType: details.attendeeType ?? registration.attendeeType }
    const answers = answersAfter(event, registration, given, leftAlone)
    const set = { ...details, ...chosen, answers, accessibilityNeeds: details.accessibilityNeeds }
    const step = { registration, ...withUpdate(event, registration, set, now) }
    const { outcome } = await registrations.write(event.slug, 'changed', now, [step], { revision: event.revision })
    return outcome === 'written' ? 'changed' : 'again'
  }

  return (...asked: Parameters<typeof attempt>): Promise<Changing> =>
    untilSettled(() => attempt(...asked), { rounds, otherwise: 'the registration kept changing while it was changed' })
}
