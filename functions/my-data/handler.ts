import { httpFunction } from '../../shared/http/pipeline.ts'
import { platform, readEnvironment } from '../../shared/runtime/environment.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { environment } from './environment.ts'
import { myDataErased, myDataForm, myDataSent, sendMyData } from './my-data.ts'
import { retention } from './retention.ts'
import { routes } from './routes.ts'
import { createServices } from './services.ts'
import { dataAsJson, dataAsText, erase, eraseForm, shownData } from './shown-data.ts'

const variables = readEnvironment(environment)
const services = createServices(variables, readEnvironment(platform))

export const handler = httpFunction(
  routes,
  { siteUrl: variables.SITE_URL, originSecrets: variables.ORIGIN_SECRETS, errorPage: errorView },
  {
    pages: {
      myDataForm,
      sendMyData: sendMyData(services),
      myDataSent,
      myDataErased,
      shownData: shownData(services),
      dataAsJson: dataAsJson(services),
      dataAsText: dataAsText(services),
      eraseForm: eraseForm(services),
      erase: erase(services),
      retention,
    },
    operations: {},
  },
)
