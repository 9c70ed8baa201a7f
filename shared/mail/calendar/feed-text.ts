import { ICalCalendarMethod } from 'ical-generator'
import type { Event } from '../../domain/event/event.ts'
import { type CalendarEntry, calendarText } from './ical-text.ts'
import { publicEntry } from './invitation.ts'

// Calendars that honour it refresh after an hour (RFC 7986 §5.7); others have their own schedule.
// The library would write these after the zones, where RFC 5545 §3.6 allows no properties.
const lookAgain = 'REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n'

const textOf = (name: string, entries: readonly CalendarEntry[]): string =>
  calendarText({ method: ICalCalendarMethod.PUBLISH, entries, name }).replace('METHOD:PUBLISH\r\n', `$&${lookAgain}`)

/**
 * A calendar to subscribe to (METHOD:PUBLISH), with as many entries as fit; the last ones come in once there is room. The same name
 * and entries give the same text.
 */
export const feedText = (name: string, entries: readonly CalendarEntry[], mostBytes = Number.POSITIVE_INFINITY): string => {
  const text = textOf(name, entries)
  const bytes = Buffer.byteLength(text)
  if (bytes <= mostBytes || entries.length <= 1) return text
  const fewer = Math.max(Math.min(Math.floor((0.98 * entries.length * mostBytes) / bytes), entries.length - 1), 1)
  return feedText(name, entries.slice(0, fewer), mostBytes)
}

/** An event in a public calendar. The title says that it is cancelled, for readers that ignore STATUS. */
export const feedEntry = async (event: Event, siteUrl: string): Promise<CalendarEntry> => {
  const entry = await publicEntry(event, siteUrl)
  if (event.status !== 'cancelled') return entry
  return { ...entry, more: { ...entry.more, summary: entry.texts.subscribe.cancelled({ title: event.title }) } }
}
