import { ICalEventStatus } from 'ical-generator'
import { network } from '../../shared/domain/basics/network.ts'
import { instantNear } from '../../shared/domain/basics/wall-time.ts'
import { type Event, isPublic } from '../../shared/domain/event/event.ts'
import { refuse } from '../../shared/http/refusal.ts'
import { calendarFile, type Reply } from '../../shared/http/reply.ts'
import type { Request } from '../../shared/http/request.ts'
import { feedText } from '../../shared/mail/calendar/feed-text.ts'
import type { CalendarEntry } from '../../shared/mail/calendar/ical-text.ts'
import { paths } from '../../shared/site/paths.ts'
import { loadTexts } from '../../shared/texts/texts.ts'
import { scheduleOf } from './conference-schedule.ts'
import { scheduleJson, scheduleXml } from './schedule-formats.ts'
import type { Services } from './services.ts'

type Show = (event: Event, request: Request) => Promise<Reply> | Reply

const ofPublicEvent =
  (show: Show) =>
  ({ events }: Pick<Services, 'events'>) =>
  async (request: Request): Promise<Reply> => {
    const event = await events.get(request.parameter('slug'))
    return event === undefined || !isPublic(event) ? refuse(request, 'not-found', 'event') : show(event, request)
  }

const served = (body: string, contentType: string): Reply => ({ statusCode: 200, headers: { 'content-type': contentType }, body })

/** The programme for apps and video tools, in frab's XML. */
export const scheduleAsXml = ofPublicEvent((event, { context }) =>
  served(scheduleXml(scheduleOf(event, context.siteUrl)), 'application/xml; charset=utf-8'),
)

/** The same as JSON. */
export const scheduleAsJson = ofPublicEvent((event, { context }) =>
  served(scheduleJson(scheduleOf(event, context.siteUrl)), 'application/json; charset=utf-8'),
)

/** The sessions of an event as calendar entries, each with a UID that stays. */
export const programmeCalendar = async (event: Event, siteUrl: string): Promise<string> => {
  const { timeZone, slug, format } = event
  const texts = await loadTexts(event.language)
  const url = siteUrl + paths.programme.to({ slug })
  const entries = event.sessions.map((session): CalendarEntry => {
    const { id, title, summary = '', start, end } = session
    const at = { startsAt: instantNear(start, timeZone), endsAt: instantNear(end, timeZone) }
    const place = session.room ?? event.venue
    return {
      event: { slug, title, summary, format: place === undefined ? format : 'in-person', timeZone, start, end, ...at, venue: place },
      texts,
      more: {
        id: `${slug}.${id}@${network.mail.domain}`,
        sequence: event.revision,
        stamp: new Date(event.revisedAt),
        status: event.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
        description: [summary, session.speakers.map(({ name }) => name).join(', '), `${url}#${id}`]
          .filter((part) => part !== '')
          .join('\n\n'),
        url: `${url}#${id}`,
      },
    }
  })
  return feedText(event.title, entries)
}

export const scheduleAsCalendar = ofPublicEvent(async (event, { context }) =>
  calendarFile(await programmeCalendar(event, context.siteUrl), `${event.slug}-programme.ics`),
)
