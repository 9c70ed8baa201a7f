import { createDatabase } from '../../shared/store/database.ts'
import { createKeys } from '../../shared/store/keys.ts'
import { errorView } from '../../shared/views/error-view.ts'
import { readEnvironment } from '../../shared/web/environment.ts'
import { paths } from '../../shared/web/paths.ts'
import { httpFunction } from '../../shared/web/pipeline.ts'
import { environment } from './environment.ts'
import { createIssuer } from './issuer.ts'
import { signIn, signInReturn, signOut } from './pages.ts'
import { routes } from './routes.ts'

const { SITE_URL, KEYS_TABLE, ISSUER_URL, CLIENT_ID } = readEnvironment(environment)
const redirectUri = SITE_URL + paths.signInReturn.pattern
const services = {
  siteUrl: SITE_URL,
  keys: createKeys(createDatabase(), KEYS_TABLE),
  issuer: createIssuer({ issuerUrl: ISSUER_URL, clientId: CLIENT_ID, redirectUri }),
}

export const handler = httpFunction(
  routes,
  {
    pages: {
      signIn: signIn(services),
      signInReturn: signInReturn(services),
      signOut: signOut(services),
    },
    operations: {},
  },
  { siteUrl: SITE_URL, errorPage: errorView },
)
