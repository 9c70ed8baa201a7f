import type { Instant } from '../basics/wall-time.ts'
import { isDeclined } from '../calendar/noted-answer.ts'
import type { Event } from '../event/event.ts'
import { changedFor } from '../event/session-changes.ts'
import { type Registration, type RegistrationStatus, registrationStatuses } from '../registration/registration.ts'
import { isAskedForFeedback, isInGroup } from './organiser-message.ts'
import type { MessageKind, OutboxMessage } from './outbox-message.ts'

/** The registration states in which each kind of mail is still true. */
const truthful: Readonly<Record<MessageKind, readonly RegistrationStatus[]>> = {
  confirmation: ['confirmed'],
  update: ['confirmed'],
  cancellation: ['cancelled'],
  waitlisted: ['waitlisted'],
  'waitlist-left': ['cancelled'],
  offered: ['offered'],
  held: ['offered'],
  'offer-ended': ['cancelled'],
  pending: ['pending'],
  'request-ended': ['cancelled'],
  link: ['pending', 'waitlisted', 'offered', 'confirmed'],
  'address-change': [],
  'address-taken': [],
  // Also if the change was confirmed in the meantime: whoever reads the old address must learn of it.
  'address-asked': registrationStatuses,
  'decline-question': ['confirmed'],
  survey: ['confirmed'],
  // It belongs to no registration, and each page it links to shows the current state.
  'my-links': [],
  'my-data': [],
  'survey-reminder': ['confirmed'],
  reminder: ['confirmed'],
  message: ['waitlisted', 'confirmed'],
  'personal-link': [],
  invited: [],
  'event-shared': [],
  'event-handed-over': [],
  'not-published': [],
  waiting: [],
  'proposal-opened': [],
  'proposal-reminder': [],
  'proposal-outcome': [],
  'speaker-invited': [],
  'speaker-reminder': [],
  'speaker-entry': [],
  'speaker-entry-ended': [],
}

/** How things stand at the time of sending; `event` is loaded for kinds that depend on it. */
interface Standing {
  readonly now: Instant
  readonly event?: (Pick<Event, 'revision'> & Partial<Pick<Event, 'sessionRevisions'>> & { readonly status: string }) | undefined
}

/** A reminder is useful only before the start, and must not contradict an update. */
const isOutdated = (
  { event, revision = 0 }: Pick<OutboxMessage, 'event' | 'revision'>,
  { sessions }: Pick<Registration, 'sessions'>,
  standing: Standing,
): boolean => standing.now >= event.startsAt || standing.event?.status !== 'published' || changedFor(standing.event, { revision, sessions })

/**
 * Whether an owed mail should still be sent, given the registration's current state; one without a registration always is, one to an erased person never.
 * A mail is superseded if a newer invitation is owed (calendars apply a late, older SEQUENCE), the registration changed
 * state, the invitation was accepted after all, feedback was already given or is not wanted from an absent person, or
 * a reminder is out of date.
 * The CANCEL of an earlier round is always sent: its invitation has a different UID and may still be in a calendar.
 */
export const sendOrSupersede = (
  message: Pick<OutboxMessage, 'kind' | 'round' | 'calendar' | 'event' | 'revision' | 'written'>,
  registration:
    | Pick<Registration, 'status' | 'round' | 'sequence' | 'sessions' | 'answered' | 'calendarAnswer' | 'attendance' | 'endedBy'>
    | 'erased'
    | undefined,
  standing: Standing,
): 'send' | 'supersede' => {
  if (registration === undefined) return 'send'
  if (registration === 'erased') return 'supersede'
  const { kind, round, calendar } = message
  if (round !== registration.round) return kind === 'cancellation' ? 'send' : 'supersede'
  if (calendar !== undefined && calendar.sequence < registration.sequence) return 'supersede'
  if (kind === 'decline-question' && !isDeclined(registration)) return 'supersede'
  if ((kind === 'survey' || kind === 'survey-reminder') && !isAskedForFeedback(registration)) return 'supersede'
  if (kind === 'reminder' && isOutdated(message, registration, standing)) return 'supersede'
  if (message.written !== undefined) return isInGroup(message.written.group, registration) ? 'send' : 'supersede'
  return truthful[kind].includes(registration.status) ? 'send' : 'supersede'
}
