import type { Texts } from '../../shared/texts/texts.ts'
import { formField } from './event-form.ts'
import type { EventFormValues } from './event-form-values.ts'

/** The label of a control of the event form, by its name or by the path of a problem: `sessions.0.end` is `Session 1, End`. */
export const eventFormLabel = (texts: Texts, path: string): string => {
  const { fields, session, questionEditor, holds, schedule } = texts.eventForm
  // Every field of the form has a label; those of reminders are numbered.
  const labels: Readonly<Record<string, string>> = fields satisfies Readonly<Record<Exclude<keyof EventFormValues, 'reminders'>, string>>
  const [first = '', index, control] = formField(path).split('.')
  if (first === 'reminders' && control !== 'unit') return schedule.reminder(Number(index) + 1)
  if (control === undefined) return labels[first] ?? first
  const rows: Readonly<Record<string, (number: number) => string>> = {
    questions: questionEditor.question,
    holds: holds.hold,
    sessions: session,
  }
  const label = first === 'holds' && control === 'label' ? fields.holdLabel : (labels[control] ?? control)
  return `${(rows[first] ?? session)(Number(index) + 1)}, ${label}`
}
