import type { FieldWords } from '../../../shared/texts/field-words.ts'
import type { Texts } from '../../../shared/texts/texts.ts'
import { formField } from './form-codec.ts'
import type { EventFormValues } from './form-values.ts'

/** The words for a control of the event form, by its name or a problem's path: `sessions.0.end` is `End` of `Session 1`. */
export const eventFormWords = (texts: Texts, path: string): FieldWords => {
  const { fields, missing, session, questionEditor, holds, schedule } = texts.eventForm
  const [first = '', index, control] = formField(path).split('.')
  if (first === 'reminders' && control !== 'unit') return { label: schedule.reminder({ number: Number(index) + 1 }) }
  const parts: Readonly<Record<string, (given: { readonly number: number }) => string>> = {
    questions: questionEditor.question,
    holds: holds.hold,
    sessions: session,
  }
  const name = first === 'holds' && control === 'label' ? 'holdLabel' : (control ?? first)
  // Every form field has a label; those of reminders are numbered.
  const labels: Readonly<Record<string, string>> = fields satisfies Readonly<Record<Exclude<keyof EventFormValues, 'reminders'>, string>>
  const ways: Readonly<Record<string, string>> = missing
  const [part, way] = [parts[first], ways[name]]
  return {
    label: labels[name] ?? name,
    ...(way === undefined ? {} : { missing: way }),
    ...(part === undefined || control === undefined ? {} : { part: part({ number: Number(index) + 1 }) }),
  }
}
