import ICAL from 'ical.js'
import { DateTime } from 'luxon'
import { type CalendarSource, type Component, componentsOf, has, once, type Property, propertiesOf, valueIn } from './calendar-lines.ts'
import type { Condition } from './findings.ts'

const isDate = (property: Property | undefined): boolean => property?.parameters.get('VALUE') === 'DATE'
const isFloating = (property: Property | undefined): boolean =>
  property !== undefined && !isDate(property) && property.value.endsWith('Z') === property.parameters.has('TZID')

/** The instant of a DTSTART or DTEND by our own calculation, not by the VTIMEZONE. */
const instantOf = (property: Property): DateTime => {
  const zone = property.parameters.get('TZID') ?? 'utc'
  return DateTime.fromFormat(property.value.replace('Z', ''), isDate(property) ? 'yyyyMMdd' : "yyyyMMdd'T'HHmmss", { zone })
}

const isPlain = (property: Property): boolean => {
  if (!property.parameters.has('TZID') || isDate(property)) return true
  const at = instantOf(property)
  return at.getPossibleOffsets().length === 1 && at.toFormat("yyyyMMdd'T'HHmmss") === property.value
}

const observes = (zone: Component, tzid: string, year: number): boolean => {
  const offsets = new Set([1, 4, 7, 10].map((month) => DateTime.fromObject({ year, month }, { zone: tzid }).offset))
  const parts = ['STANDARD', 'DAYLIGHT'].flatMap((name) => componentsOf(zone, name))
  if (parts.some((part) => has(part, 'RDATE'))) return false
  if (offsets.size === 1) return parts.length > 0
  return ['STANDARD', 'DAYLIGHT'].every((name) => componentsOf(zone, name).some((part) => once(part, 'RRULE')))
}

/** Whether a reader that knows only the VTIMEZONE gets the same instant. */
const readsAs = (zone: Component, source: CalendarSource, property: Property): boolean => {
  const jcal = ICAL.Component.fromString(source.text)
  const vtimezone = jcal.getAllSubcomponents('vtimezone').find((each) => each.getFirstPropertyValue('tzid') === valueIn(zone, 'TZID'))
  if (vtimezone === undefined) return true
  const time = ICAL.Time.fromDateTimeString(property.value.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:$6'))
  time.zone = new ICAL.Timezone(vtimezone)
  return time.toUnixTime() === instantOf(property).toSeconds()
}

/** The conditions on the event's times and their zones. */
export const timeRules = (source: CalendarSource, event: Component | undefined): Condition[] => {
  const [start, end] = [propertiesOf(event, 'DTSTART')[0], propertiesOf(event, 'DTEND')[0]]
  const times = [start, end, propertiesOf(event, 'RECURRENCE-ID')[0]].filter((property) => property !== undefined)
  const zones = componentsOf(source.calendar, 'VTIMEZONE')
  const zoned = times.filter((property) => property.parameters.has('TZID'))
  const zoneOf = (property: Property) => zones.find((zone) => valueIn(zone, 'TZID') === property.parameters.get('TZID'))
  const truthful = zoned.every((property) => {
    const zone = zoneOf(property)
    if (zone === undefined || isDate(property) || !isPlain(property)) return true
    return observes(zone, valueIn(zone, 'TZID'), instantOf(property).year) && readsAs(zone, source, property)
  })
  const ordered = start === undefined || end === undefined || instantOf(end) > instantOf(start)
  return [
    [8, propertiesOf(event, 'DTSTAMP').every(({ value }) => /^\d{8}T\d{6}Z$/.test(value)) && propertiesOf(event, 'DTSTAMP').length <= 1],
    [9, isDate(start) === isDate(end) && ordered && !has(event, 'DURATION') && !times.some(isFloating)],
    [10, zoned.every((property) => zoneOf(property) !== undefined)],
    [11, truthful],
    [12, times.every(isPlain)],
    [13, times.every((property) => !isDate(property) || !property.parameters.has('TZID'))],
    [26, has(event, 'TRANSP') && (!isDate(start) || valueIn(event, 'TRANSP') === 'TRANSPARENT')],
  ]
}
