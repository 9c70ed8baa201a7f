import { daysLater, type Instant, instantNear, minutesADay, minutesBetween, minutesLater, wallTimeAt } from '../basics/wall-time.ts'
import type { StoredSession } from './fields.ts'

/** The day of a programme to which a wall time belongs: until the hour at which days change, it is still the day before. */
export const programmeDay = (wallTime: string, dayChanges: number): string =>
  (Number(wallTime.slice(11, 13)) < dayChanges ? daysLater(wallTime, -1) : wallTime).slice(0, 10)

/** All days of an event's programme, also those without sessions. */
export const allDays = ({ start, end }: { readonly start: string; readonly end: string }, dayChanges: number): readonly string[] => {
  const first = programmeDay(start, dayChanges)
  // An event that ends as a day changes has nothing on the next.
  const last = programmeDay(minutesLater(end, -1), dayChanges)
  const count = Math.max(0, Math.round(minutesBetween(`${first}T00:00`, `${last}T00:00`) / minutesADay)) + 1
  return Array.from({ length: count }, (_, index) => daysLater(`${first}T00:00`, index).slice(0, 10))
}

export interface ProgrammeDay {
  /** `2022-06-14` */
  readonly day: string
  readonly sessions: readonly StoredSession[]
}

// Wall times sort as they are written; going by a language's order takes many times as long.
const before = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** The sessions by day, in the order in which they start. Days without sessions are left out. */
export const programmeDays = (sessions: readonly StoredSession[], dayChanges: number): readonly ProgrammeDay[] => {
  const sorted = sessions.toSorted((one, other) => before(one.start, other.start) || before(one.end, other.end))
  const days = Map.groupBy(sorted, ({ start }) => programmeDay(start, dayChanges))
  return [...days].map(([day, ofDay]) => ({ day, sessions: ofDay }))
}

const hourMs = 3_600_000
// Clocks are not set back by more, so that further away a wall time tells what is over.
const unsureHours = 4

/** Whether the clocks of a zone are changed around a moment. */
const isChanging = (timeZone: string, now: Instant): boolean => {
  const shown = (hours: number): string => wallTimeAt(new Date(Date.parse(now) + hours * hourMs).toISOString(), timeZone)
  return minutesBetween(shown(-unsureHours), shown(unsureHours)) !== 2 * unsureHours * 60
}

/** What is on at a moment, and what starts next. */
export const nowAndNext = (
  sessions: readonly StoredSession[],
  timeZone: string,
  now: Instant,
): { readonly now: readonly StoredSession[]; readonly next: readonly StoredSession[] } => {
  const wallTime = wallTimeAt(now, timeZone)
  // Instants take much longer to compute, and are needed only where an hour comes twice.
  const isPast = isChanging(timeZone, now)
    ? (time: string): boolean => instantNear(time, timeZone) <= now
    : (time: string): boolean => time <= wallTime
  const later = sessions.filter(({ start }) => !isPast(start))
  const soonest = later.reduce<string | undefined>((known, { start }) => (known === undefined || start < known ? start : known), undefined)
  return {
    now: sessions.filter(({ start, end }) => isPast(start) && !isPast(end)),
    next: later.filter(({ start }) => start === soonest),
  }
}
