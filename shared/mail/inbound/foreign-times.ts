import ICAL from 'ical.js'
import { findIana } from 'windows-iana'
import * as z from 'zod'
import { type Instant, instantNear, timeZoneSchema, wallTimeSchema } from '../../domain/basics/wall-time.ts'

// What calendars write: one change a year, such as the last Sunday in March, or the Sunday from the 8th to the 14th. Rules that
// repeat more often would be expanded, year by year, until the time of the event; for those that never apply, such as a sixth Sunday
// or one on the 31st of a short month, ical.js looks through thousands of years.
const oneAYear =
  /^FREQ=YEARLY(?:;INTERVAL=1|;(?:COUNT|UNTIL|WKST)=[\w:+-]*|;BYMONTH=(?:0?[1-9]|1[0-2])|;BYDAY=(?:[+-]?[1-5])?(?:SU|MO|TU|WE|TH|FR|SA)|;BYMONTHDAY=-?\d{1,2}(?:,-?\d{1,2}){0,6})*$/
const inNoYear = /^(?=.*;BYDAY=[+-]?\d).*;BYMONTHDAY=|;BYMONTHDAY=(?!(?:-?\d+,)*-?(?:0?[1-9]|1\d|2[0-8])(?:,|;|$))/
const isOneAYear = (rule: string): boolean =>
  oneAYear.test(rule) &&
  !inNoYear.test(rule) &&
  rule.split(';BYMONTH=').length === (/;BY(?:DAY|MONTHDAY)=/.test(rule) ? 2 : rule.split(';BYMONTH=').length)
const mostObservances = 40
const mostRules = 8
// Outlook's zones begin in 1601.
const earliestRule = 1600
const years = { first: 1970, last: 2100 }

const startYear = (observance: ICAL.Component): number => {
  const start = observance.getFirstPropertyValue('dtstart')
  return start instanceof ICAL.Time ? start.year : 0
}

const judged = new WeakMap<ICAL.Timezone, boolean>()

/** Whether the zone described by an object can be computed quickly: about a thousand changes at most. */
const isPlain = (zone: ICAL.Timezone): boolean => {
  const known = judged.get(zone)
  if (known !== undefined) return known
  const observances = zone.component?.getAllSubcomponents() ?? []
  const rules = observances.map((each) => each.getAllProperties('rrule').map((property) => String(property.getFirstValue())))
  const plain =
    observances.length <= mostObservances &&
    observances.every((each) => startYear(each) >= earliestRule) &&
    rules.flat().length <= mostRules &&
    rules.every((each) => each.length <= 1 && each.every(isOneAYear))
  judged.set(zone, plain)
  return plain
}

/** A time as an instant, UTC if it has no zone; undefined for absurd ones. */
export const instantOf = (value: ICAL.Time): Instant | undefined => {
  if (value.year < years.first || value.year > years.last || !isPlain(value.zone)) return undefined
  const at = new Date(value.toUnixTime() * 1000)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** The zone of a wall time: Outlook names those of Windows, whose IANA names are in CLDR's table. */
const zoneNamed = (tzid: unknown) => {
  const name = z.string().catch('').parse(tzid)
  return timeZoneSchema.safeParse(findIana(name)[0] ?? name)
}

/** A time as an instant, by the zone that its object defines, or else by its name; undefined if nobody knows that. */
export const instantBy = (value: ICAL.Time, tzid: unknown): Instant | undefined => {
  if (value.zone !== ICAL.Timezone.localTimezone) return instantOf(value)
  const zone = zoneNamed(tzid)
  const wallTime = wallTimeSchema.safeParse(value.toString().slice(0, 16))
  return zone.success && wallTime.success ? instantNear(wallTime.data, zone.data) : undefined
}
