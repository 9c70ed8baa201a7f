import ICAL from 'ical.js'
import * as z from 'zod'
import { network } from '../../shared/domain/basics/network.ts'
import { asLine } from '../../shared/domain/basics/text.ts'
import { daysLater, type Instant, timeZoneSchema } from '../../shared/domain/basics/wall-time.ts'
import {
  horizonAt,
  longestPartnerText,
  type PartnerEvent,
  type PartnerReading,
  partnerEventSchema,
} from '../../shared/domain/calendar/partner-calendar.ts'
import { daysOfRule, readDayRule } from '../../shared/domain/calendar/rule-days.ts'
import { instantBy } from '../../shared/mail/inbound/foreign-times.ts'

// A megabyte cannot hold many more, and more dates than are kept need not be found.
const mostEntries = 10_000
const mostDates = 5000
// Each takes milliseconds to compute; nobody's events are in so many.
const mostZones = 30
// For all rules of a calendar together; a weekly webinar that began ten years ago takes 700.
const mostDaysLooked = 300_000

/** What a part says, unless it is so wrong that the library gives up on it. */
const attempt = <Result>(run: () => Result): Result | undefined => {
  try {
    return run()
  } catch {
    return undefined
  }
}

const text = z.string().catch('')
const textOf = (entry: ICAL.Component, name: string): string => text.parse(attempt(() => entry.getFirstPropertyValue(name)))

/** A time of an entry with the zone it is in, if that is not part of it. */
interface Moment {
  readonly value: ICAL.Time
  readonly tzid: unknown
}

/** A day, or an instant; undefined if it is neither. */
const placeOf = ({ value, tzid }: Moment): string | undefined => (value.isDate ? value.toString().slice(0, 10) : instantBy(value, tzid))

const momentsOf = (entry: ICAL.Component, name: string, otherwise: string): readonly Moment[] =>
  entry.getAllProperties(name).flatMap((property) => {
    const tzid = property.getFirstParameter('tzid') ?? otherwise
    return property.getValues().flatMap((value: unknown) => {
      const start = value instanceof ICAL.Period ? value.start : value
      return start instanceof ICAL.Time ? [{ value: start, tzid }] : []
    })
  })

/** The same time of day on another day. */
const onDay = ({ value, tzid }: Moment, day: string): Moment => {
  const [year, month, date] = day.split('-').map(Number)
  const { hour, minute, second, isDate } = value
  return { value: new ICAL.Time({ year, month, day: date, hour, minute, second, isDate }, value.zone), tzid }
}

const dayMs = 86_400_000
const laterDay = (day: string, days: number): string => daysLater(`${day}T00:00`, days).slice(0, 10)

/** How long an entry takes, in milliseconds; of one over whole days, how much later its last day is. */
const lengthOf = (entry: ICAL.Component, start: Moment, otherwise: string): number => {
  const [end] = momentsOf(entry, 'dtend', otherwise)
  const duration = entry.getFirstPropertyValue('duration')
  const [from, to] = [placeOf(start), end === undefined ? undefined : placeOf(end)]
  const given = duration instanceof ICAL.Duration ? duration.toSeconds() * 1000 : 0
  const between =
    from === undefined || to === undefined || end?.value.isDate !== start.value.isDate ? given : Date.parse(to) - Date.parse(from)
  return Math.max(start.value.isDate ? between - dayMs : between, 0)
}

const isOver = (rule: { readonly until: string | undefined }, { value, tzid }: Moment): boolean => {
  const { until } = rule
  if (until === undefined) return false
  const plain = (at: string): string => at.replaceAll(/[-:]|\.000/g, '')
  if (value.isDate) return plain(value.toString()) > until.slice(0, 8)
  if (until.endsWith('Z')) return plain(instantBy(value, tzid) ?? '') > until
  return plain(value.toString()).slice(0, until.length) > until
}

/** Reads the entries of one calendar; how much work is left for rules is shared by all of them. */
const createReading = (calendar: ICAL.Component, now: Instant) => {
  const [first, last] = horizonAt(now)
  const zone = timeZoneSchema.safeParse(textOf(calendar, 'x-wr-timezone'))
  // Times without any zone are the partner's, or ours for want of that.
  const otherwise = zone.success ? zone.data : network.timeZone
  let left = mostDaysLooked

  /** The times at which an entry begins, by its rule, within the horizon. */
  const repeated = (entry: ICAL.Component, start: Moment): readonly Moment[] => {
    const rule = readDayRule(String(entry.getFirstPropertyValue('rrule') ?? ''))
    if (rule === undefined) return [start]
    const { days, looked } = daysOfRule(rule, start.value.toString().slice(0, 10), [laterDay(first, -31), last], left)
    left -= looked
    return days.map((day) => onDay(start, day)).filter((each) => !isOver(rule, each))
  }

  const urlOf = (entry: ICAL.Component): string | undefined => {
    const url = URL.parse(textOf(entry, 'url'))
    return url?.protocol === 'https:' && url.username === '' && url.href.length <= longestPartnerText.url ? url.href : undefined
  }

  /** The dates of an entry, without those in `other`, which are told apart from it; undefined if it cannot be read. */
  const datesOf = (entry: ICAL.Component, other: ReadonlySet<string>): readonly PartnerEvent[] | undefined => {
    const [start] = momentsOf(entry, 'dtstart', otherwise)
    if (start === undefined || placeOf(start) === undefined) return undefined
    const length = lengthOf(entry, start, otherwise)
    const except = new Set([...other, ...momentsOf(entry, 'exdate', otherwise).flatMap((each) => placeOf(each) ?? [])])
    const url = urlOf(entry)
    const title = asLine(textOf(entry, 'summary'), longestPartnerText.title)
    return [...repeated(entry, start), ...momentsOf(entry, 'rdate', otherwise)].flatMap((each) => {
      const at = placeOf(each)
      if (at === undefined || except.has(at) || except.has(each.value.toString().slice(0, 10))) return []
      const end = new Date(Date.parse(at) + length).toISOString()
      // There are days such as 30 February, and lengths of a thousand years.
      const times = { start: at, end: each.value.isDate ? end.slice(0, 10) : end }
      const event = partnerEventSchema.safeParse({ title, ...times, ...(url === undefined ? {} : { url }) })
      return event.success ? [event.data] : []
    })
  }

  return { datesOf, otherwise }
}

const isShown = (entry: ICAL.Component): boolean =>
  textOf(entry, 'status').toUpperCase() !== 'CANCELLED' && !['PRIVATE', 'CONFIDENTIAL'].includes(textOf(entry, 'class').toUpperCase())

const readEntries = (calendar: ICAL.Component, now: Instant) => {
  for (const zone of calendar.getAllSubcomponents('vtimezone').slice(mostZones)) calendar.removeSubcomponent(zone)
  const entries = calendar.getAllSubcomponents('vevent').slice(0, mostEntries)
  const reading = createReading(calendar, now)
  // Dates of a series that were moved or called off alone, by the UID of the series.
  const apart = new Map<string, Set<string>>()
  for (const entry of entries) {
    const [moment] = attempt(() => momentsOf(entry, 'recurrence-id', reading.otherwise)) ?? []
    const at = moment && placeOf(moment)
    const uid = textOf(entry, 'uid')
    if (at !== undefined) apart.set(uid, (apart.get(uid) ?? new Set()).add(at))
  }
  const events: PartnerEvent[] = []
  let unreadable = 0
  for (const entry of entries) {
    if (events.length >= mostDates || !isShown(entry)) continue
    const known = entry.hasProperty('recurrence-id') ? undefined : apart.get(textOf(entry, 'uid'))
    const dates = attempt(() => reading.datesOf(entry, known ?? new Set()))
    if (dates === undefined) unreadable++
    else events.push(...dates)
  }
  return { events, entries: entries.length, unreadable }
}

/** Reads a calendar in iCalendar format (RFC 5545) from somebody else. Never throws, whatever the text, and takes bounded time. */
export const readCalendarFile = (given: string, now: Instant): PartnerReading => {
  // ical.js gives several calendars in one text as an array of them.
  const parsed: unknown = attempt(() => ICAL.parse(given))
  if (!Array.isArray(parsed)) return { trouble: 'not-a-calendar' }
  const objects: readonly unknown[][] = Array.isArray(parsed[0]) ? parsed : [parsed]
  const calendars = attempt(() => objects.map((each) => readEntries(new ICAL.Component(each), now)))
  if (calendars === undefined) return { trouble: 'not-a-calendar' }
  const sum = (count: (each: ReturnType<typeof readEntries>) => number): number => calendars.reduce((all, each) => all + count(each), 0)
  const entries = sum((each) => each.entries)
  if (entries > 0 && sum((each) => each.unreadable) === entries) return { trouble: 'nothing-readable' }
  return { events: calendars.flatMap((each) => each.events), entries }
}
