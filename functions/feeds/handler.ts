import { readEnvironment } from '../../shared/web/environment.ts'
import { httpFunction } from '../../shared/web/pipeline.ts'
import { environment } from './environment.ts'
import { otherEvents, ownRegistrations } from './personal-feeds.ts'
import { eventsOfKind, eventsOfTopic, everyEvent } from './public-feeds.ts'
import { routes } from './routes.ts'
import { createServices } from './services.ts'
import { eventCalendar, registrationCalendar } from './single-events.ts'

const variables = readEnvironment(environment)
const services = createServices(variables)

export const handler = httpFunction(
  routes,
  {
    'GET /calendar/events.ics': everyEvent(services),
    'HEAD /calendar/events.ics': everyEvent(services),
    'GET /calendar/kinds/{kind}/events.ics': eventsOfKind(services),
    'HEAD /calendar/kinds/{kind}/events.ics': eventsOfKind(services),
    'GET /calendar/topics/{topic}/events.ics': eventsOfTopic(services),
    'HEAD /calendar/topics/{topic}/events.ics': eventsOfTopic(services),
    'GET /calendar/personal/{token}/registrations.ics': ownRegistrations(services),
    'HEAD /calendar/personal/{token}/registrations.ics': ownRegistrations(services),
    'GET /calendar/personal/{token}/other-events.ics': otherEvents(services),
    'HEAD /calendar/personal/{token}/other-events.ics': otherEvents(services),
    'GET /events/{slug}/event.ics': eventCalendar(services),
    'GET /registrations/{token}/event.ics': registrationCalendar(services),
  },
  { siteUrl: variables.SITE_URL },
)
