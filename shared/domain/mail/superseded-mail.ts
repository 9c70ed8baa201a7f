import type { Instant } from '../basics/wall-time.ts'
import { isDeclined } from '../calendar/noted-answer.ts'
import type { Registration, RegistrationStatus } from '../registration/registration.ts'
import { isAskedForFeedback, isInGroup } from './organiser-message.ts'
import type { MessageKind, OutboxMessage } from './outbox-message.ts'

/** In which state of the registration each kind of mail still tells the truth. */
const truthful: Readonly<Record<MessageKind, readonly RegistrationStatus[]>> = {
  confirmation: ['confirmed'],
  update: ['confirmed'],
  cancellation: ['cancelled'],
  waitlisted: ['waitlisted'],
  'waitlist-left': ['cancelled'],
  offered: ['offered'],
  'offer-ended': ['cancelled'],
  pending: ['pending'],
  'request-ended': ['cancelled'],
  link: ['pending', 'waitlisted', 'offered', 'confirmed'],
  'decline-question': ['confirmed'],
  survey: ['confirmed'],
  // It belongs to no registration, and each page that it leads to says how things stand.
  'my-links': [],
  'survey-reminder': ['confirmed'],
  reminder: ['confirmed'],
  message: ['waitlisted', 'confirmed'],
  'personal-link': [],
  invited: [],
}

/** How things stand at the moment of sending; `event` is asked for where a kind depends on it. */
interface Standing {
  readonly now: Instant
  readonly event?: { readonly revision: number; readonly status: string } | undefined
}

/** A reminder is of use before the start only, and must not tell what an update is telling otherwise. */
const isOutdated = ({ event, revision }: Pick<OutboxMessage, 'event' | 'revision'>, standing: Standing): boolean =>
  standing.now >= event.startsAt || standing.event?.revision !== revision || standing.event?.status !== 'published'

/**
 * Whether an owed mail is still to be sent, given how the registration stands now; one that belongs to none always is.
 * A mail whose news is old is superseded: a newer invitation is owed (calendars apply an older SEQUENCE that comes late),
 * the registration changed its state, the invitation was accepted after all, the feedback was given already or is none of who was absent, or a reminder would
 * tell what is no longer so.
 * The CANCEL of an earlier round is always sent: its invitation has a UID of its own and may still stand in a calendar.
 */
export const sendOrSupersede = (
  message: Pick<OutboxMessage, 'kind' | 'round' | 'calendar' | 'event' | 'revision' | 'written'>,
  registration: Pick<Registration, 'status' | 'round' | 'sequence' | 'answered' | 'calendarAnswer' | 'attendance'> | undefined,
  standing: Standing,
): 'send' | 'supersede' => {
  if (registration === undefined) return 'send'
  const { kind, round, calendar } = message
  if (round !== registration.round) return kind === 'cancellation' ? 'send' : 'supersede'
  if (calendar !== undefined && calendar.sequence < registration.sequence) return 'supersede'
  if (kind === 'decline-question' && !isDeclined(registration)) return 'supersede'
  if ((kind === 'survey' || kind === 'survey-reminder') && !isAskedForFeedback(registration)) return 'supersede'
  if (message.written !== undefined && !isInGroup(message.written.group, registration)) return 'supersede'
  if (kind === 'reminder' && isOutdated(message, standing)) return 'supersede'
  return truthful[kind].includes(registration.status) ? 'send' : 'supersede'
}
