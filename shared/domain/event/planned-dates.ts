import * as z from 'zod'
import { type Checked, check } from '../basics/check.ts'
import { type FieldProblem, withMore } from '../basics/field-problem.ts'
import { daysLater, type Instant, minutesBetween, minutesLater, wallTimeSchema } from '../basics/wall-time.ts'
import { type Holiday, holidaysDuring } from '../calendar/public-holidays.ts'
import { type DateSpan, mostDates } from './from-until.ts'
import { type DatePattern, datePatternSchema } from './recurrence.ts'
import { outOfReach } from './time-limits.ts'

/** The dates of a pattern, and those left out because of public holidays. */
export interface PlannedDates {
  readonly dates: readonly DateSpan[]
  readonly skipped: readonly (DateSpan & { readonly holidays: readonly Holiday[] })[]
}

const dayOfMonth = (wallTime: string): number => Number(wallTime.slice(8, 10))

/** The same weekday of a later month, the first to the fourth; the fifth is the last of every month. */
const monthsLater = (start: string, months: number): string => {
  const [year = 0, month = 0] = start.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const weekday = new Date(`${start}Z`).getUTCDay()
  const firstOfWeekday = 1 + ((weekday - first.getUTCDay() + 7) % 7)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  const wanted = firstOfWeekday + 7 * (Math.ceil(dayOfMonth(start) / 7) - 1)
  first.setUTCDate(wanted > last ? wanted - 7 : wanted)
  return `${first.toISOString().slice(0, 10)}${start.slice(10)}`
}

const daysAWeek = 7

// If every date were a holiday, there would be no end.
const mostSteps = 400

/** The dates of a pattern: by the calendar and the clock, so that the local time stays when the clocks change. */
const datesOf = (pattern: DatePattern): PlannedDates => {
  const { start, end, repeat, every, count, until, notOnHolidaysOf } = pattern
  const minutes = minutesBetween(start, end)
  const dates: DateSpan[] = []
  const skipped: PlannedDates['skipped'][number][] = []
  for (let step = 0; step < mostSteps && dates.length < (count ?? mostDates + 1); step++) {
    const from = repeat === 'weekly' ? daysLater(start, step * every * daysAWeek) : monthsLater(start, step * every)
    if (until !== undefined && from.slice(0, 10) > until) break
    const date = { start: from, end: minutesLater(from, minutes) }
    const holidays = holidaysDuring(date, notOnHolidaysOf)
    if (holidays.length === 0) dates.push(date)
    else skipped.push({ ...date, holidays })
  }
  return { dates, skipped }
}

const withStart = z.object({ start: wallTimeSchema })

/** The dates of a pattern, or what is wrong with it. */
export const checkPattern = (body: unknown, now: Instant): Checked<PlannedDates> => {
  const checked = check(datePatternSchema, body)
  const start = checked.ok ? checked.value.start : withStart.safeParse(body).data?.start
  const tooFar = start === undefined ? undefined : outOfReach(start, now)
  const atStart: readonly FieldProblem[] = tooFar === undefined ? [] : [{ field: 'start', code: tooFar[0], limit: tooFar[1] }]
  if (!checked.ok || atStart.length > 0) return { ok: false, problems: withMore(checked.ok ? [] : checked.problems, atStart) }
  const planned = datesOf(checked.value)
  const last = planned.dates.at(-1)
  const field = checked.value.until === undefined ? 'count' : 'until'
  if (planned.dates.length > mostDates) return { ok: false, problems: [{ field, code: 'too-many-dates', limit: mostDates }] }
  if (last === undefined) return { ok: false, problems: [{ field: 'notOnHolidaysOf', code: 'no-date-left' }] }
  const reach = outOfReach(last.start, now)
  return reach === undefined ? { ok: true, value: planned } : { ok: false, problems: [{ field, code: reach[0], limit: reach[1] }] }
}
