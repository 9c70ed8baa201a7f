import * as z from 'zod'
import { durationParts, durationText } from '../../../shared/domain/basics/duration.ts'
import type { Control } from '../../../shared/views/form/controls.ts'

/** A reminder in the event form: a number, empty for none, and its unit. */
export interface ReminderFormValues {
  readonly amount: string
  readonly unit: string
}

/** The form's lines for reminders; lines without a number are ignored. */
const lines = [0, 1, 2, 3] as const

/** What the controls require, as far as controls can express it. */
export const scheduleRules = {
  reminders: z.array(z.object({ amount: z.string().optional(), unit: z.string() })),
  surveyAfter: z.string(),
  surveyReminder: z.string(),
}

const reminderValues = (reminders: readonly string[]): readonly ReminderFormValues[] =>
  lines.map((line) => {
    const parts = durationParts(reminders[line] ?? '')
    return { amount: parts === undefined ? '' : String(parts.amount), unit: parts?.unit ?? 'hours' }
  })

const filled = ({ amount }: ReminderFormValues): boolean => amount !== ''

/** Reminders come first and blank lines after them, so that a reminder's number is its line number. */
const remindersIn = (form: URLSearchParams): readonly ReminderFormValues[] => {
  const all = lines.map((line) => ({
    amount: (form.get(`reminders.${line}.amount`) ?? '').trim(),
    unit: form.get(`reminders.${line}.unit`) ?? 'hours',
  }))
  return [...all.filter(filled), ...all.filter((reminder) => !filled(reminder))]
}

/** The reminders entered in the form. */
const filledReminders = (values: readonly ReminderFormValues[]): readonly string[] =>
  values.filter(filled).map(({ amount, unit }) => durationText(amount, unit))

export const reminderLines: Control<readonly string[], readonly ReminderFormValues[]> = {
  read: remindersIn,
  say: filledReminders,
  show: (reminders = []) => reminderValues(reminders),
}
