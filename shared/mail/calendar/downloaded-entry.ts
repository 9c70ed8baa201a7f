import { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { network } from '../../domain/basics/network.ts'
import type { Event } from '../../domain/event/event.ts'
import { changedFor } from '../../domain/event/session-changes.ts'
import { invitationUid, type Registration } from '../../domain/registration/registration.ts'
import { paths } from '../../site/paths.ts'
import { loadTexts } from '../../texts/texts.ts'
import { type CalendarEntry, calendarText } from './ical-text.ts'
import { ownDescription } from './invitation.ts'

type Own = Pick<Registration, 'id' | 'round' | 'status' | 'endedBy' | 'sequence' | 'revision' | 'sessions' | 'language' | 'registeredAt'>

/**
 * The SEQUENCE of the invitation that shows the event's current state. Until the mail about the last change is owed,
 * it is the one that mail will carry.
 */
const sequenceOf = (event: Event, { status, sequence, revision, sessions }: Own): number =>
  status === 'confirmed' && changedFor(event, { revision, sessions }) ? sequence + 1 : sequence

const later = (one: string, other: string): string => (one > other ? one : other)

/**
 * The event for a registered person's calendar, with the UID and SEQUENCE of the invitation, so that a calendar with both shows
 * one entry; undefined once the person has cancelled. While they wait it is tentative and has no join link.
 */
export const ownEntry = async (event: Event, registration: Own, siteUrl: string): Promise<CalendarEntry | undefined> => {
  const { status, endedBy, language } = registration
  const off = event.status === 'cancelled'
  if (status === 'cancelled' && !(off && endedBy === 'event')) return undefined
  const page = siteUrl + paths.event.to({ slug: event.slug })
  const texts = await loadTexts(language)
  const { subscribe } = texts
  const confirmed = status === 'confirmed'
  const given = { title: event.title }
  const ended = status === 'cancelled' || off
  const summary = ended ? subscribe.cancelled(given) : confirmed ? event.title : subscribe.standings[status](given)
  return {
    event,
    texts,
    more: {
      id: invitationUid(registration, network.mail.domain),
      sequence: sequenceOf(event, registration),
      stamp: new Date(later(event.revisedAt, registration.registeredAt)),
      status: off ? ICalEventStatus.CANCELLED : confirmed ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE,
      summary,
      description:
        confirmed && !off
          ? ownDescription({ ...event, sessions: event.sessions.filter(({ id }) => registration.sessions.includes(id)) }, language, page)
          : `${event.summary}\n\n${page}`,
      url: page,
      ...(confirmed ? {} : { transparency: ICalEventTransparency.TRANSPARENT }),
    },
  }
}

/** A file with just that entry; undefined if there is none. */
export const ownCalendar = async (event: Event, registration: Own, siteUrl: string): Promise<string | undefined> => {
  const entry = await ownEntry(event, registration, siteUrl)
  return entry && calendarText({ method: ICalCalendarMethod.PUBLISH, entries: [entry] })
}
