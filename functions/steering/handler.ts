import { httpFunction } from '../../shared/http/pipeline.ts'
import { readEnvironment } from '../../shared/runtime/environment.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { environment } from './environment.ts'
import { overview } from './overview/overview.ts'
import { routes } from './routes.ts'
import { createServices } from './services.ts'
import { getSummary, summary } from './summary/summary.ts'

const variables = readEnvironment(environment)
const services = createServices(variables)

export const handler = httpFunction(
  routes,
  {
    siteUrl: variables.SITE_URL,
    originSecrets: variables.ORIGIN_SECRETS,
    errorPage: errorView,
    findSession: services.findSession,
    audit: services.audit.add,
  },
  {
    pages: {
      overview: overview(services),
      summary: summary(services),
    },
    operations: {
      getSummary: getSummary(services),
    },
  },
)
