import type { Instant } from '../basics/wall-time.ts'
import { type Event, isPublic } from '../event/event.ts'
import { type MessageEvent, messageId, type OutboxMessage } from '../mail/outbox-message.ts'
import { messageEvent } from '../mail/owed-mail.ts'
import type { ToldSpeaker } from '../mail/speaker-mail.ts'
import { type EventSpeaker, sessionsOf } from './speaker.ts'

/** What a speaker is told of the event, with their own sessions. */
const eventFor = (event: Event, speaker: EventSpeaker): MessageEvent => {
  const { sessions: _, ...about } = messageEvent(event)
  const sessions = sessionsOf(event, speaker).map(({ id, title, start, end, room }) => ({ id, title, start, end, room }))
  return sessions.length === 0 ? about : { ...about, sessions }
}

const toldOf = (event: Event, { slug, id, nonce, role, rehearsal, state }: EventSpeaker): ToldSpeaker => ({
  slug,
  id,
  nonce,
  role,
  ...(rehearsal === undefined ? {} : { rehearsal }),
  ...(state === 'confirmed' ? { confirmed: true } : {}),
  ...(isPublic(event) ? { published: true } : {}),
})

/** Asks somebody to speak, or sends them their link again; once for each time that an organiser asks. `mailbox` is their `personMailId`. */
export const speakerInvited = (event: Event, speaker: EventSpeaker, mailbox: string, now: Instant): OutboxMessage => ({
  id: messageId({ id: mailbox, round: 1 }, 'speaker-invited', `${speaker.id}-${speaker.nonce}-${speaker.asked}`),
  kind: 'speaker-invited',
  state: 'pending',
  registrationId: mailbox,
  round: 1,
  recipient: { name: speaker.name, email: speaker.email },
  language: speaker.language,
  createdAt: now,
  event: eventFor(event, speaker),
  speaker: toldOf(event, speaker),
  attempts: 0,
})
