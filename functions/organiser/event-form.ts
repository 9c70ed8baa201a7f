import type { Event, Hold, Speaker, StoredSession } from '../../shared/domain/event.ts'
import { network } from '../../shared/domain/network.ts'
import type { RegistrationForm } from '../../shared/domain/registration-form.ts'
import { asPart, firstPart, partsOf } from './comma-list.ts'
import { type EventFormValues, eventFormValues, type SessionFormValues } from './event-form-values.ts'
import type { HoldFormValues } from './hold-values.ts'
import { questionControl, registrationFormFrom } from './question-input.ts'
import { questionValues } from './question-values.ts'
import { filledReminders, reminderValues } from './schedule-values.ts'

const filledLines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const withoutEmpty = (object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== ''))

const speakersFrom = (text: string): readonly unknown[] =>
  filledLines(text).map((line) => {
    const { part, rest } = firstPart(line)
    return withoutEmpty({ name: part, organisation: rest })
  })

const topicalGroup = (topic: string): string | undefined =>
  network.topicalGroups.find(({ id, label }) => [id, ...Object.values(label)].some((name) => name.toLowerCase() === topic.toLowerCase()))
    ?.id

/** Ticked groups first; a group that was written out counts as ticked; nothing twice, whatever its capitals. */
const topicsFrom = (values: Pick<EventFormValues, 'topics' | 'otherTopics'>): readonly string[] => {
  const all = [...values.topics, ...partsOf(values.otherTopics).map((topic) => topicalGroup(topic) ?? topic)]
  return all.filter((topic, index) => all.findIndex((other) => other.toLowerCase() === topic.toLowerCase()) === index)
}

const numberFrom = (text: string): number | string => (/^\d{1,9}$/.test(text) ? Number(text) : text)

const sessionInput = ({ choose, capacity, speakers, ...session }: SessionFormValues): Readonly<Record<string, unknown>> =>
  withoutEmpty({ ...session, speakers: speakersFrom(speakers), choose: choose === 'true', capacity: numberFrom(capacity) })

const holdInput = ({ places, countries, ...hold }: HoldFormValues): Readonly<Record<string, unknown>> =>
  withoutEmpty({ ...hold, places: numberFrom(places), countries: partsOf(countries) })

const asksNothing: RegistrationForm = { attendeeTypes: [], questions: [] }

/**
 * What the form says, for `eventInputSchema` to check: empty fields, blank sessions and questions left out, lines as lists.
 * `before` is what the event asks so far, so that options keep their ids.
 */
export const eventInputFromForm = (form: URLSearchParams, before: RegistrationForm = asksNothing): Readonly<Record<string, unknown>> => {
  const { otherTopics, ...values } = eventFormValues(form)
  return withoutEmpty({
    ...values,
    capacity: numberFrom(values.capacity),
    approvalDays: numberFrom(values.approvalDays),
    offerHours: numberFrom(values.offerHours),
    holds: values.holds.map(holdInput),
    ...(values.allowBelowGiven === 'true' ? { allowBelowGiven: true } : {}),
    reminders: filledReminders(values.reminders),
    topics: topicsFrom({ topics: values.topics, otherTopics }),
    partners: filledLines(values.partners),
    speakers: speakersFrom(values.speakers),
    sessions: values.sessions.map(sessionInput),
    ...registrationFormFrom(values, before),
  })
}

const speakerLine = ({ name, organisation }: Speaker): string =>
  organisation === undefined ? asPart(name) : `${asPart(name)}, ${organisation}`

const speakerLines = (speakers: readonly Speaker[]): string => speakers.map(speakerLine).join('\n')

const textOf = (number: number | undefined): string => (number === undefined ? '' : String(number))

const sessionFrom = (session: StoredSession): SessionFormValues => ({
  id: session.id,
  title: session.title,
  start: session.start,
  end: session.end,
  room: session.room ?? '',
  summary: session.summary ?? '',
  speakers: speakerLines(session.speakers),
  choose: session.choose ? 'true' : '',
  capacity: textOf(session.capacity),
})

const holdFrom = ({ id, label, places, until, countries }: Hold): HoldFormValues => ({
  id,
  label,
  places: String(places),
  until,
  countries: countries.join(', '),
})

const isTopicalGroup = (topic: string): boolean => network.topicalGroups.some(({ id }) => id === topic)

/** The form's values for changing an event. */
export const formFromEvent = (event: Event): EventFormValues => ({
  kind: event.kind,
  title: event.title,
  summary: event.summary,
  description: event.description ?? '',
  format: event.format,
  timeZone: event.timeZone,
  start: event.start,
  end: event.end,
  language: event.language,
  capacity: textOf(event.capacity),
  allowBelowGiven: '',
  audience: event.audience,
  approvalDays: String(event.approvalDays),
  registrationOpens: event.registrationOpens ?? '',
  registrationCloses: event.registrationCloses ?? '',
  waitingList: event.waitingList,
  offerHours: String(event.offerHours),
  holds: event.holds.map(holdFrom),
  joinUrl: event.joinUrl ?? '',
  venue: event.venue ?? '',
  topics: event.topics.filter(isTopicalGroup),
  otherTopics: event.topics
    .filter((topic) => !isTopicalGroup(topic))
    .map(asPart)
    .join(', '),
  partners: event.partners.join('\n'),
  speakers: speakerLines(event.speakers),
  sessions: event.sessions.map(sessionFrom),
  attendeeTypes: event.attendeeTypes.map(({ label }) => label).join('\n'),
  questions: questionValues(event),
  changesUntil: event.changesUntil ?? '',
  reminders: reminderValues(event.reminders),
  surveyAfter: event.surveyAfter,
  surveyReminder: event.surveyReminder,
})

/** The control that a problem's path belongs to: `speakers.2.name` is said at `speakers`, `sessions.0.end` at its own. */
export const formField = (path: string): string => {
  const question = questionControl(path)
  if (question !== undefined) return question
  const session = /^(?:sessions|holds)\.\d+\.(\w+)/.exec(path)
  if (session !== null) return session[0]
  if (/^sessions\.\d+$/.test(path)) return `${path}.title`
  if (/^holds\.\d+$/.test(path)) return `${path}.label`
  if (/^reminders\.\d+$/.test(path)) return `${path}.amount`
  const [first = ''] = path.split('.')
  return first === 'topics' ? 'otherTopics' : first
}

/** The number of the line or part that a problem's path is about, from 1, in controls that hold several. */
export const formLine = (path: string): number | undefined => {
  const index = /(?:^|\.)(?:partners|speakers|attendeeTypes|options|is)\.(\d+)(?:\.|$)/.exec(path)?.[1]
  return index === undefined ? undefined : Number(index) + 1
}
