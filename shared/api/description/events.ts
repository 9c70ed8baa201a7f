import type * as z from 'zod'
import { eventInputSchema } from '../../domain/event/input.ts'
import { cancelInputSchema, copyInputSchema, moveInputSchema } from '../../domain/event/move.ts'
import { askedChangeSchema } from '../../domain/event/patch.ts'
import { publishInputSchema } from '../../domain/event/publication.ts'
import { eventListOutput, eventListQuery, eventOutput } from '../events.ts'
import {
  namedEventOutput,
  ownEventListOutput,
  ownEventListQuery,
  ownEventOutput,
  previewLinkOutput,
  previewQuery,
} from '../managed-event.ts'
import { answers, type DescribedOperation, takes } from './described-operation.ts'

const said = {
  kind: 'webinar',
  title: 'Building Market Demand',
  summary: 'How public buyers bundle their needs.',
  format: 'online',
  timeZone: 'Europe/Brussels',
  start: '2030-05-14T10:00',
  end: '2030-05-14T11:30',
} as const

/** The event in the examples, in its public form. */
const event: z.infer<typeof eventOutput> = {
  slug: 'building-market-demand',
  status: 'published',
  startsAt: '2030-05-14T08:00:00.000Z',
  endsAt: '2030-05-14T09:30:00.000Z',
  availability: 'more-than-20',
  url: 'https://events.example.org/events/building-market-demand',
  ...said,
  language: 'en',
  capacity: 40,
  audience: 'public',
  waitingList: 'offer',
  topics: ['market-engagement'],
  partners: ['EcoQUIP Plus'],
  speakers: [{ name: 'Ana Silva', organisation: 'Ministry of the Interior' }],
  rooms: [],
  sessions: [],
  attendeeTypes: [],
  questions: [],
}

const { availability: _, ...shared } = event

const ownEvent: z.infer<typeof ownEventOutput> = {
  ...shared,
  placesLeft: 37,
  joinUrl: 'https://meet.example.org/building-market-demand',
  approvalDays: 7,
  offerHours: 48,
  holds: [],
  reminders: ['P1D', 'PT1H'],
  surveyAfter: 'PT30M',
  surveyReminder: 'P3D',
  revision: 0,
}

const { placesLeft: __, ...changed } = ownEvent
export const draft: z.infer<typeof ownEventOutput> = { ...changed, status: 'draft' }

export const eventOperations = {
  listEvents: {
    summary: 'List published events',
    description: 'Returns the events in the public programme, ordered by start. Events by invitation are not listed.',
    query: eventListQuery,
    answers: answers(200, 'The events', eventListOutput, { events: [event] }),
  },
  getEvent: {
    summary: 'Get a published event',
    description: 'Returns an event as everyone may see it. Drafts are not found here: organisers read their own with getOwnEvent.',
    answers: answers(200, 'The event', eventOutput, event),
  },
  listOwnEvents: {
    summary: 'List your own events',
    description: 'Returns all events you own, drafts included, ordered by start.',
    query: ownEventListQuery,
    answers: answers(200, 'Your events', ownEventListOutput, { events: [ownEvent] }),
  },
  getOwnEvent: {
    summary: 'Get one of your own events',
    description: 'Returns an event you own with everything that can be set, whether or not it is published.',
    answers: answers(200, 'The event', ownEventOutput, ownEvent),
  },
  createEvent: {
    summary: 'Create an event',
    description:
      'Creates a draft that only you can see. Times are wall times in the time zone of the event. Publish it to open registration.',
    takes: takes(eventInputSchema, { ...said, capacity: 40, joinUrl: ownEvent.joinUrl, topics: [...event.topics] }),
    answers: answers(201, 'The draft', ownEventOutput, draft),
  },
  changeEvent: {
    summary: 'Change an event',
    description:
      'Changes the fields you send and leaves the others as they are; null removes an optional field (RFC 7396). If the event is published, changes to what calendars show are e-mailed to everyone registered, with the note; preview says what a change would do.',
    query: previewQuery,
    takes: takes(askedChangeSchema, { start: '2030-05-14T14:00', end: '2030-05-14T15:30', venue: null }),
    answers: answers(200, 'The changed event', ownEventOutput, {
      ...changed,
      start: '2030-05-14T14:00',
      end: '2030-05-14T15:30',
      startsAt: '2030-05-14T12:00:00.000Z',
      endsAt: '2030-05-14T13:30:00.000Z',
      revision: 1,
    }),
    faults: ['state-conflict'],
  },
  publishEvent: {
    summary: 'Publish an event',
    description:
      'Publishes a draft and opens registration, or plans that for publishAt, instead of any time planned before. Times that the clocks skip or show twice, past ones and those after the end are refused. An event that is already over cannot be published. warnings names what is missing: it is published all the same. If it lacks more, or is over, at the planned time, it stays a draft and its organisers are e-mailed.',
    takes: takes(publishInputSchema, { publishAt: '2030-04-02T09:00' }),
    mayBeEmpty: true,
    answers: answers(200, 'The published event', ownEventOutput, {
      ...changed,
      format: 'hybrid',
      warnings: [{ code: 'missing', field: 'venue' }],
    }),
    faults: ['state-conflict', 'invalid'],
  },
  makePreviewLink: {
    summary: 'Get a link that shows a draft',
    description:
      'Returns the link by which colleagues who are not signed in see a draft as attendees will see it. It makes one if there is none. Once the event is published the link leads to its page; the link to a cancelled or deleted draft shows nothing.',
    answers: answers(201, 'The link', previewLinkOutput, { url: 'https://events.example.org/previews/kqx3ZbT0' }),
    faults: ['state-conflict'],
  },
  withdrawPreviewLink: {
    summary: 'Withdraw the link that shows a draft',
    description: 'The link shows nothing any more. Repeating it changes nothing; the next link is another.',
    answers: answers(200, 'It is withdrawn', namedEventOutput, { slug: event.slug }),
    faults: ['state-conflict'],
  },
  withdrawPublication: {
    summary: 'Withdraw the planned publication',
    description: 'The event stays a draft until it is published. Repeating it changes nothing.',
    answers: answers(200, 'The draft', ownEventOutput, draft),
    faults: ['state-conflict'],
  },
  copyEvent: {
    summary: 'Copy an event',
    description:
      'Creates a draft with everything that was set for an event, all its times moved so that it starts at the given time. Registrations, files, the picture, the list of invited people, messages and co-organisers are not copied.',
    takes: takes(copyInputSchema, { start: '2030-11-12T10:00' }),
    answers: answers(201, 'The draft', ownEventOutput, {
      ...draft,
      slug: 'building-market-demand-2',
      url: `${draft.url}-2`,
      start: '2030-11-12T10:00',
      end: '2030-11-12T11:30',
      startsAt: '2030-11-12T09:00:00.000Z',
      endsAt: '2030-11-12T10:30:00.000Z',
    }),
  },
  moveEvent: {
    summary: 'Move an event as a whole',
    description:
      'Moves everything by the same number of days, at the same times of day: start, end, sessions, registration window, deadlines and the times until which places are kept. Everyone with a place is e-mailed an updated invitation with the note; offers run on. errors names times that do not exist, or exist twice, on the new day.',
    query: previewQuery,
    takes: takes(moveInputSchema, { days: 7, note: 'The minister is only free a week later.' }),
    answers: answers(200, 'The moved event', ownEventOutput, {
      ...changed,
      start: '2030-05-21T10:00',
      end: '2030-05-21T11:30',
      startsAt: '2030-05-21T08:00:00.000Z',
      endsAt: '2030-05-21T09:30:00.000Z',
      revision: 1,
    }),
    faults: ['state-conflict'],
  },
  cancelEvent: {
    summary: 'Cancel an event',
    description:
      'Cancels an event for good. Everyone registered is told by e-mail, with the reason if there is one, and the event is removed from their calendars.',
    takes: takes(cancelInputSchema, { reason: 'Two of our speakers are ill.' }),
    mayBeEmpty: true,
    answers: answers(200, 'The cancelled event', ownEventOutput, { ...changed, status: 'cancelled', revision: 1 }),
    faults: ['state-conflict'],
  },
  deleteEvent: {
    summary: 'Delete a draft',
    description:
      'Deletes a draft with everything that belongs to it. Its slug is not used again. Published and cancelled events cannot be deleted: cancel those that will not take place.',
    answers: answers(200, 'It is deleted', namedEventOutput, { slug: event.slug }),
    faults: ['state-conflict'],
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>
