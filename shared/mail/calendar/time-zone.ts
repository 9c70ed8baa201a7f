import { tzlib_get_ical_block } from 'timezones-ical-library'
import { comesTwice, type Instant, minutesBetween, wallTimeAt } from '../../domain/basics/wall-time.ts'

/** A zone as defined in a calendar object: its identifier (aliases resolved) and its VTIMEZONE. */
export interface CalendarZone {
  readonly tzid: string
  readonly block: string
}

interface Observance {
  /** Offsets from UTC in minutes, before and after the change. */
  readonly from: number
  readonly to: number
  /** Wall time of the change, in minutes after midnight. */
  readonly time: number
  /** The day of the change each year; if absent, the observance always applies. */
  readonly yearly?: { readonly month: number; readonly week: number; readonly weekday: number }
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

const minutesOf = (offset: string): number =>
  Number(`${offset.slice(0, 1)}1`) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3, 5)))

const observanceOf = (text: string): Observance | undefined => {
  const value = (name: string): string => new RegExp(`^${name}:(.*)$`, 'm').exec(text)?.[1]?.trim() ?? ''
  const start = value('DTSTART')
  const common = {
    from: minutesOf(value('TZOFFSETFROM')),
    to: minutesOf(value('TZOFFSETTO')),
    time: Number(start.slice(9, 11)) * 60 + Number(start.slice(11, 13)),
  }
  const rule = value('RRULE')
  if (rule === '') return common
  const [, month, week, weekday = ''] = /^FREQ=YEARLY;BYMONTH=(\d+);BYDAY=(-?\d)(\w\w)$/.exec(rule) ?? []
  return month === undefined
    ? undefined
    : { ...common, yearly: { month: Number(month), week: Number(week), weekday: weekdays.indexOf(weekday) } }
}

/** A zone with what its VTIMEZONE says; `undefined` for a rule unknown here. */
interface ReadZone extends CalendarZone {
  readonly observances: readonly (Observance | undefined)[]
}

const zones = new Map<string, ReadZone>()

/** The library's block for a zone, cached because finding and reading one is slow; empty for a zone it does not know. */
const readZone = (timeZone: string): ReadZone => {
  const known = zones.get(timeZone)
  if (known !== undefined) return known
  const [block = '', tzid = ''] = tzlib_get_ical_block(timeZone)
  const observances = [...block.matchAll(/BEGIN:(STANDARD|DAYLIGHT)([\s\S]*?)END:\1/g)].map(([, , text = '']) => observanceOf(text))
  const found = { tzid: tzid.replace('TZID=', ''), block, observances }
  zones.set(timeZone, found)
  return found
}

/** The instant, in epoch minutes, when an observance begins in a year. */
const onset = ({ from, time, yearly }: Observance, year: number): number => {
  if (yearly === undefined) return 0
  const { month, week, weekday } = yearly
  const edge = new Date(week > 0 ? Date.UTC(year, month - 1, 1) : Date.UTC(year, month, 0))
  const shift =
    week > 0 ? ((weekday - edge.getUTCDay() + 7) % 7) + (week - 1) * 7 : -((edge.getUTCDay() - weekday + 7) % 7) + (week + 1) * 7
  return edge.getTime() / 60_000 + shift * 1440 + time - from
}

/** The UTC offset, in minutes, that a reader of the VTIMEZONE computes for an instant; undefined if it uses rules unknown here. */
const offsetBy = ({ observances }: ReadZone, at: Instant): number | undefined => {
  const minute = Date.parse(at) / 60_000
  const year = new Date(at).getUTCFullYear()
  let latest = { began: Number.NEGATIVE_INFINITY, to: Number.NaN }
  for (const observance of observances) {
    if (observance === undefined) return undefined
    for (const began of [year - 1, year, year + 1].map((each) => onset(observance, each))) {
      if (began <= minute && began > latest.began) latest = { began, to: observance.to }
    }
  }
  return latest.to
}

const tells = (zone: ReadZone, timeZone: string, at: Instant): boolean =>
  offsetBy(zone, at) === minutesBetween(at.slice(0, 16), wallTimeAt(at, timeZone))

/** The VTIMEZONE of a zone known to the platform. */
export const zoneBlock = (timeZone: string): string => readZone(timeZone).block

interface Span {
  readonly timeZone: string
  readonly start: string
  readonly end: string
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/**
 * The VTIMEZONE in which a span's start and end can be written, or undefined if only UTC is safe:
 * a wall time occurs twice (readers disagree on RFC 5545 §3.3.5), or the zone's yearly rules give the wrong offset
 * (as in Africa/Casablanca, where they change with Ramadan).
 */
export const calendarZone = ({ timeZone, start, end, startsAt, endsAt }: Span): CalendarZone | undefined => {
  if (comesTwice(start, timeZone) || comesTwice(end, timeZone)) return undefined
  const zone = readZone(timeZone)
  if (zone.block === '') return undefined
  return tells(zone, timeZone, startsAt) && tells(zone, timeZone, endsAt) ? zone : undefined
}
