import * as z from 'zod'

const isDay = (wallTime: string): boolean => {
  const at = new Date(`${wallTime}Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(wallTime)
}

/** A time as a clock on the wall shows it, to the minute: `2022-04-26T10:00`. It means an instant only together with a zone. */
export const wallTimeSchema = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/, 'wall-time')
  .refine(isDay, 'wall-time')
  .describe('Wall time in the time zone of the event, to the minute, such as 2022-04-26T10:00')

/** A day of the calendar, in no zone: `2022-04-26`. */
export const daySchema = z.iso.date('day').describe('Day, such as 2022-04-26')

const clocks = new Map<string, Intl.DateTimeFormat>()

const newClock = (timeZone: string): Intl.DateTimeFormat | undefined => {
  try {
    // Swedish writes days and times as ISO 8601 does.
    return new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  } catch {
    return undefined
  }
}

/** What shows instants as the wall times of a zone, kept because making one takes long; undefined for a zone that this platform does not know. */
const clockOf = (timeZone: string): Intl.DateTimeFormat | undefined => {
  const clock = clocks.get(timeZone) ?? newClock(timeZone)
  if (clock !== undefined) clocks.set(timeZone, clock)
  return clock
}

/** An IANA time zone that this platform knows, such as `Europe/Brussels`. */
export const timeZoneSchema = z
  .string()
  // Offsets such as +02:00 are no zones of the IANA: they know no summer, and calendars no VTIMEZONE for them.
  .refine((timeZone) => /^[A-Za-z]/.test(timeZone) && clockOf(timeZone) !== undefined, 'time-zone')
  .describe('IANA time zone, such as Europe/Brussels')

/** An instant as ISO 8601 in UTC, to the millisecond: `2022-04-26T08:00:00.000Z`. Such texts sort by time. */
export const instantSchema = z.iso.datetime({ precision: 3 })
export type Instant = z.infer<typeof instantSchema>

const dayMs = 86_400_000

const shown = (clock: Intl.DateTimeFormat, at: number): string => clock.format(at).replace(' ', 'T')

const offsetAt = (clock: Intl.DateTimeFormat, at: number): number => Date.parse(`${shown(clock, at)}Z`) - at

/**
 * The instants, in milliseconds of the epoch, at which the clocks of a zone show a wall time: one, none in the hour
 * that they skip, two in the hour that comes twice. The zone's offsets a day before and a day after are all that come into question.
 */
const instantsOf = (wallTime: string, timeZone: string): readonly number[] => {
  const clock = clockOf(timeZone)
  const asUtc = Date.parse(`${wallTime}Z`)
  if (clock === undefined || Number.isNaN(asUtc)) return []
  const offsets = [asUtc - dayMs, asUtc + dayMs].map((at) => offsetAt(clock, at))
  return [...new Set(offsets)].map((offset) => asUtc - offset).filter((at) => shown(clock, at) === wallTime)
}

/**
 * The instant of a wall time in a zone, or undefined where the clocks skip it (the missing hour in spring).
 * A wall time that comes twice (in autumn) is its first occurrence, as RFC 5545 §3.3.5 has it.
 */
export const instantOf = (wallTime: string, timeZone: string): Instant | undefined => {
  const instants = instantsOf(wallTime, timeZone)
  return instants.length === 0 ? undefined : new Date(Math.min(...instants)).toISOString()
}

/** Whether a wall time comes twice in its zone, so that only UTC names it without doubt. */
export const comesTwice = (wallTime: string, timeZone: string): boolean => instantsOf(wallTime, timeZone).length > 1

/** The wall time that the clocks of a zone show at an instant, to the minute. */
export const wallTimeAt = (at: Instant, timeZone: string): string => {
  const clock = clockOf(timeZone)
  return clock === undefined ? at.slice(0, 16) : shown(clock, Date.parse(at))
}

/** The same time of day so many days later on the calendar, or earlier. */
export const daysLater = (wallTime: string, days: number): string =>
  new Date(Date.parse(`${wallTime}Z`) + days * dayMs).toISOString().slice(0, 16)

/**
 * The instant of a wall time that was computed rather than chosen. One that the clocks skip is taken by the offset before the gap,
 * so that 02:30 becomes 03:30 (RFC 5545 §3.3.5); one that comes twice is its first occurrence.
 */
export const instantNear = (wallTime: string, timeZone: string): Instant => {
  const asUtc = Date.parse(`${wallTime}Z`)
  const clock = clockOf(timeZone)
  const offsetBefore = clock === undefined ? 0 : offsetAt(clock, asUtc - dayMs)
  return instantOf(wallTime, timeZone) ?? new Date(asUtc - offsetBefore).toISOString()
}
