import { paths } from '../../shared/web/paths.ts'
import type { Route } from '../../shared/web/route.ts'

// Calendars look by HEAD at times whether there is anything new.
export const routes = [
  { method: 'GET', path: paths.feed, access: 'public' },
  { method: 'HEAD', path: paths.feed, access: 'public' },
  { method: 'GET', path: paths.feedOfKind, access: 'public' },
  { method: 'HEAD', path: paths.feedOfKind, access: 'public' },
  { method: 'GET', path: paths.feedOfTopic, access: 'public' },
  { method: 'HEAD', path: paths.feedOfTopic, access: 'public' },
  { method: 'GET', path: paths.personalFeed, access: 'public' },
  { method: 'HEAD', path: paths.personalFeed, access: 'public' },
  { method: 'GET', path: paths.otherEventsFeed, access: 'public' },
  { method: 'HEAD', path: paths.otherEventsFeed, access: 'public' },
  { method: 'GET', path: paths.eventCalendar, access: 'public' },
  { method: 'GET', path: paths.registrationCalendar, access: 'public' },
] as const satisfies readonly Route[]
