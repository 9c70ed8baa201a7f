import { myLinksSentView, myLinksView } from '../../functions/attendee/by-address/my-links-view.ts'
import { personalCalendarView } from '../../functions/attendee/by-address/personal-calendar-view.ts'
import { unsubscribeView } from '../../functions/attendee/by-address/unsubscribe-view.ts'
import { feedbackThanksView, feedbackView } from '../../functions/attendee/feedback/feedback-view.ts'
import { registrationCancelView } from '../../functions/attendee/own-registration/cancel-view.ts'
import { registrationChangeView } from '../../functions/attendee/own-registration/change-view.ts'
import { handOverCheckView } from '../../functions/attendee/own-registration/check-colleague-view.ts'
import { handOverView } from '../../functions/attendee/own-registration/hand-over-view.ts'
import { registrationView } from '../../functions/attendee/own-registration/registration-view.ts'
import type { FileLine } from '../../functions/attendee/own-registration/uploaded-files.ts'
import { eventView } from '../../functions/attendee/programme/event-view.ts'
import { homeView } from '../../functions/attendee/programme/home-view.ts'
import { programmeView } from '../../functions/attendee/programme/programme-page-view.ts'
import { firstStandsView } from '../../functions/attendee/registering/first-stands-view.ts'
import { registerGroupView } from '../../functions/attendee/registering/group-registration-view.ts'
import { registeredGroupView } from '../../functions/attendee/registering/group-sent-view.ts'
import { registerView } from '../../functions/attendee/registering/register-view.ts'
import { registeredView } from '../../functions/attendee/registering/sent-view.ts'
import { aboutView } from '../../functions/attendee/standing/about-view.ts'
import { calendarView } from '../../functions/attendee/standing/calendar-view.ts'
import { privacyView } from '../../functions/attendee/standing/privacy-view.ts'
import type { FieldProblem } from '../../shared/domain/basics/field-problem.ts'
import type { CalendarAnswer } from '../../shared/domain/calendar/calendar-answer.ts'
import { inputOf } from '../../shared/domain/event/event.ts'
import { type Question, surveyTemplate } from '../../shared/domain/feedback/survey.ts'
import type { Html } from '../../shared/site/html.ts'
import type { PageContext } from '../../shared/site/page-context.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { makeStoredEvent } from '../make/stored-event.ts'
import { hostile, hostileEvent } from './hostile.ts'

const choice = { offered: hostileEvent.sessions.map((session) => ({ session, left: 1 })), own: { sessions: [], placed: true } }

const options = [
  { id: 'one', label: hostile },
  { id: 'two', label: 'Two' },
]
const common = { label: hostile, help: hostile, required: true }
const asking = makeStoredEvent({
  ...inputOf(hostileEvent),
  attendeeTypes: options,
  questions: [
    { ...common, id: 'line', type: 'text', rows: 1 },
    { ...common, id: 'lines', type: 'text', rows: 4, when: { question: 'attendeeType', is: ['one', 'two'] } },
    { ...common, id: 'one', type: 'choice', options },
    { ...common, id: 'long', type: 'choice', options: Array.from({ length: 20 }, (_, index) => ({ id: `o${index}`, label: hostile })) },
    { ...common, id: 'several', type: 'choices', options, max: 1, when: { question: 'one', is: ['one'] } },
    { ...common, id: 'number', type: 'number', min: 1 },
    { ...common, id: 'day', type: 'date', min: '2022-05-01', max: '2022-05-30' },
    { ...common, id: 'paper', type: 'file' },
  ],
})
const answered = {
  attendeeType: 'one',
  answers: {
    line: hostile,
    lines: hostile,
    one: 'one',
    long: hostile,
    several: [hostile, 'two'],
    number: 3,
    day: '2022-05-12',
    gone: hostile,
  },
}

const person = { name: hostile, organisation: hostile, country: 'FR', role: 'procurer', accessibilityNeeds: hostile } as const
const problems: readonly FieldProblem[] = [
  { field: 'consent', code: 'consent' },
  { field: 'email', code: 'email' },
  { field: 'role', code: 'required' },
]
const questions: readonly Question[] = [
  ...surveyTemplate,
  { id: 'length', type: 'single', required: true, options: ['shorter', hostile] },
  { id: 'found', type: 'multiple', required: false, options: ['mail', hostile] },
]
const survey = { state: 'open', event: hostileEvent, questions, problems: [{ field: 'overall', code: 'required' }] } as const

const form = { action: 'https://files.example/', fields: { key: hostile, 'x-amz-meta-filename': hostile } }
const asked = (id: string, required: boolean) => ({ id, label: hostile, help: hostile, required })
const files: readonly FileLine[] = [
  { question: asked('a', true), form },
  { question: asked('b', false), form },
  {
    question: asked(hostile, true),
    arrived: 'uploads/c',
    form,
    answer: { state: 'kept', name: hostile, size: 1_234_567, storedAt: '2022-05-01T10:00:00.000Z' },
  },
  { question: asked('d', false), arrived: 'uploads/d', form, answer: { state: 'refused' } },
]

const declined: CalendarAnswer = { answer: 'declined', at: '2022-05-01T10:00:00.000Z', sequence: 0, stamp: '2022-05-01T10:00:00.000Z' }

/** Every public page, with hostile texts, by a name for the test title. */
export const publicPages: Readonly<Record<string, (context: PageContext) => Html>> = {
  home: (context) =>
    homeView(context, {
      upcoming: [{ ...hostileEvent, availability: 'none' }],
      past: [hostileEvent],
      filter: { kind: 'webinar', topic: hostile },
    }),
  'home without events': (context) => homeView(context, { upcoming: [], past: [], filter: {} }),
  event: (context) => eventView(context, { event: hostileEvent, state: 'open', availability: 'fewer-than-10' }),
  programme: (context) =>
    programmeView(context, {
      event: hostileEvent,
      days: [{ day: '2022-05-17', sessions: hostileEvent.sessions }],
      filter: { day: hostile, track: hostile, room: '' },
      wallTime: '2022-05-17T10:30',
    }),
  'cancelled event': (context) => eventView(context, { event: hostileEvent, state: 'cancelled' }),
  'form to register': (context) =>
    registerView(context, { event: hostileEvent, seats: [], requestKey: hostile, values: { ...person, email: hostile }, problems }),
  'form to register with questions': (context) =>
    registerView(context, {
      event: asking,
      seats: [],
      requestKey: hostile,
      values: { ...person, 'answers.line': hostile, 'answers.several': [hostile, 'one'], 'answers.day': hostile, attendeeType: 'two' },
      problems: [...asking.questions.map(({ id }) => ({ field: `answers.${id}`, code: 'required' }) as const), ...problems].filter(
        ({ field }) => field !== 'answers.paper',
      ),
    }),
  'form sent again with corrections': (context) => firstStandsView(context, { event: hostileEvent }),
  'form to register a group': (context) =>
    registerGroupView(context, {
      event: asking,
      availability: 'fewer-than-10',
      requestKey: hostile,
      count: 2,
      values: { organisation: hostile, 'people.0.name': hostile, 'people.1.answers.line': hostile },
      problems: [
        ...asking.questions
          .filter(({ type }) => type !== 'file')
          .map(({ id }) => ({ field: `people.1.answers.${id}`, code: 'required' }) as const),
        { field: 'people.0.email', code: 'duplicate' },
        { field: 'role', code: 'required' },
      ],
      focus: 1,
    }),
  'answer to the registration of a group': (context) =>
    registeredGroupView(context, {
      event: hostileEvent,
      members: [
        { name: hostile, status: 'confirmed' },
        { name: 'B', status: 'full' },
        { name: 'C', status: 'closed' },
      ],
    }),
  'answer to a registration': (context) => registeredView(context, { event: hostileEvent, status: 'waitlisted' }),
  registration: (context) =>
    registrationView(context, {
      token: hostile,
      event: { ...hostileEvent, joinUrl: 'https://meet.example/?a=1&b="2"' },
      state: 'open',
      registration: { ...person, email: hostile, status: 'confirmed', answers: {}, sessions: [], sequence: 0 },
      files: [],
    }),
  'place that is offered': (context) =>
    registrationView(context, {
      token: hostile,
      event: hostileEvent,
      state: 'open',
      registration: {
        ...person,
        email: hostile,
        status: 'offered',
        answers: {},
        sessions: [],
        sequence: 0,
        offerExpiresAt: '2022-05-01T10:00:00.000Z',
      },
      files: [],
    }),
  'registration that waits': (context) =>
    registrationView(context, {
      token: hostile,
      event: hostileEvent,
      state: 'open',
      registration: { ...person, email: hostile, status: 'waitlisted', answers: {}, sessions: [], sequence: 0 },
      before: 2,
      files: [],
    }),
  'registration with files': (context) =>
    registrationView(context, {
      token: hostile,
      event: hostileEvent,
      state: 'open',
      registration: { ...person, email: hostile, status: 'confirmed', answers: {}, sessions: [], sequence: 0 },
      files,
    }),
  'registration with answers': (context) =>
    registrationView(context, {
      token: hostile,
      event: asking,
      state: 'open',
      registration: { ...person, email: hostile, status: 'confirmed', sessions: [], sequence: 0, ...answered },
      files: [],
    }),
  'change of a registration': (context) =>
    registrationChangeView(context, { token: hostile, event: hostileEvent, answersOpen: true, ...choice, values: person, problems: [] }),
  'change of answers': (context) =>
    registrationChangeView(context, {
      token: hostile,
      event: asking,
      answersOpen: true,
      offered: [],
      own: choice.own,
      values: person,
      problems: [],
    }),
  'change after the deadline for answers': (context) =>
    registrationChangeView(context, {
      token: hostile,
      event: asking,
      answersOpen: false,
      offered: [],
      own: choice.own,
      values: person,
      problems: [],
    }),
  'handing a place over': (context) =>
    handOverView(context, {
      token: hostile,
      event: asking,
      values: { name: hostile, email: hostile, 'answers.line': hostile },
      problems: [
        { field: 'email', code: 'own-address' },
        { field: 'answers.line', code: 'required' },
        { field: 'consent', code: 'consent' },
      ],
    }),
  'check before a place is handed over': (context) =>
    handOverCheckView(context, {
      event: asking,
      colleague: { ...person, email: hostile, consent: true, ...answered },
      sent: new URLSearchParams({ name: hostile, 'answers.line': hostile }),
    }),
  'registration that was handed over': (context) =>
    registrationView(context, {
      token: hostile,
      event: hostileEvent,
      state: 'open',
      registration: { ...person, email: hostile, status: 'cancelled', endedBy: 'handed-over', answers: {}, sessions: [], sequence: 0 },
      files: [],
    }),
  'registration that the organiser cancelled': (context) =>
    registrationView(context, {
      token: hostile,
      event: hostileEvent,
      state: 'open',
      registration: { ...person, email: hostile, status: 'cancelled', endedBy: 'organiser', answers: {}, sessions: [], sequence: 0 },
      files: [],
    }),
  'registration whose calendar declined': (context) =>
    registrationView(context, {
      token: hostile,
      event: hostileEvent,
      state: 'open',
      registration: { ...person, email: hostile, status: 'confirmed', answers: {}, sessions: [], sequence: 0, calendarAnswer: declined },
      files: [],
    }),
  'registration whose place was kept': (context) =>
    registrationView(context, {
      token: hostile,
      event: hostileEvent,
      state: 'open',
      registration: {
        ...person,
        email: hostile,
        status: 'confirmed',
        answers: {},
        sessions: [],
        sequence: 0,
        calendarAnswer: { ...declined, keptAt: declined.at },
      },
      kept: true,
      files: [],
    }),
  'cancelling a registration': (context) =>
    registrationCancelView(context, { token: hostile, event: hostileEvent, status: 'confirmed', declined: false }),
  'giving up a place that the calendar declined': (context) =>
    registrationCancelView(context, { token: hostile, event: hostileEvent, status: 'confirmed', declined: true }),
  'links by mail': (context) => myLinksView(context, { values: { email: hostile }, problems: [{ field: 'email', code: 'email' }] }),
  'links by mail, asked for': myLinksSentView,
  survey: (context) => feedbackView(context, { ...survey, values: { change: hostile, found: ['mail', hostile], overall: hostile } }),
  'survey before the end': (context) => feedbackView(context, { event: hostileEvent, state: 'not-yet' }),
  'survey answered before': (context) => feedbackView(context, { event: hostileEvent, state: 'answered' }),
  'survey that has ended': (context) => feedbackView(context, { event: hostileEvent, state: 'ended' }),
  thanks: feedbackThanksView,
  calendars: calendarView,
  'personal calendar': (context) => personalCalendarView(context, { token: hostile, renewals: 1, renewed: true }),
  'optional mails wanted': (context) => unsubscribeView(context, { wanted: true }),
  'optional mails not wanted': (context) => unsubscribeView(context, { wanted: false }),
  'privacy notice': privacyView,
  about: aboutView,
  error: (context) => errorView(context, { title: hostile, detail: hostile, requestId: hostile }),
}
