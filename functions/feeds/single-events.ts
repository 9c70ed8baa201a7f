import { isPublic } from '../../shared/domain/event/event.ts'
import { linksEnded } from '../../shared/domain/event/registration-window.ts'
import { refuse } from '../../shared/http/refusal.ts'
import { calendarFile, type Reply } from '../../shared/http/reply.ts'
import type { Request } from '../../shared/http/request.ts'
import { agendaCalendar, ownCalendar } from '../../shared/mail/calendar/downloaded-entry.ts'
import { publicCalendar } from '../../shared/mail/calendar/invitation.ts'
import { registrationSubject } from '../../shared/tokens/registration-tokens.ts'
import type { Services } from './services.ts'

/** The event for any calendar: without the join link or anyone's name. */
export const eventCalendar =
  ({ events }: Services) =>
  async (request: Request): Promise<Reply> => {
    const event = await events.get(request.parameter('slug'))
    if (event === undefined || !isPublic(event)) return refuse(request, 'not-found', 'event')
    return calendarFile(await publicCalendar(event, request.context.siteUrl), `${event.slug}.ics`)
  }

type FileOf = typeof ownCalendar

const ofRegistration =
  (fileOf: FileOf, nameOf: (slug: string) => string) =>
  ({ events, registrations, keys }: Services) =>
  async (request: Request): Promise<Reply> => {
    const subject = registrationSubject(await keys.links(), request.parameter('token'))
    const registration = subject && (await registrations.get(subject.id))
    if (registration === undefined || registration.round !== subject?.round) return refuse(request, 'not-found', 'link')
    const event = await events.get(registration.slug)
    if (event !== undefined && linksEnded(event, request.now)) return refuse(request, 'gone', 'linkEnded')
    const calendar = event && (await fileOf(event, registration, request.context.siteUrl))
    return calendar === undefined ? refuse(request, 'not-found', 'link') : calendarFile(calendar, nameOf(registration.slug))
  }

/** The event for a registered person's calendar, as the same entry as the invitation's, and without anyone's name. */
export const registrationCalendar = ofRegistration(ownCalendar, (slug) => `${slug}.ics`)

/** The same with an entry for each session that the person chose. */
export const agendaFile = ofRegistration(agendaCalendar, (slug) => `${slug}-agenda.ics`)
