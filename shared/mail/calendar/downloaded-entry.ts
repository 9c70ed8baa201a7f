import { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { network } from '../../domain/basics/network.ts'
import { instantNear } from '../../domain/basics/wall-time.ts'
import { shownDays } from '../../domain/event/daily-hours.ts'
import type { Event } from '../../domain/event/event.ts'
import { asAttended } from '../../domain/event/participation.ts'
import { changedFor } from '../../domain/event/session-changes.ts'
import { ownSessions } from '../../domain/registration/agenda.ts'
import { invitationUid, type Registration } from '../../domain/registration/registration.ts'
import { paths } from '../../site/paths.ts'
import { loadTexts } from '../../texts/texts.ts'
import { type CalendarEntry, calendarText } from './ical-text.ts'
import { ownDescription } from './invitation.ts'

type Own = Pick<
  Registration,
  'id' | 'round' | 'status' | 'endedBy' | 'sequence' | 'revision' | 'sessions' | 'participation' | 'language' | 'registeredAt'
>

/**
 * The SEQUENCE of the invitation that shows the event's current state. Until the mail about the last change is owed,
 * it is the one that mail will carry.
 */
const sequenceOf = (event: Event, { status, sequence, revision, sessions }: Own): number =>
  status === 'confirmed' && changedFor(event, { revision, sessions }) ? sequence + 1 : sequence

const later = (one: string, other: string): string => (one > other ? one : other)

interface Standing {
  /** Whether the entry stays only to be taken out. */
  readonly ended: boolean
  readonly off: boolean
  readonly confirmed: boolean
}

/** How the registration stands, as calendars see it; undefined once the person has cancelled. */
const standingOf = (event: Event, { status, endedBy }: Own): Standing | undefined => {
  const off = event.status === 'cancelled'
  if (status === 'cancelled' && !(off && endedBy === 'event')) return undefined
  return { off, ended: status === 'cancelled' || off, confirmed: status === 'confirmed' }
}

/** SEQUENCE, DTSTAMP and STATUS of everything about a registration. */
const stateOf = (event: Event, registration: Own, { off, confirmed }: Standing) => ({
  sequence: sequenceOf(event, registration),
  stamp: new Date(later(event.revisedAt, registration.registeredAt)),
  status: off ? ICalEventStatus.CANCELLED : confirmed ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE,
})

/**
 * The event for a registered person's calendar, with the UID and SEQUENCE of the invitation, so that a calendar with both shows
 * one entry; undefined once the person has cancelled. While they wait it is tentative and has no join link.
 */
export const ownEntry = async (about: Event, registration: Own, siteUrl: string): Promise<CalendarEntry | undefined> => {
  const event = asAttended(about, registration)
  const { status, language } = registration
  const standing = standingOf(event, registration)
  if (standing === undefined) return undefined
  const { off, ended, confirmed } = standing
  const page = siteUrl + paths.event.to({ slug: event.slug })
  const texts = await loadTexts(language)
  const { subscribe } = texts
  const given = { title: event.title }
  const waiting = status === 'confirmed' || status === 'cancelled' ? event.title : subscribe.standings[status](given)
  return {
    event: { ...event, days: shownDays(event) },
    texts,
    more: {
      id: invitationUid(registration, network.mail.domain),
      ...stateOf(event, registration, standing),
      summary: ended ? subscribe.cancelled(given) : waiting,
      description:
        confirmed && !off
          ? ownDescription({ ...event, sessions: [...ownSessions(event, registration)] }, language, page)
          : `${event.summary}\n\n${page}`,
      url: page,
      ...(confirmed ? {} : { transparency: ICalEventTransparency.TRANSPARENT }),
    },
  }
}

/** The sessions that a person with a place chose, each with a UID that stays; nothing while they wait. */
const sessionEntries = async (about: Event, registration: Own, siteUrl: string): Promise<readonly CalendarEntry[]> => {
  const event = asAttended(about, registration)
  const standing = standingOf(event, registration)
  if (standing === undefined || !(standing.confirmed || standing.ended)) return []
  const { slug, timeZone, format } = event
  const texts = await loadTexts(registration.language)
  const page = siteUrl + paths.programme.to({ slug })
  const [name, domain] = invitationUid(registration, network.mail.domain).split('@')
  const joins = standing.confirmed && !standing.off && event.joinUrl !== undefined && format !== 'in-person'
  const join = joins ? [texts.mail.labelled({ label: texts.mail.join, value: event.joinUrl ?? '' })] : []
  return ownSessions(event, registration).map(({ id, title, summary = '', start, end, room }): CalendarEntry => {
    const venue = room ?? event.venue
    const at = { startsAt: instantNear(start, timeZone), endsAt: instantNear(end, timeZone) }
    const place = format === 'online' || venue === undefined ? { format } : { format: 'in-person' as const, venue }
    return {
      event: { slug, title, summary, timeZone, start, end, ...at, ...place },
      texts,
      more: {
        id: `${name}.${id}@${domain}`,
        ...stateOf(event, registration, standing),
        summary: standing.ended ? texts.subscribe.cancelled({ title }) : title,
        description: [event.title, summary, [...join, `${page}#${id}`].join('\n')].filter((part) => part !== '').join('\n\n'),
        url: `${page}#${id}`,
      },
    }
  })
}

/** What a person attends: the days of the event, as in the invitation, and the sessions that they chose. */
export const agendaEntries = async (event: Event, registration: Own, siteUrl: string): Promise<readonly CalendarEntry[]> => {
  const days = await ownEntry(event, registration, siteUrl)
  return days === undefined ? [] : [days, ...(await sessionEntries(event, registration, siteUrl))]
}

const fileOf = (entries: readonly CalendarEntry[]): string | undefined =>
  entries.length === 0 ? undefined : calendarText({ method: ICalCalendarMethod.PUBLISH, entries })

/** A file with just the invitation's entry; undefined if there is none. */
export const ownCalendar = async (event: Event, registration: Own, siteUrl: string): Promise<string | undefined> => {
  const entry = await ownEntry(event, registration, siteUrl)
  return entry && fileOf([entry])
}

/** A file with the person's agenda; undefined if they have none. */
export const agendaCalendar = async (event: Event, registration: Own, siteUrl: string): Promise<string | undefined> =>
  fileOf(await agendaEntries(event, registration, siteUrl))
