import { minutesBetween } from '../../../shared/domain/basics/wall-time.ts'
import type { Holiday } from '../../../shared/domain/calendar/public-holidays.ts'
import type { EventInput } from '../../../shared/domain/event/event.ts'
import type { DateSpan } from '../../../shared/domain/event/from-until.ts'
import type { PlannedDates } from '../../../shared/domain/event/planned-dates.ts'
import { movedBy } from '../../../shared/domain/event/time-limits.ts'
import { allRows, type ControlsFor, type HeldIn, rows, text, ticked, wallTime, withoutEmpty } from '../../../shared/views/form/controls.ts'

interface Choice extends DateSpan {
  readonly title: string
  readonly skip: boolean
  readonly holidays: string
}

const controls = { start: wallTime, end: wallTime, title: text, skip: ticked, holidays: text } satisfies ControlsFor<Choice>
const dateRows = rows(controls, ['skip', 'holidays'])

/** A date in the form, where it can be moved, left out and given a title; `holidays` says why it is left out at first. */
export type ChosenDate = HeldIn<typeof controls>

/** The dates of a pattern, for a form. */
export const datesToChoose = ({ dates, skipped }: PlannedDates, say: (holiday: Holiday) => string): readonly ChosenDate[] =>
  [...dates.map((date) => ({ ...date, holidays: [] })), ...skipped]
    .toSorted((one, other) => one.start.localeCompare(other.start))
    .map(({ start, end, holidays }) => ({
      start,
      end,
      title: '',
      skip: holidays.length > 0 ? 'true' : '',
      holidays: holidays.map(say).join(' · '),
    }))

/** The dates in a submitted form. */
export const chosenDates = (form: URLSearchParams): readonly ChosenDate[] => dateRows.read(form, 'dates', allRows(form))

/** The indexes of the dates that are kept, in the form's order. */
export const kept = (dates: readonly ChosenDate[]): readonly number[] =>
  dates.flatMap(({ skip }, index) => (skip === 'true' ? [] : [index]))

/** The body of a new series: what the dates have in common, with the times of the earliest one kept. */
export const seriesBody = ({ start, end: _, ...whole }: EventInput, dates: readonly ChosenDate[]): unknown => {
  const wanted = kept(dates).flatMap((index) => dates[index] ?? [])
  const [earliest = start] = wanted.map((date) => date.start).toSorted()
  const minutes = minutesBetween(start, earliest)
  return {
    ...Object.assign({}, Number.isNaN(minutes) ? whole : movedBy(whole, minutes)),
    dates: wanted.map((date) => withoutEmpty({ start: date.start, end: date.end, title: date.title })),
  }
}
