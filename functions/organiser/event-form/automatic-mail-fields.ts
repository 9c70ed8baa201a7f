import { never } from '../../../shared/domain/automatic-mails/settings.ts'
import { durationUnits } from '../../../shared/domain/basics/duration.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import { sayDuration } from '../../../shared/texts/say-duration.ts'
import { selectField, textField } from '../../../shared/views/form/fields.ts'
import type { Form } from '../../../shared/views/form/form.ts'
import type { ReminderFormValues } from './automatic-mail-values.ts'

const offered = {
  surveyAfter: ['PT30M', 'PT2H', 'P1D', 'P2D', 'P7D'],
  surveyReminder: ['P2D', 'P3D', 'P5D', 'P7D', never],
} as const

/** The usual choices, plus one set through the API if it is different. */
const delayField = (form: Form, name: keyof typeof offered, chosen: string, hint: string): Html => {
  const { sendNever } = form.texts.eventForm.schedule
  const usual: readonly string[] = offered[name]
  const values = usual.includes(chosen) ? usual : [chosen, ...usual]
  const options = values.map((value) => ({ value, label: value === never ? sendNever : sayDuration(form.texts, value) }))
  return selectField(form, { name, hint, options })
}

const oneReminder = (form: Form, index: number): Html => {
  const { schedule, fields } = form.texts.eventForm
  const name = (control: keyof ReminderFormValues): string => `reminders.${index}.${control}`
  const units = durationUnits.map((unit) => ({ value: unit, label: schedule.units[unit] }))
  return html`<div class="side-by-side">${textField(form, { name: name('amount'), label: schedule.reminder({ number: index + 1 }), type: 'number', width: 'short' })}${selectField(form, { name: name('unit'), label: fields.unit, options: units })}</div>`
}

interface Schedule {
  readonly reminders: readonly ReminderFormValues[]
  readonly surveyAfter: string
  readonly surveyReminder: string
}

/** The automatic mails: when people are reminded and when they are asked for feedback. */
export const scheduleFields = (form: Form, { reminders, surveyAfter, surveyReminder }: Schedule): readonly Html[] => {
  const { schedule } = form.texts.eventForm
  return [
    html`<p class="hint">${schedule.hint}</p>`,
    ...reminders.map((_, index) => oneReminder(form, index)),
    delayField(form, 'surveyAfter', surveyAfter, schedule.surveyAfterHint),
    delayField(form, 'surveyReminder', surveyReminder, schedule.surveyReminderHint),
  ]
}
