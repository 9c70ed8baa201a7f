import { TZDate } from '@date-fns/tz/date'
import ical, { ICalCalendarMethod, type ICalEventData, ICalEventRepeatingFreq, ICalEventTransparency } from 'ical-generator'
import { network, senderAddress } from '../../domain/basics/network.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { MessageEvent } from '../../domain/mail/outbox-message.ts'
import type { Texts } from '../../texts/texts.ts'
import { dailyRecurrence } from './daily-recurrence.ts'
import { type CalendarZone, calendarZone, zoneBlock } from './time-zone.ts'

// RFC 5545 §3.2 allows no double quote in a parameter value, and few readers know RFC 6868's escape.
export const parameter = (text: string): string => text.replaceAll('"', '’')

const place = (event: Pick<MessageEvent, 'format' | 'venue'>, texts: Texts): string | null => {
  if (event.format === 'online') return texts.formats.online
  return event.venue?.replaceAll(/\s*\n\s*/g, ', ') ?? (event.format === 'hybrid' ? texts.formats.hybrid : null)
}

/** What a calendar object shows of an event. */
export type CalendarEvent = Pick<
  MessageEvent,
  'slug' | 'title' | 'summary' | 'format' | 'timeZone' | 'start' | 'end' | 'startsAt' | 'endsAt' | 'venue' | 'days'
>

/** An event in a calendar object: its standard content in a language, and what this object adds or overrides. */
export interface CalendarEntry {
  readonly event: CalendarEvent
  readonly texts: Texts
  readonly more: Omit<ICalEventData, 'start'>
}

const hours = (event: CalendarEvent): number => (Date.parse(event.endsAt) - Date.parse(event.startsAt)) / 3_600_000

type Written = Pick<ICalEventData, 'start' | 'end' | 'timezone' | 'repeating' | 'recurrenceId' | 'transparency'>
interface Times {
  readonly zone: CalendarZone | undefined
  /** One, or for several days also one for each with other hours than the first (RFC 5545 §3.8.4.4). */
  readonly components: readonly Written[]
}

/** The times of an entry as the library takes them. */
const timesOf = (event: CalendarEvent): Times => {
  const recurrence = dailyRecurrence(event.days ?? [], event.timeZone)
  const zone = recurrence === undefined ? calendarZone(event) : recurrence.zone
  // Given a zone, the library writes a plain Date in the process's zone, and a TZDate in the given one.
  const time = (instant: Instant): Date => (zone === undefined ? new Date(instant) : new TZDate(instant, zone.tzid))
  const span = ({ startsAt, endsAt }: Pick<CalendarEvent, 'startsAt' | 'endsAt'>) => ({
    start: time(startsAt),
    end: time(endsAt),
    timezone: zone?.tzid ?? null,
  })
  if (recurrence === undefined) {
    // An event longer than a day is a frame around sessions, and must not block the nights in between.
    const transparency = hours(event) > 24 ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE
    return { zone, components: [{ ...span(event), transparency }] }
  }
  const { first, interval, count, without, others } = recurrence
  const repeating = {
    freq: ICalEventRepeatingFreq.DAILY,
    count,
    ...(interval === 1 ? {} : { interval }),
    ...(without.length === 0 ? {} : { exclude: without.map(time) }),
  }
  const transparency = ICalEventTransparency.OPAQUE
  return {
    zone,
    components: [
      { ...span(first), repeating, transparency },
      ...others.map((other) => ({ ...span(other.span), recurrenceId: time(other.at), transparency })),
    ],
  }
}

/** The times of entries, worked out once for all that take place at the same time, as sessions in several rooms do. */
const sharedTimes = () => {
  const known = new Map<string, Times>()
  return (event: CalendarEvent): Times => {
    if ((event.days ?? []).length > 0) return timesOf(event)
    const { timeZone, start, end, startsAt, endsAt } = event
    const span = [timeZone, start, end, startsAt, endsAt].join(' ')
    const times = known.get(span) ?? timesOf(event)
    known.set(span, times)
    return times
  }
}

interface CalendarParts {
  readonly method: ICalCalendarMethod
  readonly entries: readonly CalendarEntry[]
  /** The name of a calendar to subscribe to. */
  readonly name?: string
}

/** A calendar object (iCalendar, CRLF line ends, to be encoded as UTF-8). The same parts give the same text. */
export const calendarText = ({ method, entries, name }: CalendarParts): string => {
  const zones = new Map<string, string>()
  const calendar = ical({
    prodId: { company: network.name, product: 'Plenary' },
    scale: 'GREGORIAN',
    method,
    name: name ?? null,
    // Without a calendar name, DTSTAMP stays in UTC; the zone belongs to the event.
    timezone: { name: null, generator: (tzid) => zones.get(tzid) ?? null },
  })
  const timesAt = sharedTimes()
  for (const { event, texts, more } of entries) {
    const { zone, components } = timesAt(event)
    if (zone !== undefined) zones.set(zone.tzid, zone.block)
    // All occurrences of what is cancelled go with it.
    for (const times of method === ICalCalendarMethod.CANCEL ? components.slice(0, 1) : components) {
      calendar.createEvent({
        summary: event.title,
        location: place(event, texts),
        organizer: { name: parameter(network.name), email: senderAddress },
        ...times,
        ...more,
      })
    }
  }
  const text = `${calendar.toString().replace(/\r\n$/, '')}\r\n`
  // A calendar needs at least one component (RFC 5545 §3.6), and some readers reject one without.
  return entries.length > 0 ? text : text.replace('END:VCALENDAR', `${zoneBlock(network.timeZone)}\r\nEND:VCALENDAR`)
}
