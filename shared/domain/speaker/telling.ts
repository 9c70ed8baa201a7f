import { network } from '../basics/network.ts'
import type { Instant } from '../basics/wall-time.ts'
import { type Event, isPublic } from '../event/event.ts'
import { type MessageEvent, messageId, type OutboxMessage } from '../mail/outbox-message.ts'
import { messageEvent } from '../mail/owed-mail.ts'
import type { ToldSpeaker } from '../mail/speaker-mail.ts'
import { type EntryChange, entryChanges } from './calendar-entries.ts'
import type { SpeakerReminder } from './reminders.ts'
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

/** A mail to a speaker without an entry of their calendar; `mailbox` is their `personMailId`, and `key` names it among its kind. */
const plainMail = (
  event: Event,
  speaker: EventSpeaker,
  {
    kind,
    key,
    mailbox,
    now,
  }: { readonly kind: 'speaker-invited' | 'speaker-reminder' } & Readonly<Record<'key' | 'mailbox' | 'now', string>>,
): OutboxMessage => ({
  id: messageId({ id: mailbox, round: 1 }, kind, `${speaker.id}-${speaker.nonce}-${key}`),
  kind,
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

/** Asks somebody to speak, or sends them their link again; once for each time that an organiser asks. */
export const speakerInvited = (event: Event, speaker: EventSpeaker, mailbox: string, now: Instant): OutboxMessage =>
  plainMail(event, speaker, { kind: 'speaker-invited', key: String(speaker.asked), mailbox, now })

/** Reminds a speaker, once. */
export const speakerReminded = (
  event: Event,
  speaker: EventSpeaker,
  { about, key }: Pick<SpeakerReminder, 'about' | 'key'>,
  mailbox: string,
  now: Instant,
): OutboxMessage => {
  const mail = plainMail(event, speaker, { kind: 'speaker-reminder', key: key.replace(/[^\w-]/g, ''), mailbox, now })
  return { ...mail, speaker: { ...toldOf(event, speaker), reminder: about } }
}

const reasonOf = (event: Event, { state }: EventSpeaker, removed: boolean): NonNullable<ToldSpeaker['reason']> => {
  if (event.status === 'cancelled') return 'event'
  if (removed) return 'removed'
  return state === 'withdrawn' ? 'withdrew' : 'programme'
}

/** A mail that carries an entry of the speaker's calendar, or takes it out. */
const entryMail = (
  event: Event,
  speaker: EventSpeaker,
  { entry, before }: EntryChange,
  told: Pick<ToldSpeaker, 'told' | 'others' | 'reason'>,
  { mailbox, now }: { readonly mailbox: string; readonly now: Instant },
): OutboxMessage => {
  const { key, is, sequence, withdrawn, ...shown } = entry
  const { slug, kind: eventKind, summary } = event
  const kind = withdrawn === undefined ? 'speaker-entry' : 'speaker-entry-ended'
  return {
    id: messageId({ id: mailbox, round: 1 }, kind, `${speaker.id}-${speaker.nonce}-${key}-${sequence}`),
    kind,
    state: 'pending',
    registrationId: mailbox,
    round: 1,
    recipient: { name: speaker.name, email: speaker.email },
    language: speaker.language,
    createdAt: now,
    event: { slug, kind: eventKind, summary, ...shown, ...(before === undefined ? {} : { before }) },
    calendar: { uid: `speaker-${speaker.id}-${speaker.nonce}-${key}@${network.mail.domain}`, sequence },
    speaker: { ...toldOf(event, speaker), entry: is, ...told },
    attempts: 0,
  }
}

/**
 * What a speaker is told once their part in the programme is as given: the mails, and the speaker who then knows of it. The first mail
 * tells of all changes; each other carries an entry, as a mail can hold no more than one.
 */
export const speakerTold = (
  event: Event,
  speaker: EventSpeaker,
  about: { readonly mailbox: string; readonly now: Instant; readonly removed?: boolean },
): { readonly speaker: EventSpeaker; readonly messages: readonly OutboxMessage[] } => {
  const { changes, entries } = entryChanges(event, speaker)
  if (changes.length === 0) return { speaker, messages: [] }
  const reason = reasonOf(event, speaker, about.removed === true)
  const messages = changes.map((change, index) => {
    const others = changes.slice(1).map(({ entry: { sequence: _, ...entry }, before }) => ({
      ...entry,
      ...(before === undefined ? {} : { before }),
    }))
    const part = index > 0 ? { told: true as const } : others.length === 0 ? {} : { others }
    return entryMail(event, speaker, change, { ...part, ...(change.entry.withdrawn === undefined ? {} : { reason }) }, about)
  })
  return { speaker: { ...speaker, entries: [...entries] }, messages }
}
