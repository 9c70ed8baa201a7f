import { addedDateSchema, seriesInputSchema, seriesPatchSchema, seriesRegistrationInputSchema } from '../../domain/event/dates.ts'
import { cancelInputSchema } from '../../domain/event/move.ts'
import { publishInputSchema } from '../../domain/event/publication.ts'
import { namedEventOutput } from '../managed-event.ts'
import {
  datePatternQuery,
  ownSeriesOutput,
  plannedDatesOutput,
  seriesCreatedOutput,
  seriesOutput,
  seriesRegisteringOutput,
} from '../series.ts'
import { answers, type DescribedOperation, takes } from './described-operation.ts'
import { jonas } from './people.ts'

const slug = 'action-learning'
const events = ['action-learning-2030-03-05', 'action-learning-2030-03-19']
const about = {
  slug,
  title: 'Action learning',
  summary: 'Workshops on one case.',
  url: 'https://events.example.org/series/action-learning',
}
const date = { title: about.title, status: 'published' as const }
const own = {
  ...about,
  events: [{ ...date, changedAlone: [], slug: 'action-learning-2030-03-05', start: '2030-03-05T10:00', end: '2030-03-05T12:00' }],
}

export const seriesOperations = {
  createSeries: {
    summary: 'Create a series of events',
    description:
      'Creates a draft for each date, each an event of its own. Sessions, deadlines and other times are those of the earliest date; for the others they move with the start.',
    takes: takes(seriesInputSchema, {
      kind: 'workshop',
      title: about.title,
      summary: about.summary,
      format: 'online',
      timeZone: 'Europe/Brussels',
      dates: own.events.map(({ start, end }) => ({ start, end })),
    }),
    answers: answers(201, 'The series, with the event of each date', seriesCreatedOutput, { slug, events }),
  },
  planDates: {
    summary: 'Plan the dates of a series',
    description:
      'Returns the dates of a pattern, without those on public holidays. Saves nothing: create a series with the dates you want. The local time stays the same when the clocks change.',
    query: datePatternQuery,
    answers: answers(200, 'The dates', plannedDatesOutput, {
      dates: own.events.map(({ start, end }) => ({ start, end })),
      skipped: [{ start: '2030-04-01T10:00', end: '2030-04-01T12:00', holidays: [{ country: 'BE', name: 'Lundi de Pâques' }] }],
    }),
  },
  addSeriesDate: {
    summary: 'Add a date to a series',
    description:
      'Adds a draft with what the other dates have in common; publish the series to publish it. People who have registered for the series are not registered for it.',
    takes: takes(addedDateSchema, { start: '2030-04-02T10:00' }),
    answers: answers(201, 'The series with the new date', ownSeriesOutput, own),
    faults: ['state-conflict'],
  },
  cancelSeries: {
    summary: 'Cancel the rest of a series',
    description: 'Cancels every date that is not over, drafts too, and e-mails everyone who has registered for one of them.',
    takes: takes(cancelInputSchema, { reason: 'The speaker is ill.' }),
    mayBeEmpty: true,
    answers: answers(200, 'The series', ownSeriesOutput, own),
    faults: ['state-conflict'],
  },
  getOwnSeries: {
    summary: 'Get one of your own series',
    description: 'Returns a series you own with the event of each date, whether or not it is published.',
    answers: answers(200, 'The series', ownSeriesOutput, own),
  },
  changeSeries: {
    summary: 'Change a series as a whole',
    description:
      'Changes every date that is still to come, except in the fields that were changed there alone. Dates that were called off stay so. If something is wrong with one of them, none is changed.',
    takes: takes(seriesPatchSchema, { joinUrl: 'https://meet.example.org/action-learning' }),
    answers: answers(200, 'The changed series', ownSeriesOutput, own),
    faults: ['state-conflict'],
  },
  publishSeries: {
    summary: 'Publish a series',
    description:
      'Publishes each date that is a draft and not over: at once, or all, else none, at publishAt in the zone of each. warnings names what is missing.',
    takes: takes(publishInputSchema, { publishAt: '2030-02-04T09:00' }),
    mayBeEmpty: true,
    answers: answers(200, 'The published series', ownSeriesOutput, { ...own, warnings: [] }),
    faults: ['state-conflict', 'invalid'],
  },
  withdrawSeriesPublication: {
    summary: 'Withdraw the planned publication of a series',
    description: 'Its drafts stay drafts. Repeating changes nothing.',
    answers: answers(200, 'The series', namedEventOutput, { slug: about.slug }),
    faults: ['state-conflict'],
  },
  getSeries: {
    summary: 'Get a published series',
    description: 'Returns a series with the published events of its dates, as everyone may see them.',
    answers: answers(200, 'The series', seriesOutput, { ...about, events: [] }),
  },
  registerForSeries: {
    summary: 'Register for a series',
    description:
      'Registers one person for all dates that are open, or for those named. Each date has its own places and waiting list; the request counts as one. Answers to questions go into answers.',
    takes: takes(seriesRegistrationInputSchema, { ...jonas, events, consent: true }),
    answers: answers(201, 'How the person stands at each date', seriesRegisteringOutput, {
      registrations: [
        { event: 'action-learning-2030-03-05', status: 'confirmed' },
        { event: 'action-learning-2030-03-19', status: 'waitlisted' },
      ],
    }),
    faults: ['state-conflict', 'too-many', 'proof-of-work'],
    repeatable: true,
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>
