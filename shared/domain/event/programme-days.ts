import { daysLater, minutesADay, minutesBetween, minutesLater } from '../basics/wall-time.ts'
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

/** What is on at a wall time, and what starts next. */
export const nowAndNext = (
  sessions: readonly StoredSession[],
  wallTime: string,
): { readonly now: readonly StoredSession[]; readonly next: readonly StoredSession[] } => {
  const later = sessions.map(({ start }) => start).filter((start) => start > wallTime)
  const soonest = later.toSorted().at(0)
  return {
    now: sessions.filter(({ start, end }) => start <= wallTime && wallTime < end),
    next: sessions.filter(({ start }) => start === soonest),
  }
}
