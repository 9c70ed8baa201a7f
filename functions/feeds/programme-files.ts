import { ICalEventStatus } from 'ical-generator'
import { network } from '../../shared/domain/basics/network.ts'
import { instantNear } from '../../shared/domain/basics/wall-time.ts'
import { type Event, isPublic } from '../../shared/domain/event/event.ts'
import type { SpeakerProfile } from '../../shared/domain/speaker/profile.ts'
import { withSpeakers } from '../../shared/domain/speaker/programme-with-speakers.ts'
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

type Show = (event: Event, request: Request, profiles: readonly SpeakerProfile[]) => Promise<Reply> | Reply

const ofPublicEvent =
  (show: Show) =>
  ({ events, profiles }: Pick<Services, 'events' | 'profiles'>) =>
  async (request: Request): Promise<Reply> => {
    const event = await events.get(request.parameter('slug'))
    if (event === undefined || !isPublic(event)) return refuse(request, 'not-found', 'event')
    const confirmed = await profiles(event)
    return show(withSpeakers(event, confirmed), request, confirmed)
  }

const served = (body: string, contentType: string): Reply => ({ statusCode: 200, headers: { 'content-type': contentType }, body })

/** The programme for apps and video tools, in frab's XML. */
export const scheduleAsXml = ofPublicEvent((event, { context }, profiles) =>
  served(scheduleXml(scheduleOf(event, context.siteUrl, profiles)), 'application/xml; charset=utf-8'),
)

/** The same as JSON. */
export const scheduleAsJson = ofPublicEvent((event, { context }, profiles) =>
  served(scheduleJson(scheduleOf(event, context.siteUrl, profiles)), 'application/json; charset=utf-8'),
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
