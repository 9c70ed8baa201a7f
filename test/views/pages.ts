import { myLinksSentView, myLinksView } from '../../functions/attendee/by-address/my-links-view.ts'
import { personalCalendarView } from '../../functions/attendee/by-address/personal-calendar-view.ts'
import { unsubscribeView } from '../../functions/attendee/by-address/unsubscribe-view.ts'
import { feedbackThanksView, feedbackView } from '../../functions/attendee/feedback/feedback-view.ts'
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
import { type Question, surveyTemplate } from '../../shared/domain/feedback/survey.ts'
import type { Html } from '../../shared/site/html.ts'
import type { PageContext } from '../../shared/site/page-context.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { hostile, hostileEvent } from './hostile.ts'
import { asking, person, registrationPages } from './registration-pages.ts'

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
      now: '2022-05-17T08:30:00.000Z',
    }),
  'cancelled event': (context) => eventView(context, { event: hostileEvent, state: 'cancelled' }),
  'form to register': (context) =>
    registerView(context, { event: hostileEvent, seats: [], requestKey: hostile, values: { ...person, email: hostile }, problems }),
  'form to register again': (context) =>
    registerView(context, {
      event: hostileEvent,
      seats: [],
      requestKey: hostile,
      again: true,
      values: { ...person, email: hostile, key: hostile },
      problems: [],
    }),
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
        { name: hostile, email: hostile, status: 'confirmed' },
        { name: 'B', email: 'b@authority.example', status: 'full' },
        { name: 'C', email: 'c@authority.example', status: 'closed' },
      ],
    }),
  'answer to a registration': (context) => registeredView(context, { event: hostileEvent, status: 'waitlisted', address: hostile }),
  'answer to a registration with a place': (context) => registeredView(context, { event: hostileEvent, status: 'confirmed' }),
  ...registrationPages,
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
