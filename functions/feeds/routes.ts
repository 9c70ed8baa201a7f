import { paths } from '../../shared/site/paths.ts'
import type { Route } from '../../shared/site/route.ts'

export const routes = [
  { method: 'GET', path: paths.feed, access: 'public', page: 'everyEvent', crossOrigin: true },
  { method: 'GET', path: paths.feedOfKind, access: 'public', page: 'eventsOfKind', crossOrigin: true },
  { method: 'GET', path: paths.feedOfTopic, access: 'public', page: 'eventsOfTopic', crossOrigin: true },
  { method: 'GET', path: paths.personalFeed, access: 'public', page: 'ownRegistrations' },
  { method: 'GET', path: paths.otherEventsFeed, access: 'public', page: 'otherEvents' },
  { method: 'GET', path: paths.eventCalendar, access: 'public', page: 'eventCalendar', crossOrigin: true },
  { method: 'GET', path: paths.scheduleXml, access: 'public', page: 'scheduleAsXml', crossOrigin: true },
  { method: 'GET', path: paths.scheduleJson, access: 'public', page: 'scheduleAsJson', crossOrigin: true },
  { method: 'GET', path: paths.scheduleCalendar, access: 'public', page: 'scheduleAsCalendar', crossOrigin: true },
  { method: 'GET', path: paths.registrationCalendar, access: 'public', page: 'registrationCalendar' },
  { method: 'GET', path: paths.registrationAgenda, access: 'public', page: 'agendaFile' },
] as const satisfies readonly Route[]
