import type { MessageKind, OutboxMessage } from './outbox-message.ts'
import type { Registration, RegistrationStatus } from './registration.ts'

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
  survey: ['confirmed'],
  // It belongs to no registration, and each page that it leads to says how things stand.
  'my-links': [],
}

/**
 * Whether an owed mail is still to be sent, given how the registration stands now; one that belongs to none always is.
 * A mail whose news is old is superseded: a newer invitation is owed (calendars apply an older SEQUENCE that comes late),
 * the registration changed its state, or the feedback was given already.
 * The CANCEL of an earlier round is always sent: its invitation has a UID of its own and may still stand in a calendar.
 */
export const sendOrSupersede = (
  message: Pick<OutboxMessage, 'kind' | 'round' | 'calendar'>,
  registration: Pick<Registration, 'status' | 'round' | 'sequence' | 'answered'> | undefined,
): 'send' | 'supersede' => {
  if (registration === undefined) return 'send'
  const { kind, round, calendar } = message
  if (round !== registration.round) return kind === 'cancellation' ? 'send' : 'supersede'
  if (calendar !== undefined && calendar.sequence < registration.sequence) return 'supersede'
  if (kind === 'survey' && registration.answered) return 'supersede'
  return truthful[kind].includes(registration.status) ? 'send' : 'supersede'
}
