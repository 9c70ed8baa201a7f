import * as z from 'zod'
import { network } from '../../../shared/domain/basics/network.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { type EventField, type Hold, inputFields } from '../../../shared/domain/event/fields.ts'
import {
  allRows,
  type ControlsFor,
  commaList,
  type HeldIn,
  lineList,
  type RowsOf,
  readAll,
  roomLines,
  rows,
  showAll,
  speakerLines,
  text,
  textIn,
  wallTime,
  wholeNumber,
} from '../../../shared/views/form/controls.ts'
import { reminderLines } from './automatic-mail-values.ts'
import { type QuestionFormValues, questionsIn, questionValues } from './question-values.ts'
import { type TopicValues, topicsIn, topicValues } from './topic-values.ts'

const holdControls = { id: text, label: text, places: wholeNumber, until: wallTime, countries: commaList } satisfies ControlsFor<Hold>
/** Places kept for a group; the controls are named `holds.0.label`, `holds.0.places` and so on. */
export type HoldFormValues = HeldIn<typeof holdControls>

/** Fields represented by several controls, topics and the questions at registration, and the sessions, which have pages of their own. */
type Apart = 'topics' | 'attendeeTypes' | 'questions' | 'sessions'

/** The controls of event fields that have exactly one. */
export const eventControls = {
  kind: text,
  title: text,
  summary: text,
  description: text,
  format: text,
  timeZone: text,
  start: wallTime,
  end: wallTime,
  language: text,
  capacity: wholeNumber,
  inPersonPlaces: wholeNumber,
  onlinePlaces: wholeNumber,
  audience: text,
  approvalDays: wholeNumber,
  registrationOpens: wallTime,
  registrationCloses: wallTime,
  waitingList: text,
  offerHours: wholeNumber,
  holds: rows(holdControls, ['id']),
  joinUrl: text,
  venue: text,
  partners: lineList,
  speakers: speakerLines,
  rooms: roomLines,
  changesUntil: wallTime,
  reminders: reminderLines,
  surveyAfter: text,
  surveyReminder: text,
} satisfies ControlsFor<Pick<Event, Exclude<EventField, Apart>>>

/** What the event form's controls hold, by control name. */
export interface EventFormValues extends HeldIn<typeof eventControls>, TopicValues {
  /** One attendee type per line. */
  readonly attendeeTypes: string
  readonly questions: readonly QuestionFormValues[]
  /** `true` if having fewer places than are given is intended. */
  readonly allowBelowGiven: string
  /** `true` if the sessions move along with the start. */
  readonly moveSessions: string
}

/** An event, or the known part of one. */
type Known = { readonly [Name in EventField]?: Event[Name] | undefined }

const valuesFor = ({ attendeeTypes = [], questions = [], topics = [], ...fields }: Known): EventFormValues => ({
  ...showAll(eventControls, fields),
  ...topicValues(topics),
  attendeeTypes: lineList.show(attendeeTypes.map(({ label }) => label)),
  questions: questionValues({ attendeeTypes, questions }),
  allowBelowGiven: '',
  moveSessions: '',
})

/** The form's values for changing an event. */
export const formFromEvent = (event: Event): EventFormValues => valuesFor(event)

const chosenAtFirst = { kind: 'webinar', format: 'online', timeZone: network.timeZone, language: network.language } as const

/** Initial values for a new event. */
export const newEventForm = (): EventFormValues => {
  const { sessions: _, holds: __, ...atFirst } = z.object(inputFields).partial().parse(chosenAtFirst)
  return valuesFor(atFirst)
}

/** Initial values of a new row. */
export const blankHold: HoldFormValues = showAll(holdControls, {})

/** The values of a form with these rows. */
export const valuesWith = (form: URLSearchParams, rowsOf: RowsOf): EventFormValues => ({
  ...readAll(eventControls, form, rowsOf),
  ...topicsIn(form),
  attendeeTypes: textIn(form, 'attendeeTypes'),
  questions: questionsIn(form, rowsOf),
  allowBelowGiven: textIn(form, 'allowBelowGiven'),
  moveSessions: textIn(form, 'moveSessions'),
})

/** The submitted values, for showing the form again. Without blank questions, as in `eventInputFromForm`. */
export const eventFormValues = (form: URLSearchParams): EventFormValues => valuesWith(form, allRows(form))
