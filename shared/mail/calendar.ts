import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'
import { DateTime } from 'luxon'
import type { Event } from '../domain/event.ts'
import type { Language } from '../domain/language.ts'
import { network, senderAddress } from '../domain/network.ts'
import type { MessageEvent, MessageKind, OutboxMessage } from '../domain/outbox-message.ts'
import { type Texts, textsIn } from '../texts/texts.ts'
import { paths } from '../web/paths.ts'
import { calendarZone } from './time-zone.ts'

/** A calendar object (iCalendar, CRLF line ends, to be sent as UTF-8) and its iTIP method, which the MIME part must repeat. */
export interface CalendarObject {
  readonly method: 'REQUEST' | 'CANCEL'
  readonly text: string
}

/** The iTIP method that each kind of message carries, if any. */
const methods: Partial<Readonly<Record<MessageKind, CalendarObject['method']>>> = {
  confirmation: 'REQUEST',
  update: 'REQUEST',
  cancellation: 'CANCEL',
}

// RFC 5545 §3.2 allows no double quote in a parameter value, and readers of RFC 6868's way out of that are few.
const parameter = (text: string): string => text.replaceAll('"', '’')

const place = (event: Pick<MessageEvent, 'format' | 'venue'>, texts: Texts): string | null => {
  if (event.format === 'online') return texts.formats.online
  return event.venue?.replaceAll(/\s*\n\s*/g, ', ') ?? (event.format === 'hybrid' ? texts.formats.hybrid : null)
}

type CalendarEvent = Pick<
  MessageEvent,
  'slug' | 'title' | 'summary' | 'format' | 'timeZone' | 'start' | 'end' | 'startsAt' | 'endsAt' | 'venue'
>

const hours = (event: CalendarEvent): number => (Date.parse(event.endsAt) - Date.parse(event.startsAt)) / 3_600_000

const utc = (instant: string): DateTime => DateTime.fromISO(instant, { zone: 'utc' })

const write = (method: ICalCalendarMethod, language: Language, event: CalendarEvent, more: Omit<ICalEventData, 'start'>): string => {
  const zone = calendarZone(event)
  const calendar = ical({
    prodId: { company: network.name, product: 'Plenary' },
    scale: 'GREGORIAN',
    method,
    // Without a name for the calendar, DTSTAMP stays in UTC; the zone belongs to the event.
    timezone: { name: null, generator: () => zone?.block ?? null },
  })
  calendar.createEvent({
    summary: event.title,
    start: utc(event.startsAt),
    end: utc(event.endsAt),
    timezone: zone?.tzid ?? null,
    location: place(event, textsIn(language)),
    organizer: { name: parameter(network.name), email: senderAddress },
    // Longer than a day it is a frame around sessions, and must not block the nights between.
    transparency: hours(event) > 24 ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    ...more,
  })
  return `${calendar.toString().replace(/\r\n$/, '')}\r\n`
}

const description = (message: OutboxMessage, eventPage: string): string => {
  const { event, language } = message
  const texts = textsIn(language).mail
  const join = event.joinUrl === undefined || event.format === 'in-person' ? [] : [texts.labelled(texts.join, event.joinUrl)]
  return [event.summary, [...join, texts.labelled(texts.eventPage, eventPage)].join('\n'), texts.invitationNote].join('\n\n')
}

/**
 * The calendar object of a message, or undefined for kinds that carry none. The same message gives the same text.
 * `eventPage` is the absolute address of the event's page.
 */
export const invitation = (message: OutboxMessage, eventPage: string): CalendarObject | undefined => {
  const { calendar, recipient, language } = message
  const method = methods[message.kind]
  if (method === undefined) return undefined
  if (calendar === undefined) throw new RangeError('a message that carries an invitation has its UID and SEQUENCE')
  const request = method === 'REQUEST'
  const text = write(ICalCalendarMethod[method], language, message.event, {
    id: calendar.uid,
    sequence: calendar.sequence,
    stamp: utc(message.createdAt),
    status: request ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    description: request ? description(message, eventPage) : null,
    url: eventPage,
    attendees: [
      {
        name: parameter(recipient.name),
        email: recipient.email,
        type: ICalAttendeeType.INDIVIDUAL,
        role: ICalAttendeeRole.REQ,
        status: ICalAttendeeStatus.NEEDSACTION,
        rsvp: true,
      },
    ],
  })
  return { method, text }
}

/**
 * The event for anybody's calendar (METHOD:PUBLISH): without attendees, and without the link to join.
 * `siteUrl` is the public address of the service, without a slash at the end.
 */
export const publicCalendar = (event: Event, siteUrl: string): string => {
  const page = siteUrl + paths.event.to({ slug: event.slug })
  return write(ICalCalendarMethod.PUBLISH, event.language, event, {
    id: `${event.slug}@${network.mail.domain}`,
    sequence: event.revision,
    stamp: utc(event.revisedAt),
    status: event.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    description: `${event.summary}\n\n${page}`,
    url: page,
  })
}
