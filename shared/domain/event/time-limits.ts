import type { FieldProblem } from '../basics/field-problem.ts'
import { comesTwice, daysLater, type Instant, minutesLater, wallTimeSchema } from '../basics/wall-time.ts'

/** How far an event's times may reach. Calendar programs expand what a feed contains, and stop at absurd times. */
export const timeLimits = { firstYear: 1970, yearsAhead: 10, daysLong: 31 } as const

/** A wall time, or the beginning of an instant: both are compared as texts, to the day. */
const lastTime = (now: Instant): string => `${Number(now.slice(0, 4)) + timeLimits.yearsAhead}${now.slice(4, 16)}`

/** What is wrong with a wall time of an event at an instant, and the limit that it misses. */
export const outOfReach = (wallTime: string, now: Instant): readonly ['too-early' | 'too-far-ahead', limit: number] | undefined => {
  if (wallTime < String(timeLimits.firstYear)) return ['too-early', timeLimits.firstYear]
  return wallTime > lastTime(now) ? ['too-far-ahead', timeLimits.yearsAhead] : undefined
}

/** Whether an event lasts longer than any may. */
export const isTooLong = ({ start, end }: { readonly start: string; readonly end: string }): boolean =>
  end > daysLater(start, timeLimits.daysLong)

const timeFields: ReadonlySet<string> = new Set(['start', 'end', 'until', 'registrationOpens', 'registrationCloses', 'changesUntil'])

interface PlacedTime {
  readonly path: PropertyKey[]
  readonly wallTime: string
}

/** Every time of an event, with its sessions and holds, as far as they are given. */
export const timesIn = (value: unknown, path: PropertyKey[] = []): readonly PlacedTime[] => {
  if (Array.isArray(value)) return value.flatMap((each, index) => timesIn(each, [...path, index]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && timeFields.has(key) ? [{ path: [...path, key], wallTime: inner }] : timesIn(inner, [...path, key]),
  )
}

/** The same with every time that many minutes later on the clock: whole days keep the time of day. What is no time stays as it is. */
export const movedBy = (value: unknown, minutes: number): unknown => {
  if (Array.isArray(value)) return value.map((each) => movedBy(each, minutes))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      timeFields.has(key) && wallTimeSchema.safeParse(inner).success ? minutesLater(String(inner), minutes) : movedBy(inner, minutes),
    ]),
  )
}

/** The times that nobody chose and that occur twice, in the night when the clocks go back: only a person can say which is meant. */
export const ambiguousTimes = (event: unknown, timeZone: string): readonly FieldProblem[] =>
  timesIn(event)
    .filter(({ wallTime }) => comesTwice(wallTime, timeZone))
    .map(({ path }) => ({ field: path.join('.'), code: 'wall-time-twice' }))
