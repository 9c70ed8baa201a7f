import { addressView, confirmAddressView } from '../../functions/attendee/own-registration/address-view.ts'
import { registrationCancelView } from '../../functions/attendee/own-registration/cancel-view.ts'
import { registrationChangeView } from '../../functions/attendee/own-registration/change-view.ts'
import { handOverCheckView } from '../../functions/attendee/own-registration/check-colleague-view.ts'
import { handOverView } from '../../functions/attendee/own-registration/hand-over-view.ts'
import { registrationView } from '../../functions/attendee/own-registration/registration-view.ts'
import type { FileLine } from '../../functions/attendee/own-registration/uploaded-files.ts'
import type { CalendarAnswer } from '../../shared/domain/calendar/calendar-answer.ts'
import { inputOf } from '../../shared/domain/event/event.ts'
import type { Html } from '../../shared/site/html.ts'
import type { PageContext } from '../../shared/site/page-context.ts'
import { makeStoredEvent } from '../make/stored-event.ts'
import { hostile, hostileEvent } from './hostile.ts'

const choice = { offered: hostileEvent.sessions.map((session) => ({ session, left: 1 })), own: { sessions: [], placed: true } }

const options = [
  { id: 'one', label: hostile },
  { id: 'two', label: 'Two' },
]
const common = { label: hostile, help: hostile, required: true }
/** An event with a question of every type. */
export const asking = makeStoredEvent({
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

export const person = { name: hostile, organisation: hostile, country: 'FR', role: 'procurer', accessibilityNeeds: hostile } as const
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

/** The pages of a registration, with hostile texts. */
export const registrationPages: Readonly<Record<string, (context: PageContext) => Html>> = {
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
  'change of the address': (context) =>
    addressView(context, {
      token: hostile,
      event: hostileEvent,
      registration: { email: hostile },
      values: { email: hostile },
      problems: [{ field: 'email', code: 'own-address' }],
    }),
  'confirmation of a new address': (context) => confirmAddressView(context, { event: hostileEvent, name: hostile, email: hostile }),
  'registration whose new address waits': (context) =>
    registrationView(context, {
      token: hostile,
      event: hostileEvent,
      state: 'open',
      registration: { ...person, email: hostile, status: 'confirmed', answers: {}, sessions: [], sequence: 0 },
      changesAddress: true,
      moved: true,
      waitingChange: { tag: hostile, to: hostile, askedAt: '2022-05-01T10:00:00.000Z', until: '2022-05-02T10:00:00.000Z' },
      files: [],
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
      sessions: [hostile],
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
}
