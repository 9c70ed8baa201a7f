import { errorView } from '../../shared/views/error-view.ts'
import { readEnvironment } from '../../shared/web/environment.ts'
import { httpFunction } from '../../shared/web/pipeline.ts'
import { environment } from './environment.ts'
import { overview } from './overview.ts'
import { routes } from './routes.ts'
import { createServices } from './services.ts'
import { getSummary, summary } from './summary.ts'

const variables = readEnvironment(environment)
const services = createServices(variables)

export const handler = httpFunction(
  routes,
  {
    pages: {
      overview: overview(services),
      summary: summary(services),
    },
    operations: {
      getSummary: getSummary(services),
    },
  },
  { siteUrl: variables.SITE_URL, errorPage: errorView, sessionKey: services.keys.sessions },
)
