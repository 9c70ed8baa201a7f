import * as z from 'zod'
import { daysLater, type Instant, instantNear, wallTimeAt } from './wall-time.ts'

export const durationUnits = ['days', 'hours', 'minutes'] as const
export type DurationUnit = (typeof durationUnits)[number]

const letters = { days: 'D', hours: 'H', minutes: 'M' } as const satisfies Record<DurationUnit, string>

// The clock ticks once a minute, and a mail to thousands takes a while.
export const durationBounds = {
  days: { min: 1, max: 30 },
  hours: { min: 1, max: 72 },
  minutes: { min: 5, max: 180 },
} as const satisfies Record<DurationUnit, { min: number; max: number }>
const minuteMs = 60_000
const elapsedMs = { hours: 60 * minuteMs, minutes: minuteMs } as const

/** An ISO 8601 duration from what a form holds; text that is not a number makes an invalid one. */
export const durationText = (amount: string, unit: string): string => {
  const letter = Object.entries(letters).find(([name]) => name === unit)?.[1] ?? unit
  return letter === 'D' ? `P${amount}D` : `PT${amount}${letter}`
}

const durationPattern = /^P(?:(\d{1,3})D|T(\d{1,3})([HM]))$/

/** The number and unit of a duration; undefined if the text is not one. */
export const durationParts = (duration: string): { readonly amount: number; readonly unit: DurationUnit } | undefined => {
  const [, days, time, letter] = durationPattern.exec(duration) ?? []
  if (days !== undefined) return { amount: Number(days), unit: 'days' }
  return time === undefined ? undefined : { amount: Number(time), unit: letter === 'H' ? 'hours' : 'minutes' }
}

/** A number of days, hours or minutes within `durationBounds`: `P1D`, `PT1H`, `PT30M`. */
export const durationSchema = z
  .string()
  .refine((text) => {
    const parts = durationParts(text)
    return parts !== undefined && parts.amount >= durationBounds[parts.unit].min && parts.amount <= durationBounds[parts.unit].max
  }, 'duration')
  .meta({ pattern: durationPattern.source })

/**
 * The instant a duration before or after another. As in RFC 5545 §3.3.6, days are calendar days that keep the wall time in the zone,
 * while hours and minutes are exact, even when the clocks change.
 */
export const shifted = (at: Instant, timeZone: string, way: 'before' | 'after', duration: string): Instant => {
  const parts = durationParts(duration)
  if (parts === undefined) throw new RangeError('not a duration')
  const signed = way === 'before' ? -parts.amount : parts.amount
  return parts.unit === 'days'
    ? instantNear(daysLater(wallTimeAt(at, timeZone), signed), timeZone)
    : new Date(Date.parse(at) + signed * elapsedMs[parts.unit]).toISOString()
}
