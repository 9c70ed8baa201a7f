import { network } from '../basics/network.ts'
import { minutesBetween } from '../basics/wall-time.ts'
import type { StoredSession } from './fields.ts'
import { allDays, programmeDays } from './programme-days.ts'

/** From when to when something lasts, as wall times of the event. */
export interface Hours {
  readonly start: string
  readonly end: string
}

// Whoever meets for no longer than that meets once, also around midnight.
const longestMeetingMinutes = 12 * 60

/** Hours of a day for which nothing is planned, if the event’s own begin later in the day than they end. */
const usualHours = { from: '09:00', until: '18:00' }

const twoDigits = (number: number): string => String(number).padStart(2, '0')
const dayBegins = `${twoDigits(network.dayChanges)}:00`

const later = (one: string, other: string): string => (one > other ? one : other)
const latest = (times: readonly string[]): string | undefined =>
  times.reduce<string | undefined>((one, other) => later(one ?? other, other), undefined)

interface Planned extends Hours {
  readonly sessions: readonly StoredSession[]
}

/** The hours of a day for which nothing is planned: an evening lasts until midnight, and a morning begins with its day. */
const unplanned = ({ start, end }: Hours) => {
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
 * The hours of an event day by day, so that calendars leave the nights free: of its sessions that day or, if none are planned, those at
 * which the event begins and ends. A day without sessions is left out once the programme reaches from the first to the last day.
 */
export const dailyHours = ({ start, end, sessions }: Planned): readonly Hours[] => {
  const days = allDays({ start, end }, network.dayChanges)
  const [first, last] = [days[0], days.at(-1)]
  if (first === last || minutesBetween(start, end) <= longestMeetingMinutes) return [{ start, end }]
  const planned = new Map(programmeDays(sessions, network.dayChanges).map((each) => [each.day, each.sessions]))
  const whole = planned.has(first ?? '') && planned.has(last ?? '')
  const usual = unplanned({ start, end })
  const hours: Hours[] = []
  for (const day of days.filter((each) => !whole || planned.has(each))) {
    const ofDay = planned.get(day) ?? [usual(day)]
    const opens = day === first ? start : (ofDay[0]?.start ?? start)
    const closes = day === last ? end : (latest(ofDay.map((each) => each.end)) ?? end)
    const begins = later(opens, hours.at(-1)?.end ?? '')
    if (begins < closes) hours.push({ start: begins, end: closes })
  }
  return hours
}

/** The same where calendars and mails say so: only of an event over several days. */
export const severalDays = (event: Planned): Hours[] | undefined => {
  const days = dailyHours(event)
  return days.length > 1 ? [...days] : undefined
}
