import type { MessageKind } from '../../../shared/domain/mail/outbox-message.ts'
import type { ToldSpeaker } from '../../../shared/domain/mail/speaker-mail.ts'
import type { CalendarEntry } from '../../../shared/domain/speaker/sent-entry.ts'
import { type EventOverrides, type SampleOverrides, sampleEvent } from './filled-message.ts'

type Overrides = Omit<SampleOverrides, 'kind' | 'language'>
type SpeakerKind = Extract<MessageKind, `speaker-${string}`>

const told = { slug: 'annual-conference', id: 'q7Xv0aJmT2-hWc_8yKd5Rg', nonce: 'a1B2c3D4', role: 'speaker' } as const satisfies ToldSpeaker
const panel = {
  id: 'panel',
  title: 'Panel: buyers who move a market',
  start: '2022-06-14T10:00',
  end: '2022-06-14T11:00',
  room: 'Pavilhão B',
}
const clinic = { id: 'clinic', title: 'Procurement clinic', start: '2022-06-15T14:00', end: '2022-06-15T16:30' }

const conference = (...sessions: readonly (typeof panel | typeof clinic)[]): EventOverrides => ({
  slug: 'annual-conference',
  kind: 'conference',
  title: 'Influential innovation procurement for security in Europe',
  format: 'hybrid',
  timeZone: 'Europe/Lisbon',
  start: '2022-06-14T09:00',
  end: '2022-06-15T17:30',
  venue: 'Centro de Congressos\nPraça das Indústrias, Lisboa',
  ...(sessions.length === 0 ? {} : { sessions: [...sessions] }),
})

const uid = 'speaker-q7Xv0aJmT2-hWc_8yKd5Rg-a1B2c3D4-session-panel@events.iprocurenet.example'
const confirmed = { confirmed: true, published: true } as const
const whole = conference()
const entry = ({ title, start, end, room }: typeof panel): EventOverrides => ({
  ...whole,
  title: `${title} – ${whole.title}`,
  start,
  end,
  venue: `${room}\n${whole.venue}`,
})
const rehearsalEvent: EventOverrides = { ...whole, start: '2022-06-13T16:00', end: '2022-06-13T16:30' }
const { title, venue, startsAt, endsAt } = sampleEvent(rehearsalEvent)
const rehearsal = {
  key: 'rehearsal',
  is: 'rehearsal',
  title,
  format: 'hybrid',
  timeZone: 'Europe/Lisbon',
  start: '2022-06-13T16:00',
  end: '2022-06-13T16:30',
  startsAt,
  endsAt,
  venue,
} as const satisfies CalendarEntry
const before = sampleEvent({ ...whole, start: '2022-06-10T16:00', end: '2022-06-10T16:30' })
const earlier = { start: before.start, end: before.end, startsAt: before.startsAt, endsAt: before.endsAt }

/** The mails to speakers. */
export const speakerMails: Readonly<Record<SpeakerKind, Readonly<Record<string, Overrides>>>> = {
  'speaker-invited': {
    'speaker-invited': { speaker: { ...told, published: true } },
    'speaker-invited-to-sessions': { event: conference(panel, clinic), speaker: { ...told, rehearsal: '2022-06-13T16:00' } },
    'speaker-invited-to-chair': { event: conference(panel), speaker: { ...told, role: 'chair', published: true } },
    'speaker-link-again': { event: conference(panel), speaker: { ...told, confirmed: true, published: true } },
  },
  'speaker-reminder': {
    'speaker-reminder-answer': { event: conference(panel), speaker: { ...told, reminder: 'answer' } },
    'speaker-reminder-rehearsal': {
      event: conference(panel),
      speaker: { ...told, ...confirmed, rehearsal: '2022-06-13T16:00', reminder: 'rehearsal' },
    },
    'speaker-reminder-programme': { event: conference(panel, clinic), speaker: { ...told, ...confirmed, reminder: 'programme' } },
  },
  'speaker-entry': {
    'speaker-entry': { event: entry(panel), speaker: { ...told, ...confirmed, entry: 'session' } },
    'speaker-entry-with-others': { event: entry(panel), speaker: { ...told, ...confirmed, entry: 'session', others: [rehearsal] } },
    'speaker-entry-rehearsal': { event: rehearsalEvent, speaker: { ...told, ...confirmed, entry: 'rehearsal', told: true } },
    'speaker-entry-moved': {
      calendar: { uid, sequence: 2 },
      event: { ...entry(panel), start: '2022-06-14T14:00', end: '2022-06-14T15:00', before: sampleEvent(entry(panel)) },
      speaker: { ...told, ...confirmed, entry: 'session', others: [{ ...rehearsal, before: { ...rehearsal, ...earlier } }] },
    },
  },
  'speaker-entry-ended': {
    'speaker-entry-ended-event': {
      calendar: { uid, sequence: 1 },
      event: entry(panel),
      speaker: { ...told, ...confirmed, entry: 'session', reason: 'event', others: [{ ...rehearsal, withdrawn: true }] },
    },
    'speaker-entry-ended-removed': {
      calendar: { uid, sequence: 1 },
      event: rehearsalEvent,
      speaker: { ...told, published: true, entry: 'rehearsal', reason: 'removed' },
    },
    'speaker-entry-ended-withdrew': {
      calendar: { uid, sequence: 1 },
      event: entry(panel),
      speaker: { ...told, published: true, entry: 'session', reason: 'withdrew' },
    },
    'speaker-entry-ended-programme': {
      calendar: { uid, sequence: 3 },
      event: entry(panel),
      speaker: { ...told, ...confirmed, entry: 'session', reason: 'programme' },
    },
  },
}
