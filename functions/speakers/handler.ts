import { httpFunction } from '../../shared/http/pipeline.ts'
import { readEnvironment } from '../../shared/runtime/environment.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { environment } from './environment.ts'
import { routes } from './routes.ts'
import { createServices } from './services.ts'
import { confirmSpeaking, declineSpeaking, speaking } from './speaking/speaking.ts'

const variables = readEnvironment(environment)
const services = createServices(variables)

export const handler = httpFunction(
  routes,
  { siteUrl: variables.SITE_URL, originSecrets: variables.ORIGIN_SECRETS, errorPage: errorView },
  {
    pages: {
      speaking: speaking(services),
      confirmSpeaking: confirmSpeaking(services),
      declineSpeaking: declineSpeaking(services),
    },
    operations: {},
  },
)
