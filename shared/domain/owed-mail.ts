import type { Event } from './event.ts'
import { network } from './network.ts'
import { type MessageEvent, type MessageKind, messageId, type OutboxMessage } from './outbox-message.ts'
import { invitationUid, type Registration } from './registration.ts'
import type { Instant } from './wall-time.ts'

/** What mails say about an event, taken from it at this moment. */
export const messageEvent = (event: Event): MessageEvent => {
  const { slug, kind, title, summary, format, timeZone, start, end, startsAt, endsAt, joinUrl, venue } = event
  return { slug, kind, title, summary, format, timeZone, start, end, startsAt, endsAt, joinUrl, venue }
}

type Recipient = Pick<Registration, 'id' | 'round' | 'name' | 'email' | 'language' | 'sequence'>

const owed = (kind: MessageKind, mark: number | string, event: MessageEvent, to: Recipient, now: Instant): OutboxMessage => ({
  id: messageId(to, kind, mark),
  kind,
  state: 'pending',
  registrationId: to.id,
  round: to.round,
  recipient: { name: to.name, email: to.email },
  language: to.language,
  createdAt: now,
  event,
  attempts: 0,
})

const withCalendar = (kind: MessageKind, sequence: number, event: MessageEvent, to: Recipient, now: Instant): OutboxMessage => ({
  ...owed(kind, sequence, event, to, now),
  calendar: { uid: invitationUid(to, network.mail.domain), sequence },
})

/** The mails that a registration can be owed. SEQUENCE rises with every change of the invitation (RFC 5546 §2.1.4). */
export const owedMail = {
  confirmation: (event: MessageEvent, to: Recipient, now: Instant) => withCalendar('confirmation', to.sequence, event, to, now),
  update: (event: MessageEvent, to: Recipient, now: Instant) => withCalendar('update', to.sequence + 1, event, to, now),
  /** A confirmed person's invitation is taken back; a waiting person never had one. */
  cancellation: (
    event: MessageEvent,
    to: Recipient & Pick<Registration, 'status'>,
    now: Instant,
    reason: 'person' | 'event',
  ): OutboxMessage => ({
    ...(to.status === 'waitlisted'
      ? owed('waitlist-left', to.sequence, event, to, now)
      : withCalendar('cancellation', to.sequence + 1, event, to, now)),
    reason,
  }),
  waitlisted: (event: MessageEvent, to: Recipient, now: Instant) => owed('waitlisted', to.sequence, event, to, now),
  /** At most one an hour, so that nobody can flood another's mailbox by registering it again and again. */
  link: (event: MessageEvent, to: Recipient, now: Instant) => owed('link', now.slice(0, 13).replaceAll(/\D/g, ''), event, to, now),
  survey: (event: MessageEvent, to: Recipient, now: Instant) => owed('survey', 0, event, to, now),
} as const
