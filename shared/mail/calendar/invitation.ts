import { ICalAttendeeRole, ICalAttendeeStatus, ICalAttendeeType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Language } from '../../domain/basics/language.ts'
import { network } from '../../domain/basics/network.ts'
import { shownDays } from '../../domain/event/daily-hours.ts'
import type { Event } from '../../domain/event/event.ts'
import type { MessageEvent, MessageKind, OutboxMessage } from '../../domain/mail/outbox-message.ts'
import { paths } from '../../site/paths.ts'
import { loadTexts, textsIn } from '../../texts/texts.ts'
import { sessionLines } from '../content/event-facts.ts'
import { type CalendarEntry, calendarText, parameter } from './ical-text.ts'

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
  'speaker-entry': 'REQUEST',
  'speaker-entry-ended': 'CANCEL',
}

/** The description in a confirmed person's entry, with the join link. */
export const ownDescription = (
  event: Pick<MessageEvent, 'summary' | 'format' | 'joinUrl' | 'timeZone' | 'sessions'>,
  language: Language,
  eventPage: string,
  speaker?: OutboxMessage['speaker'],
): string => {
  const { mail: texts } = textsIn(language)
  const { sessions = [] } = event
  const chosen = sessions.length === 0 ? [] : [[texts.sessionsIn({ zone: event.timeZone }), ...sessionLines(sessions, language)].join('\n')]
  const join =
    event.joinUrl === undefined || event.format === 'in-person' ? [] : [texts.labelled({ label: texts.join, value: event.joinUrl })]
  // A draft has no page that a speaker could open.
  const page =
    speaker !== undefined && speaker.published === undefined ? [] : [texts.labelled({ label: texts.eventPage, value: eventPage })]
  const note = speaker === undefined ? texts.invitationNote : texts.speaker.entryNote
  return [event.summary, ...chosen, ...[[...join, ...page].join('\n')].filter((links) => links !== ''), note].join('\n\n')
}

/** The event as a calendar shows it: a rehearsal is called one. */
const withOwnTitle = ({ event, language, speaker }: OutboxMessage): MessageEvent => {
  const { site, speakers } = textsIn(language)
  return speaker?.entry === 'rehearsal' ? { ...event, title: site.labelled({ label: speakers.rehearsal, value: event.title }) } : event
}

/**
 * `eventPage` is the absolute address of the event's page.
 */
export const invitation = (message: OutboxMessage, eventPage: string): CalendarObject | undefined => {
  const { calendar, recipient } = message
  const method = methods[message.kind]
  if (method === undefined) return undefined
  if (calendar === undefined) throw new RangeError('a message that carries an invitation has its UID and SEQUENCE')
  const request = method === 'REQUEST'
  const texts = textsIn(message.language)
  const event = withOwnTitle(message)
  const more = {
    id: calendar.uid,
    sequence: calendar.sequence,
    stamp: new Date(message.createdAt),
    status: request ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    description: request ? ownDescription(event, message.language, eventPage, message.speaker) : null,
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
  }
  return { method, text: calendarText({ method: ICalCalendarMethod[method], entries: [{ event, texts, more }] }) }
}

/** An event as a public calendar entry: without attendees or the join link. */
export const publicEntry = async (event: Event, siteUrl: string): Promise<CalendarEntry> => {
  const page = siteUrl + paths.event.to({ slug: event.slug })
  return {
    event: { ...event, days: shownDays(event) },
    texts: await loadTexts(event.language),
    more: {
      id: `${event.slug}@${network.mail.domain}`,
      sequence: event.revision,
      stamp: new Date(event.revisedAt),
      status: event.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      description: `${event.summary}\n\n${page}`,
      url: page,
    },
  }
}

/**
 * The event for any calendar (METHOD:PUBLISH): without attendees or the join link.
 * `siteUrl` is the public address of the service, without a trailing slash.
 */
export const publicCalendar = async (event: Event, siteUrl: string): Promise<string> =>
  calendarText({ method: ICalCalendarMethod.PUBLISH, entries: [await publicEntry(event, siteUrl)] })
