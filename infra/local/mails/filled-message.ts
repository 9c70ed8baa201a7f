import { instantOf } from '../../../shared/domain/basics/wall-time.ts'
import {
  type MessageEvent,
  messageEventSchema,
  type OutboxMessage,
  outboxMessageSchema,
} from '../../../shared/domain/mail/outbox-message.ts'
import type { MailLinks } from '../../../shared/mail/content/what-mails-say.ts'

/** The links in the sample mails. */
export const sampleLinks: MailLinks = {
  event: 'https://events.iprocurenet.example/events/building-market-demand',
  registration: 'https://events.iprocurenet.example/registrations/personal-token',
  cancel: 'https://events.iprocurenet.example/registrations/personal-token/cancel',
  feedback: 'https://events.iprocurenet.example/feedback/feedback-token',
  organise: 'https://events.iprocurenet.example/organiser/events/building-market-demand',
  calendar: 'https://events.iprocurenet.example/calendar/personal/calendar-token',
  desk: 'https://events.iprocurenet.example/organiser',
  waiting: ['annual-conference', 'building-market-demand'].map((slug) => `https://events.iprocurenet.example/organiser/events/${slug}`),
  proposals: 'https://events.iprocurenet.example/proposals',
  remarked: ['first', 'second'].map((id) => `https://events.iprocurenet.example/proposals/${id}-proposal`),
  proposal: 'https://events.iprocurenet.example/proposals/intellectual-property1',
  changeProposal: 'https://events.iprocurenet.example/proposals/intellectual-property1/change',
  minutes: 'https://events.iprocurenet.example/proposals/intellectual-property1/minutes',
  home: 'https://events.iprocurenet.example/',
  speaking: 'https://events.iprocurenet.example/speaking/speaker-token',
  register: 'https://events.iprocurenet.example/events/building-market-demand/register?personalKey=personal-key',
  myData: 'https://events.iprocurenet.example/my-data/links/my-data-token',
  unsubscribe: 'https://events.iprocurenet.example/unsubscribe/unsubscribe-token',
  registrations: ['first', 'second'].map((token) => `https://events.iprocurenet.example/registrations/${token}-token`),
}

export type EventOverrides = Partial<Omit<MessageEvent, 'joinUrl' | 'venue'>> & {
  readonly joinUrl?: string | undefined
  readonly venue?: string | undefined
}

/** The webinar of 17 May 2022; `startsAt` and `endsAt` are derived from the wall times. */
export const sampleEvent = (overrides: EventOverrides = {}): MessageEvent => {
  const event = {
    slug: 'building-market-demand',
    kind: 'webinar',
    title: 'Building Market Demand',
    summary: 'How public buyers of security solutions bundle their needs, with examples from three countries.',
    format: 'online',
    timeZone: 'Europe/Brussels',
    start: '2022-05-17T10:00',
    end: '2022-05-17T12:00',
    joinUrl: 'https://meet.example/building-market-demand',
    ...overrides,
  }
  const { timeZone, start, end } = event
  return messageEventSchema.parse({ ...event, startsAt: instantOf(start, timeZone), endsAt: instantOf(end, timeZone) })
}

const invites = new Set(['confirmation', 'update', 'cancellation', 'speaker-entry', 'speaker-entry-ended'])

export type SampleOverrides = Partial<Omit<OutboxMessage, 'event'>> & { readonly event?: EventOverrides }

/** A confirmation owed to Ana Kovač; kinds that carry an invitation get SEQUENCE 0. */
export const sampleMessage = ({ event, ...overrides }: SampleOverrides = {}): OutboxMessage => {
  const kind = overrides.kind ?? 'confirmation'
  return outboxMessageSchema.parse({
    id: `q7Xv0aJmT2-hWc_8yKd5Rg_1_${kind}_0`,
    kind,
    state: 'sending',
    registrationId: 'q7Xv0aJmT2-hWc_8yKd5Rg',
    round: 1,
    recipient: { name: 'Ana Kovač', email: 'ana.kovac@authority.example' },
    language: 'en',
    createdAt: '2022-04-01T08:30:15.250Z',
    ...(invites.has(kind) ? { calendar: { uid: 'q7Xv0aJmT2-hWc_8yKd5Rg-1@events.iprocurenet.example', sequence: 0 } } : {}),
    attempts: 1,
    ...overrides,
    event: sampleEvent(event),
  })
}
