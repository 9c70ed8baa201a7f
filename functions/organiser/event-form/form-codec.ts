import type { RegistrationForm } from '../../../shared/domain/registration-form/form.ts'
import { sayAll } from './form-control.ts'
import { eventControls, eventFormValues } from './form-values.ts'
import { questionControl, registrationFormFrom } from './question-codec.ts'
import { topicsFrom } from './topic-values.ts'

const asksNothing: RegistrationForm = { attendeeTypes: [], questions: [] }

/**
 * The form's input, for `eventInputSchema` to check: without empty fields, blank sessions and blank questions; lines become lists.
 * `before` is the event's current form, so that options keep their ids.
 */
export const eventInputFromForm = (form: URLSearchParams, before: RegistrationForm = asksNothing): Readonly<Record<string, unknown>> => {
  const values = eventFormValues(form)
  const { topics, otherTopics, attendeeTypes, questions, allowBelowGiven, ...fields } = values
  return {
    ...sayAll(eventControls, fields),
    topics: topicsFrom({ topics, otherTopics }),
    ...registrationFormFrom({ attendeeTypes, questions }, before),
    ...(allowBelowGiven === 'true' ? { allowBelowGiven: true } : {}),
  }
}

/** The control for a problem's path: `speakers.2.name` is reported at `speakers`, `sessions.0.end` at its own control. */
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
  const index = /(?:^|\.)(?:partners|speakers|attendeeTypes|options|is)\.(\d+)(?:\.|$)/.exec(path)?.[1]
  return index === undefined ? undefined : Number(index) + 1
}
