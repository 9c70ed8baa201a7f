import { randomBytes } from 'node:crypto'
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { longestHours } from '../../../shared/domain/staff/sign-in-session.ts'
import { scopeOf } from '../../../shared/http/staff-claims.ts'
import { paths } from '../../../shared/site/paths.ts'
import { apiAudience, type DemoAccount, demoAccounts, demoMachines, demoPassword, siteClient } from './accounts.ts'
import { createIssuerStore } from './grants.ts'
import { contentSecurityPolicy, errorPage, signedOutPage, signOutPage } from './pages.ts'

const hour = 3600
const day = 24 * hour
// The local clock jumps by months; a machine's token should outlive the jump.
const year = 365 * day

/** The only family of algorithms that API Gateway's authorisers accept. */
export const algorithm = 'RS256'
const resource = 'urn:plenary:api'
const scopes = 'openid profile email'

const accountBySubject = new Map(demoAccounts.map((account) => [account.subject, account]))

const claimsOf = ({ subject, name, email, roles }: DemoAccount) => ({ sub: subject, name, email, email_verified: true, roles: [...roles] })

/** A token's person, or its machine client. */
interface Bearer {
  readonly accountId?: string | undefined
  readonly clientId?: string | undefined
}

const rolesOf = ({ accountId }: Bearer): readonly string[] => accountBySubject.get(accountId ?? '')?.roles ?? []

/** The scopes of a machine client; as with Cognito, it gets all that it may have if it asks for none. */
const scopesOf = ({ accountId, clientId }: Bearer): readonly string[] =>
  accountId === undefined ? (demoMachines.find((machine) => machine.clientId === clientId)?.roles ?? []).map(scopeOf) : []

/** Demo staff need no consent page: signing in is consent. */
const grantAll = async (ctx: KoaContextWithOIDC) => {
  const { client, session, provider } = ctx.oidc
  if (client === undefined || session?.accountId === undefined) return undefined
  const known = session.grantIdFor(client.clientId)
  const grant =
    (known === undefined ? undefined : await provider.Grant.find(known)) ??
    new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope(scopes)
  grant.addOIDCClaims(['roles'])
  grant.addResourceScope(resource, '')
  await grant.save()
  return grant
}

const html = (ctx: KoaContextWithOIDC, body: string): void => {
  ctx.type = 'html'
  ctx.set('content-security-policy', contentSecurityPolicy)
  ctx.body = body
}

/** Accounts, clients, claims and lifetimes of the local issuer; `issuerPath` is its path on the site. */
export const configurationFor = (siteUrl: string, issuerPath: string, privateKey: object): Configuration => ({
  adapter: createIssuerStore(),
  jwks: { keys: [{ kty: 'RSA', ...privateKey, alg: algorithm, use: 'sig', kid: 'local' }] },
  clients: [
    {
      client_id: siteClient,
      redirect_uris: [siteUrl + paths.signInReturn.pattern],
      post_logout_redirect_uris: [siteUrl + paths.home.pattern],
      response_types: ['code'],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
    },
    ...demoMachines.flatMap(({ clientId }) => ({
      client_id: clientId,
      client_secret: demoPassword,
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials'],
    })),
  ],
  pkce: { required: () => true },
  // As with Cognito, which knows no scope for it.
  scopes: ['openid'],
  issueRefreshToken: () => true,
  cookies: { keys: [randomBytes(32).toString('base64url')] },
  claims: { openid: ['sub', 'roles'], profile: ['name'], email: ['email', 'email_verified'] },
  // The site reads only the ID token, as with Cognito.
  conformIdTokenClaims: false,
  clientBasedCORS: () => false,
  findAccount: (_, subject) => {
    const account = accountBySubject.get(subject)
    return account && { accountId: subject, claims: () => claimsOf(account) }
  },
  loadExistingGrant: grantAll,
  extraTokenClaims: (_, token) => (rolesOf(token).length === 0 ? {} : { roles: [...rolesOf(token)] }),
  formats: {
    customizers: {
      jwt: (_, token, { payload }) => {
        const scopes = scopesOf(token)
        if (scopes.length > 0) Object.assign(payload ?? {}, { scope: scopes.join(' ') })
      },
    },
  },
  interactions: { url: (_, { uid }) => `${issuerPath}/sign-in/${uid}` },
  renderError: (ctx, { error, error_description: description }) => html(ctx, errorPage(error, description ?? '')),
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    revocation: { enabled: true, allowedPolicy: (_, client, token) => token.clientId === client.clientId },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: '', audience: apiAudience, accessTokenFormat: 'jwt', jwt: { sign: { alg: algorithm } } }),
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => html(ctx, signOutPage(form)),
      postLogoutSuccessSource: (ctx) => html(ctx, signedOutPage(siteUrl)),
    },
  },
  ttl: {
    AccessToken: hour,
    AuthorizationCode: 60,
    ClientCredentials: year,
    Grant: 14 * day,
    IdToken: hour,
    Interaction: hour,
    RefreshToken: longestHours * hour,
    Session: 14 * day,
  },
})
