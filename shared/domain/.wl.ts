import { DateTime, IANAZone } from 'luxon'
import * as z from 'zod'

/** A time as a clock on the wall shows it, to the minute: `2022-04-26T10:00`. It means an instant only together with a zone. */
export const wallTimeSchema = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/, 'wall-time')
  .refine((text) => DateTime.fromISO(text, { zone: 'UTC' }).isValid, 'wall-time')
  .describe('Local wall time in the time zone of the event, to the minute: 2022-04-26T10:00')

/** An IANA time zone that this platform knows, such as `Europe/Brussels`. */
export const timeZoneSchema = z
  .string()
  .refine((zone) => IANAZone.isValidZone(zone), 'time-zone')
  .describe('IANA time zone, such as Europe/Brussels')

/** An instant as ISO 8601 in UTC, to the millisecond: `2022-04-26T08:00:00.000Z`. Such texts sort by time. */
export const instantSchema = z.iso.datetime({ precision: 3 })
export type Instant = z.infer<typeof instantSchema>

/**
 * The instant of a wall time in a zone, or undefined where the clocks skip it (the missing hour in spring).
 * A wall time that comes twice (in autumn) is its first occurrence, as RFC 5545 §3.3.5 has it.
 */
export const instantOf = (wallTime: string, timeZone: string): Instant | undefined => {
  const at = DateTime.fromISO(wallTime, { zone: timeZone })
  if (!at.isValid || at.toFormat("yyyy-MM-dd'T'HH:mm") !== wallTime) return undefined
  return new Date(Math.min(...at.getPossibleOffsets().map((each) => each.toMillis()))).toISOString()
}

/** Whether a wall time comes twice in its zone, so that only UTC names it without doubt. */
export const comesTwice = (wallTime: string, timeZone: string): boolean =>
  DateTime.fromISO(wallTime, { zone: timeZone }).getPossibleOffsets().length > 1
