import { daysLater } from '../basics/wall-time.ts'

/** The spans of time that a calendar page can show. */
export const calendarSpans = ['week', 'month', 'year'] as const
export type CalendarSpan = (typeof calendarSpans)[number]

/** Days as `2026-12-01`, first and last included, and a day in the spans before and after. */
export interface CalendarView {
  readonly first: string
  readonly last: string
  readonly before: string
  readonly after: string
}

/** That many days later, or earlier if negative. */
const dayLater = (day: string, days: number): string => daysLater(`${day}T00:00`, days).slice(0, 10)

const weekday = (day: string): number => (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7

/** The Monday of a day's week (ISO 8601). */
export const mondayOf = (day: string): string => dayLater(day, -weekday(day))

const view = (first: string, last: string): CalendarView => ({ first, last, before: dayLater(first, -1), after: dayLater(last, 1) })

/** The week, month or year that a day belongs to. */
export const calendarView = (span: CalendarSpan, day: string): CalendarView => {
  if (span === 'week') return view(mondayOf(day), dayLater(mondayOf(day), 6))
  if (span === 'year') return view(`${day.slice(0, 4)}-01-01`, `${day.slice(0, 4)}-12-31`)
  const first = `${day.slice(0, 7)}-01`
  // The 28th and four more days are always in the next month.
  return view(first, dayLater(`${dayLater(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`, -1))
}

/** The days from one to another, both included. */
export const daysBetween = (first: string, last: string): readonly string[] => {
  const days: string[] = []
  for (let day = first; day <= last; day = dayLater(day, 1)) days.push(day)
  return days
}
