import type { MessageKind } from '../../../shared/domain/mail/outbox-message.ts'
import type { ToldSpeaker } from '../../../shared/domain/mail/speaker-mail.ts'
import type { EventOverrides, SampleOverrides } from './filled-message.ts'

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

/** The mails to speakers. */
export const speakerMails: Readonly<Record<SpeakerKind, Readonly<Record<string, Overrides>>>> = {
  'speaker-invited': {
    'speaker-invited': { speaker: { ...told, published: true } },
    'speaker-invited-to-sessions': { event: conference(panel, clinic), speaker: { ...told, rehearsal: '2022-06-13T16:00' } },
    'speaker-invited-to-chair': { event: conference(panel), speaker: { ...told, role: 'chair', published: true } },
    'speaker-link-again': { event: conference(panel), speaker: { ...told, confirmed: true, published: true } },
  },
}
