import * as z from 'zod'

const isDay = (wallTime: string): boolean => {
  const at = new Date(`${wallTime}Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(wallTime)
}

/** A time as a wall clock shows it, to the minute: `2022-04-26T10:00`. It is an instant only together with a zone. */
export const wallTimeSchema = z
  .string()
  // Calendars and clocks disagree on years long ago, and none is planned for the year 3000.
  .regex(/^(19|2\d)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/, 'wall-time')
  .refine(isDay, 'wall-time')
  .describe('Wall time in the time zone of the event, to the minute, such as 2022-04-26T10:00')

/** A calendar day, in no zone: `2022-04-26`. Days of birth are among them, so that they reach further back than events. */
export const daySchema = z.iso
  .date('day')
  .refine((day) => /^(19|2\d)/.test(day), 'day')
  .describe('Day, such as 2022-04-26')

const clocks = new Map<string, Intl.DateTimeFormat>()

const newClock = (timeZone: string): Intl.DateTimeFormat | undefined => {
  try {
    // Swedish writes days and times as ISO 8601 does.
    return new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  } catch {
    return undefined
  }
}

/** Formats instants as wall times of a zone; cached because creation is slow. Undefined for a zone unknown to this platform. */
const clockOf = (timeZone: string): Intl.DateTimeFormat | undefined => {
  const clock = clocks.get(timeZone) ?? newClock(timeZone)
  if (clock !== undefined) clocks.set(timeZone, clock)
  return clock
}

/** An IANA time zone known to this platform, such as `Europe/Brussels`. */
export const timeZoneSchema = z
  .string()
  // Offsets such as +02:00 are not IANA zones: they have no daylight saving time, and calendars no VTIMEZONE for them.
  .refine((timeZone) => /^[A-Za-z]/.test(timeZone) && clockOf(timeZone) !== undefined, 'time-zone')
  .describe('IANA time zone, such as Europe/Brussels')

/** An instant in ISO 8601, UTC, to the millisecond: `2022-04-26T08:00:00.000Z`. Such strings sort by time. */
export const instantSchema = z.iso.datetime({ precision: 3 })
export type Instant = z.infer<typeof instantSchema>

const minuteMs = 60_000
const dayMs = 86_400_000

const shown = (clock: Intl.DateTimeFormat, at: number): string => clock.format(at).replace(' ', 'T')

// Since then, every zone has changed its clocks on a whole minute; some, such as America/St_Johns, on no quarter of an hour.
const wholeMinutesSince = Date.UTC(1973)
const mostMinutes = 10_000
const knownOffsets = new WeakMap<Intl.DateTimeFormat, Map<number, number>>()

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds; cached because formatting a time is slow. */
const offsetAt = (clock: Intl.DateTimeFormat, at: number): number => {
  const minute = Math.floor(at / minuteMs) * minuteMs
  const known = knownOffsets.get(clock) ?? new Map<number, number>()
  const offset = known.get(minute) ?? Date.parse(`${shown(clock, at)}Z`) - minute
  if (minute < wholeMinutesSince) return offset
  // Whoever asks for ever more times must not fill the memory.
  if (known.size >= mostMinutes) known.clear()
  knownOffsets.set(clock, known.set(minute, offset))
  return offset
}

/**
 * The instants, in epoch milliseconds, at which clocks in a zone show a wall time: normally one, none in the hour skipped in spring,
 * two in the hour repeated in autumn. Only the zone's offsets a day before and a day after need trying.
 */
const instantsOf = (wallTime: string, timeZone: string): readonly number[] => {
  const clock = clockOf(timeZone)
  const asUtc = Date.parse(`${wallTime}Z`)
  if (clock === undefined || Number.isNaN(asUtc)) return []
  const offsets = [asUtc - dayMs, asUtc + dayMs].map((at) => offsetAt(clock, at))
  return [...new Set(offsets)].map((offset) => asUtc - offset).filter((at) => at + offsetAt(clock, at) === asUtc)
}

/**
 * The instant of a wall time in a zone; undefined if the clocks skip it (the missing hour in spring).
 * A repeated wall time (in autumn) means its first occurrence, as in RFC 5545 §3.3.5.
 */
export const instantOf = (wallTime: string, timeZone: string): Instant | undefined => {
  const instants = instantsOf(wallTime, timeZone)
  return instants.length === 0 ? undefined : new Date(Math.min(...instants)).toISOString()
}

/** Whether a wall time occurs twice in its zone, so that only UTC is unambiguous. */
export const comesTwice = (wallTime: string, timeZone: string): boolean => instantsOf(wallTime, timeZone).length > 1

/** The wall time in a zone at an instant, to the minute. */
export const wallTimeAt = (at: Instant, timeZone: string): string => {
  const clock = clockOf(timeZone)
  const ms = Date.parse(at)
  return clock === undefined ? at.slice(0, 16) : new Date(ms + offsetAt(clock, ms)).toISOString().slice(0, 16)
}

/** What the clock shows that many minutes later, or earlier if negative, as if it were never changed. */
export const minutesLater = (wallTime: string, minutes: number): string =>
  new Date(Date.parse(`${wallTime}Z`) + minutes * minuteMs).toISOString().slice(0, 16)

/** By how many minutes a wall time is later than another. */
export const minutesBetween = (from: string, to: string): number => (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / minuteMs

export const minutesADay = 1440

/** The same time of day that many calendar days later, or earlier if negative. */
export const daysLater = (wallTime: string, days: number): string => minutesLater(wallTime, days * minutesADay)

/**
 * The instant of a computed rather than chosen wall time. A skipped one uses the offset before the gap, so that 02:30 becomes 03:30
 * (RFC 5545 §3.3.5); a repeated one means its first occurrence.
 */
export const instantNear = (wallTime: string, timeZone: string): Instant => {
  const asUtc = Date.parse(`${wallTime}Z`)
  const clock = clockOf(timeZone)
  const offsetBefore = clock === undefined ? 0 : offsetAt(clock, asUtc - dayMs)
  return instantOf(wallTime, timeZone) ?? new Date(asUtc - offsetBefore).toISOString()
}
