import * as z from 'zod'
import { network } from '../basics/network.ts'
import { minutesBetween, wallTimeSchema } from '../basics/wall-time.ts'
import type { StoredSession } from './fields.ts'
import { allDays, programmeDays } from './programme-days.ts'

/** From when to when something lasts, as wall times of the event. */
export const hoursSchema = z.object({ start: wallTimeSchema, end: wallTimeSchema })
export type Hours = z.infer<typeof hoursSchema>

// Whoever meets for no longer than that meets once, also around midnight.
const longestMeetingMinutes = 12 * 60

/** The hours of a day, if the event begins later in the day than it ends. */
const usualHours = { from: '09:00', until: '18:00' }

const twoDigits = (number: number): string => String(number).padStart(2, '0')
const dayBegins = `${twoDigits(network.dayChanges)}:00`

const later = (one: string, other: string): string => (one > other ? one : other)
const latest = (times: readonly string[]): string => times.reduce(later, '')
const earliest = (times: readonly string[]): string => times.toSorted()[0] ?? ''

interface Planned extends Hours {
  readonly sessions: readonly StoredSession[]
}

/** The hours of a day by the event’s beginning and end: an evening lasts until midnight, and a morning begins with its day. */
const ownHours = ({ start, end }: Hours) => {
  const own = { from: start.slice(11), until: end.slice(11) }
  const { from, until } = own.from < own.until ? own : usualHours
  const onDay = (day: string): Hours => {
    const hours = { start: `${day}T${from}`, end: `${day}T${until}` }
    const evening = day === start.slice(0, 10) && hours.end <= start
    const morning = day === end.slice(0, 10) && hours.start >= end
    return { start: morning ? `${day}T${dayBegins}` : hours.start, end: evening ? `${day}T23:59` : hours.end }
  }
  return onDay
}

/**
 * The hours of an event day by day, so that calendars leave the nights free: those at which it begins and ends, and longer where its
 * sessions are, so that few changes of a programme concern everyone. A day without sessions is left out once the programme reaches from
 * the first to the last day.
 */
export const dailyHours = ({ start, end, sessions }: Planned): readonly Hours[] => {
  const days = allDays({ start, end }, network.dayChanges)
  const [first, last] = [days[0], days.at(-1)]
  if (first === last || minutesBetween(start, end) <= longestMeetingMinutes) return [{ start, end }]
  const planned = new Map(programmeDays(sessions, network.dayChanges).map((each) => [each.day, each.sessions]))
  const whole = planned.has(first ?? '') && planned.has(last ?? '')
  const usual = ownHours({ start, end })
  const hours: Hours[] = []
  for (const day of days.filter((each) => !whole || planned.has(each))) {
    const spans = [usual(day), ...(planned.get(day) ?? [])]
    const opens = day === first ? start : earliest(spans.map((each) => each.start))
    const closes = day === last ? end : latest(spans.map((each) => each.end))
    const begins = later(opens, hours.at(-1)?.end ?? '')
    if (begins < closes) hours.push({ start: begins, end: closes })
  }
  return hours
}

/** The same where it matters: only of an event over several days. */
export const severalDays = (event: Planned): Hours[] | undefined => {
  const days = dailyHours(event)
  return days.length > 1 ? [...days] : undefined
}

/** The days that calendars and mails show: those that people were told. */
export const shownDays = (event: Planned & { readonly toldDays?: Hours[] | undefined }): Hours[] | undefined =>
  event.toldDays ?? severalDays(event)

const overlap = (one: Hours, other: Hours): boolean => one.start < other.end && other.start < one.end

/**
 * Whether whoever goes by the days they were told would miss something, or come in vain: a day begins earlier, ends later, is new or is
 * gone. That a day gets shorter is no reason to write to everyone; calendars show it after the next change.
 */
export const misleads = (told: readonly Hours[] | undefined, days: readonly Hours[] | undefined): boolean =>
  told !== undefined &&
  days !== undefined &&
  !(
    days.every((day) => told.some(({ start, end }) => start <= day.start && day.end <= end)) &&
    told.every((day) => days.some((other) => overlap(day, other)))
  )
