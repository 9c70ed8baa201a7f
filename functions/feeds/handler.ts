import { errorView } from '../../shared/views/error-view.ts'
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
    pages: {
      everyEvent: everyEvent(services),
      eventsOfKind: eventsOfKind(services),
      eventsOfTopic: eventsOfTopic(services),
      ownRegistrations: ownRegistrations(services),
      otherEvents: otherEvents(services),
      eventCalendar: eventCalendar(services),
      registrationCalendar: registrationCalendar(services),
    },
    operations: {},
  },
  { siteUrl: variables.SITE_URL, errorPage: errorView },
)
