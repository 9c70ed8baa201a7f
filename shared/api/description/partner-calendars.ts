import { partnerCalendarInputSchema } from '../../domain/calendar/partner-calendar.ts'
import {
  namedPartnerCalendarOutput,
  partnerCalendarListOutput,
  partnerCalendarOutput,
  partnerEventListOutput,
} from '../partner-calendars.ts'
import { answers, type DescribedOperation, takes } from './described-operation.ts'

const added = {
  id: '5b1f0c7d9e2a4638',
  name: 'EcoQUIP Plus',
  address: 'https://partner.example/events.ics',
  addedAt: '2030-03-01T09:00:00.000Z',
  events: 0,
}
const calendar = { ...added, readAt: '2030-03-01T10:00:00.000Z', events: 14 }
const failing = { ...calendar, trouble: { code: 'answered', since: '2030-03-02T10:00:00.000Z', status: 503 } } as const

export const partnerCalendarOperations = {
  listPartnerCalendars: {
    summary: 'List partners’ calendars',
    description: 'The calendars whose events staff see beside those of the network, and how reading them went. Each is read every hour.',
    answers: answers(200, 'The calendars', partnerCalendarListOutput, { calendars: [failing] }),
  },
  addPartnerCalendar: {
    summary: 'Add a partner’s calendar',
    description:
      'Adds a public calendar in iCalendar format. It is read within a minute, and then every hour; what was wrong with it is in the list. While it cannot be read, or is empty for less than three days, its known events stay.',
    takes: takes(partnerCalendarInputSchema, { name: added.name, address: added.address }),
    answers: answers(201, 'The calendar', partnerCalendarOutput, added),
  },
  listPartnerEvents: {
    summary: 'List a partner’s events',
    description:
      'The known events of a partner’s calendar, from two months ago to eighteen months ahead. Titles and links are the partner’s.',
    answers: answers(200, 'The events', partnerEventListOutput, {
      events: [
        {
          title: 'Buying sensors',
          start: '2030-04-26T08:00:00.000Z',
          end: '2030-04-26T09:30:00.000Z',
          url: 'https://partner.example/sensors',
        },
        { title: 'Partner days', start: '2030-06-03', end: '2030-06-04' },
      ],
    }),
    id: 'partnerCalendar',
  },
  readPartnerCalendar: {
    summary: 'Read a partner’s calendar now',
    description: 'Has a calendar read within a minute instead of within the hour.',
    answers: answers(202, 'It will be read', namedPartnerCalendarOutput, { id: added.id }),
    id: 'partnerCalendar',
  },
  removePartnerCalendar: {
    summary: 'Remove a partner’s calendar',
    description: 'Removes a calendar with its known events.',
    answers: answers(200, 'It is removed', namedPartnerCalendarOutput, { id: added.id }),
    id: 'partnerCalendar',
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>
