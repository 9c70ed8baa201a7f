import { loadingFor } from '../../shared/http/on-demand.ts'
import { httpFunction } from '../../shared/http/pipeline.ts'
import { readEnvironment } from '../../shared/runtime/environment.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { environment } from './environment.ts'
import { otherEvents, ownRegistrations } from './personal-feeds.ts'
import { eventsOfKind, eventsOfTopic, everyEvent } from './public-feeds.ts'
import { routes } from './routes.ts'
import { createServices } from './services.ts'
import { agendaFile, eventCalendar, registrationCalendar } from './single-events.ts'

const variables = readEnvironment(environment)
const services = createServices(variables)

const onDemand = loadingFor(services)
const programmes = () => import('./programme-files.ts')

export const handler = httpFunction(
  routes,
  { siteUrl: variables.SITE_URL, originSecrets: variables.ORIGIN_SECRETS, errorPage: errorView },
  {
    pages: {
      everyEvent: everyEvent(services),
      eventsOfKind: eventsOfKind(services),
      eventsOfTopic: eventsOfTopic(services),
      ownRegistrations: ownRegistrations(services),
      otherEvents: otherEvents(services),
      eventCalendar: eventCalendar(services),
      registrationCalendar: registrationCalendar(services),
      agendaFile: agendaFile(services),
      scheduleAsXml: onDemand(programmes, (page) => page.scheduleAsXml),
      scheduleAsJson: onDemand(programmes, (page) => page.scheduleAsJson),
      scheduleAsCalendar: onDemand(programmes, (page) => page.scheduleAsCalendar),
    },
    operations: {},
  },
)
