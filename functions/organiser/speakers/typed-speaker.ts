import type { EventSpeaker } from '../../../shared/domain/speaker/speaker.ts'
import { isoFrom } from '../../../shared/texts/written-date.ts'
import type { FormValues } from '../../../shared/views/form/form.ts'

/** The submitted values, for showing the form again. */
export const valuesIn = (form: URLSearchParams): FormValues => ({
  ...Object.fromEntries(['name', 'email', 'language', 'role'].map((name) => [name, (form.get(name) ?? '').trim()])),
  rehearsal: isoFrom((form.get('rehearsal') ?? '').trim()),
  sessions: form.getAll('sessions'),
})

/** What the form shows of a speaker. */
export const valuesOf = ({ name, language, role, rehearsal = '', sessions }: EventSpeaker): FormValues => ({
  name,
  language,
  role,
  rehearsal,
  sessions,
})

/** What was submitted, for a schema to check, without empty fields. */
export const inputIn = (form: URLSearchParams): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(valuesIn(form)).filter(([, value]) => value !== ''))
