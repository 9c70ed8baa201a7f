import { network } from '../../shared/domain/basics/network.ts'
import { httpFunction } from '../../shared/http/pipeline.ts'
import { readEnvironment } from '../../shared/runtime/environment.ts'
import { paths } from '../../shared/site/paths.ts'
import { createDatabase } from '../../shared/store/dynamodb/database.ts'
import { createSteeringMembers } from '../../shared/store/proposal/steering-members.ts'
import { createKeys } from '../../shared/store/secret-keys.ts'
import { createAuditLog } from '../../shared/store/staff/audit-log.ts'
import { createColleagues } from '../../shared/store/staff/colleagues.ts'
import { createSignInSessions } from '../../shared/store/staff/sign-in-sessions.ts'
import { createSigningIn } from '../../shared/use-cases/staff/signing-in.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { environment } from './environment.ts'
import { createIssuer } from './issuer.ts'
import { signIn, signInReturn, signOut } from './pages.ts'
import { routes } from './routes.ts'

const { SITE_URL, ORIGIN_SECRETS, KEYS_TABLE, STAFF_TABLE, AUDIT_TABLE, ISSUER_URL, CLIENT_ID } = readEnvironment(environment)
const database = createDatabase()
const redirectUri = SITE_URL + paths.signInReturn.pattern
const services = {
  siteUrl: SITE_URL,
  keys: createKeys(database, KEYS_TABLE),
  issuer: createIssuer({ issuerUrl: ISSUER_URL, clientId: CLIENT_ID, redirectUri, acrValues: network.staffSignIn.acrValues }),
  audit: createAuditLog(database, AUDIT_TABLE).add,
  signingIn: createSigningIn({
    sessions: createSignInSessions(database, STAFF_TABLE),
    colleagues: createColleagues(database, STAFF_TABLE),
    members: createSteeringMembers(database, STAFF_TABLE),
  }),
}

export const handler = httpFunction(
  routes,
  { siteUrl: SITE_URL, originSecrets: ORIGIN_SECRETS, errorPage: errorView },
  {
    pages: {
      signIn: signIn(services),
      signInReturn: signInReturn(services),
      signOut: signOut(services),
    },
    operations: {},
  },
)
