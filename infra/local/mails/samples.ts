import { type Language, languages } from '../../../shared/domain/basics/language.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { type LinkedRegistration, type MessageKind, messageKinds, type OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { type EventOverrides, type SampleOverrides, sampleEvent, sampleMessage } from './filled-message.ts'
import { proposalMails } from './proposal-mails.ts'
import { speakerMails } from './speaker-mails.ts'

const uid = 'q7Xv0aJmT2-hWc_8yKd5Rg-1@events.iprocurenet.example'

const conference: EventOverrides = {
  slug: 'annual-conference',
  kind: 'conference',
  title: 'Influential innovation procurement for security in Europe',
  format: 'hybrid',
  timeZone: 'Europe/Lisbon',
  start: '2022-06-14T09:00',
  end: '2022-06-15T17:30',
  venue: 'Centro de Congressos; Pavilhão "B", sala 2\nPraça das Indústrias, Lisboa\\Belém',
  days: [
    { start: '2022-06-14T09:00', end: '2022-06-14T18:00' },
    { start: '2022-06-15T09:30', end: '2022-06-15T17:30' },
  ],
}

const trainingDays = ['07', '14', '15'].map((day) => ({ start: `2022-06-${day}T09:00`, end: `2022-06-${day}T12:00` }))

/** The conference, for somebody who takes part there in person. */
const hall = { ...conference, format: 'in-person', joinUrl: 'https://meet.example/annual-conference' } as const

const opening = { id: 'opening', title: 'Opening: why now? & how', start: '2022-06-14T09:00', end: '2022-06-14T10:00', room: 'Pavilhão B' }
const visit = { id: 'visit', title: 'Visit to the laboratory', start: '2022-06-15T14:00', end: '2022-06-15T16:30' }
const sessionsBefore = [opening, { ...visit, title: 'Visit to the lab', start: '2022-06-15T13:00', end: '2022-06-15T15:30' }]

/** The conference, for somebody who chose these sessions. */
const sessionsOf = (...chosen: readonly string[]): EventOverrides => ({
  ...conference,
  sessions: [opening, visit].filter(({ id }) => chosen.includes(id)),
})

const longTitle =
  'Marchés publics d’innovation : préparer, négocier et évaluer ensemble – l’expérience des acheteurs de sécurité à Tallinn, Nicosie et Vilnius 🛡️'

const longName = 'Dr.-Ing. Maria-Alexandra Konstantina Papadopoulou-Wojciechowska de Vasconcelos e Sousa'

const linked = (status: LinkedRegistration['status'], event: EventOverrides = {}): LinkedRegistration => ({
  id: 'q7Xv0aJmT2-hWc_8yKd5Rg',
  round: 1,
  status,
  event: sampleEvent(event),
})

/** Every kind of mail with its reasons, and cases that are hard to write or display. */
const variants: Readonly<Record<MessageKind, Readonly<Record<string, Omit<SampleOverrides, 'kind' | 'language'>>>>> = {
  confirmation: {
    confirmation: {},
    'confirmation-with-sessions': { event: sessionsOf('opening', 'visit'), missed: ['Procurement clinic'] },
    'confirmation-handed-over': { reason: 'handed-over', registeredBy: 'Piet Jansen' },
    'confirmation-handed-over-by-no-name': { reason: 'handed-over', registeredBy: 'Claim your prize at prize.example' },
    'confirmation-by-colleague': { registeredBy: 'Piet Jansen' },
    'confirmation-with-colleagues': { registeredBy: '' },
    'confirmation-address-changed': { reason: 'address-changed' },
    'in-person-conference-in-lisbon': { event: conference },
    'training-on-three-days': {
      event: { kind: 'training', start: '2022-06-07T09:00', end: '2022-06-15T12:00', days: trainingDays },
    },
    'place-and-link-open': { event: { format: 'hybrid', joinUrl: undefined } },
    'long-title': { event: { title: longTitle } },
    'long-name': { recipient: { name: longName, email: 'm@authority.example' } },
    'quotes-and-emoji-in-name': { recipient: { name: 'Zoë "Zo" O’Hara; Dr., 🎈 <b>&', email: 'zoe@authority.example' } },
    'hour-that-comes-twice': { event: { timeZone: 'Europe/Brussels', start: '2022-10-30T02:30', end: '2022-10-30T04:00' } },
    'zone-without-yearly-rules': { event: { timeZone: 'Africa/Casablanca' } },
    'script-in-title': { event: { title: '<script>alert("x")</script> & more' } },
  },
  update: {
    update: {},
    'update-moved': {
      event: {
        start: '2022-05-18T14:00',
        end: '2022-05-18T16:00',
        before: sampleEvent({ title: 'Building Market', joinUrl: 'https://meet.example/another-room' }),
      },
    },
    'update-with-note': {
      note: 'The minister is only free a week later.\n\nThe programme stays as it is: https://www.iprocurenet.example/programme',
      event: { start: '2022-05-24T10:00', end: '2022-05-24T12:00', before: sampleEvent() },
    },
    'update-sessions': {
      calendar: { uid, sequence: 1 },
      event: { ...sessionsOf('opening', 'visit'), before: { ...sampleEvent(conference), sessions: sessionsBefore } },
    },
    'update-place': { event: { ...conference, before: sampleEvent({ ...conference, venue: 'Altice Arena\nParque das Nações, Lisboa' }) } },
    'update-days': {
      calendar: { uid, sequence: 2 },
      event: { ...conference, before: sampleEvent({ ...conference, days: [{ start: '2022-06-14T09:00', end: '2022-06-14T17:30' }] }) },
    },
    'update-to-one-day': {
      calendar: { uid, sequence: 2 },
      event: { ...conference, end: '2022-06-14T18:00', days: undefined, before: sampleEvent(conference) },
    },
    'update-now-in-person': {
      switched: true,
      calendar: { uid, sequence: 1 },
      event: { ...hall, before: sampleEvent({ ...hall, format: 'online' }) },
    },
    'update-now-online': {
      switched: true,
      calendar: { uid, sequence: 2 },
      event: { ...hall, format: 'online', before: sampleEvent(hall) },
    },
    'workshop-in-kyiv': {
      calendar: { uid, sequence: 3 },
      event: { kind: 'workshop', format: 'in-person', joinUrl: undefined, timeZone: 'Europe/Kyiv', venue: 'Будинок закупівель, Київ' },
    },
  },
  cancellation: {
    'cancellation-person': { reason: 'person', calendar: { uid, sequence: 1 } },
    'cancellation-organiser': { reason: 'organiser', calendar: { uid, sequence: 1 } },
    'cancellation-event': { reason: 'event', calendar: { uid, sequence: 2 } },
    'cancellation-event-with-reason': { reason: 'event', note: 'Two of our speakers are ill.', calendar: { uid, sequence: 2 } },
    'cancellation-of-several-days': { reason: 'event', event: conference, calendar: { uid, sequence: 2 } },
    'cancellation-address-changed': { reason: 'address-changed', calendar: { uid, sequence: 1 } },
    'cancellation-handed-over': { reason: 'handed-over', calendar: { uid, sequence: 1 } },
  },
  waitlisted: { waitlisted: {}, 'waitlisted-by-colleague': { registeredBy: 'Piet Jansen' } },
  'waitlist-left': {
    'waitlist-left-person': { reason: 'person' },
    'waitlist-left-organiser': { reason: 'organiser' },
    'waitlist-left-event': { reason: 'event' },
  },
  offered: { offered: { until: '2022-04-03T08:30:15.250Z' } },
  held: {
    held: { until: '2022-04-01T09:00:15.250Z' },
    'held-by-colleague': { until: '2022-04-01T09:00:15.250Z', registeredBy: 'Piet Jansen' },
  },
  'offer-ended': {
    'offer-ended-declined': { reason: 'offer-declined' },
    'offer-ended-expired': { reason: 'offer-expired' },
    'offer-ended-organiser': { reason: 'organiser' },
    'offer-ended-event': { reason: 'event' },
  },
  pending: {
    pending: { until: '2022-04-08T08:30:15.250Z' },
    'pending-by-colleague': { until: '2022-04-08T08:30:15.250Z', registeredBy: 'Piet Jansen' },
  },
  'request-ended': {
    'request-ended-person': { reason: 'person' },
    'request-ended-not-approved': { reason: 'not-approved' },
    'request-ended-late': { reason: 'approval-expired' },
    'request-ended-event': { reason: 'event' },
  },
  link: {
    link: {},
    'link-by-colleague': { registeredBy: 'Piet Jansen' },
    'link-with-colleagues': { registeredBy: '' },
    'link-handed-over': { reason: 'handed-over', registeredBy: 'Piet Jansen' },
    'link-for-another-person': { tried: 'Bo Lindqvist' },
    'link-for-another-person-by-colleague': { tried: 'Bo Lindqvist', registeredBy: 'Piet Jansen' },
    'link-for-no-name': { tried: 'Claim your prize at prize.example' },
  },
  'address-change': {
    'address-change': {
      recipient: { name: '', email: 'ana.kovac@authority.example' },
      registeredBy: 'Ana Kovač',
      links: [linked('confirmed')],
      until: '2022-04-02T08:30:15.250Z',
    },
  },
  'address-taken': {
    'address-taken': {
      recipient: { name: '', email: 'ana.kovac@authority.example' },
      registeredBy: 'Ana Kovač',
      links: [linked('confirmed')],
    },
  },
  'address-asked': { 'address-asked': { address: 'a…@authority.example' } },
  'decline-question': { 'decline-question': {} },
  survey: { survey: {} },
  'survey-reminder': { 'survey-reminder': {} },
  message: {
    message: {
      written: {
        group: 'confirmed',
        subject: 'Documents for Tuesday <& "more">',
        text: 'Please read the first two of these documents:\nhttps://www.iprocurenet.example/documents?year=2022&part=1\n\nSee you on Tuesday!',
      },
    },
  },
  reminder: {
    reminder: {},
    'reminder-in-the-last-hour': { createdAt: '2022-05-17T07:00:10.000Z' },
    'reminder-in-the-last-hour-on-the-spot': {
      createdAt: '2022-05-17T07:00:10.000Z',
      event: { format: 'hybrid', venue: 'Rue de la Loi 200\n1049 Brussels' },
    },
  },
  'personal-link': { 'personal-link': { recipient: { name: '', email: 'ana.kovac@authority.example' } } },
  invited: {
    invited: { recipient: { name: '', email: 'ana.kovac@authority.example' } },
    'invited-in-person': { recipient: { name: '', email: 'ana.kovac@authority.example' }, event: conference },
  },
  'event-shared': { 'event-shared': { recipient: { name: 'Ana Kovač', email: 'ana.kovac@authority.example' } } },
  'event-handed-over': { 'event-handed-over': { recipient: { name: 'Ana Kovač', email: 'ana.kovac@authority.example' } } },
  'not-published': {
    'not-published': {
      recipient: { name: 'Olga Novak', email: 'olga.novak@authority.example' },
      publication: { at: '2022-04-01T08:00:00.000Z', obstacles: ['over', 'venue', 'joinUrl'] },
    },
  },
  ...proposalMails,
  ...speakerMails,
  waiting: {
    waiting: {
      recipient: { name: 'Olga Novak', email: 'olga.novak@authority.example' },
      waiting: [
        {
          slug: 'annual-conference',
          title: longTitle,
          timeZone: 'Europe/Lisbon',
          counts: [
            { what: 'requests', count: 3 },
            { what: 'replies', count: 1 },
          ],
          lapsesAt: '2022-04-09T09:00:00.000Z',
        },
        {
          slug: 'building-market-demand',
          title: 'Building Market Demand',
          timeZone: 'Europe/Brussels',
          counts: [{ what: 'replies', count: 2 }],
        },
      ],
    },
    'waiting-comments': {
      recipient: { name: 'Olga Novak', email: 'olga.novak@authority.example' },
      remarked: [
        { id: 'intellectual-property1', title: longTitle, count: 3, lastAt: '2022-03-31T15:04:00.000Z' },
        { id: 'contract-modification1', title: 'Contract modification', count: 1, lastAt: '2022-03-31T21:59:00.000Z' },
      ],
    },
    'waiting-work-and-comments': {
      recipient: { name: 'Olga Novak', email: 'olga.novak@authority.example' },
      waiting: [
        { slug: 'annual-conference', title: 'Annual conference', timeZone: 'Europe/Lisbon', counts: [{ what: 'replies', count: 1 }] },
      ],
      remarked: [{ id: 'contract-modification1', title: 'Contract modification', count: 1, lastAt: '2022-03-31T21:59:00.000Z' }],
    },
    'waiting-that-lapses': {
      recipient: { name: 'Olga Novak', email: 'olga.novak@authority.example' },
      waiting: [
        {
          slug: 'annual-conference',
          title: 'Annual conference',
          timeZone: 'Europe/Lisbon',
          counts: [{ what: 'requests', count: 1 }],
          lapsesAt: '2022-04-02T09:00:00.000Z',
        },
      ],
    },
  },
  'my-links': {
    'my-links': { links: [linked('confirmed'), linked('waitlisted', conference)] },
    'my-links-one': { links: [linked('offered')] },
  },
  'my-data': {
    'my-data': { event: { title: network.name, start: '2022-04-01T10:30', end: '2022-04-01T12:30' } },
  },
}

export interface Sample {
  /** Kind, variant and language: `offer-ended-expired.en`. */
  readonly name: string
  readonly message: OutboxMessage
}

const samplesIn = (language: Language): readonly Sample[] =>
  messageKinds.flatMap((kind) =>
    Object.entries(variants[kind]).map(([name, overrides]) => ({
      name: `${name}.${language}`,
      message: sampleMessage({ ...overrides, kind, language }),
    })),
  )

/** A message of every kind and variant in every language. Their dates are fixed. */
export const samples: readonly Sample[] = languages.flatMap(samplesIn)
