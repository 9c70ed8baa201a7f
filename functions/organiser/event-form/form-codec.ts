import { minutesBetween } from '../../../shared/domain/basics/wall-time.ts'
import type { EventInput } from '../../../shared/domain/event/event.ts'
import { movedBy } from '../../../shared/domain/event/time-limits.ts'
import { sayAll } from '../../../shared/views/form/controls.ts'
import { type EventFormValues, eventControls, eventFormValues } from './form-values.ts'
import { questionControl, registrationFormFrom } from './question-codec.ts'
import { topicsFrom } from './topic-values.ts'

/** What the form needs to know of the event it changes. */
type Before = Pick<EventInput, 'attendeeTypes' | 'questions' | 'sessions' | 'rooms' | 'start'>
const nothing: Before = { attendeeTypes: [], questions: [], sessions: [], rooms: [], start: '' }

/** The sessions, which the form leaves as they are, or moves by as much as the start. */
const sessionsOf = ({ sessions, start }: Before, { moveSessions, start: moved }: EventFormValues): unknown => {
  const minutes = moveSessions === 'true' ? minutesBetween(start, moved) : 0
  return Number.isFinite(minutes) ? movedBy(sessions, minutes) : sessions
}

/**
 * The form's input, for `eventInputSchema` to check: without empty fields and blank questions; lines become lists.
 * `before` is the event as it is, so that options keep their ids, and sessions stay.
 */
export const eventInputFromForm = (form: URLSearchParams, before = nothing): Readonly<Record<string, unknown>> => {
  const values = eventFormValues(form)
  const { topics, otherTopics, attendeeTypes, questions, allowBelowGiven, moveSessions: _, ...fields } = values
  return {
    ...sayAll(eventControls, fields),
    sessions: sessionsOf(before, values),
    // The form of a series does not ask for them.
    ...(form.has('rooms') ? {} : { rooms: before.rooms }),
    topics: topicsFrom({ topics, otherTopics }),
    ...registrationFormFrom({ attendeeTypes, questions }, before),
    ...(allowBelowGiven === 'true' ? { allowBelowGiven: true } : {}),
  }
}

/** The control for a problem's path: `speakers.2.name` is reported at `speakers`, `holds.0.until` at its own control. */
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

/** The number, from 1, of the line or part that a problem's path is about, in controls with several. */
export const formLine = (path: string): number | undefined => {
  const index = /(?:^|\.)(?:partners|speakers|rooms|attendeeTypes|options|is)\.(\d+)(?:\.|$)/.exec(path)?.[1]
  return index === undefined ? undefined : Number(index) + 1
}
