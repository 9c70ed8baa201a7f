import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTVerifyGetKey, SignJWT } from 'jose'
import { Provider } from 'oidc-provider'
import * as z from 'zod'
import { scopeOf } from '../../../shared/http/staff-claims.ts'
import { readBody } from '../gateway/request-body.ts'
import { apiAudience, type DemoAccount, demoAccounts, demoPassword, issuerUrl, siteClient } from './accounts.ts'
import { algorithm, configurationFor } from './configuration.ts'
import { contentSecurityPolicy, errorPage, signInPage } from './pages.ts'

/**
 * The browser uses the machine's time while the clock here may be set to another, so a cookie could expire on arrival.
 * Without an expiry it lives as long as the browser; a deletion (expiry in 1970) stays.
 */
const withoutExpiry = (cookie: string): string => cookie.replace(/; expires=(?![^;]*1970)[^;]*/i, '')

// oidc-provider adds the expiry to a header already set, so it is removed at the last moment before sending.
const keepCookies = (response: ServerResponse): void => {
  response.writeHead = new Proxy(response.writeHead, {
    apply: (target, self, given) => {
      const cookies = response.getHeader('set-cookie')
      if (Array.isArray(cookies)) response.setHeader('set-cookie', cookies.map(withoutExpiry))
      return Reflect.apply(target, self, given)
    },
  })
}

export interface LocalIssuer {
  /** The issuer's identifier; discovery is at `/.well-known/openid-configuration` below it. */
  readonly url: string
  /** Answers requests whose path begins with that of `url`. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** The public keys, for checking tokens in this process. */
  readonly keys: JWTVerifyGetKey
  /** An access token for the API on behalf of a demo account. */
  readonly accessTokenFor: (account: DemoAccount) => Promise<string>
}

/** An OpenID provider with the demo accounts and machine clients, served at `/issuer` of the site. Its keys last for one run. */
export const createIssuer = async (siteUrl: string): Promise<LocalIssuer> => {
  const url = issuerUrl(siteUrl)
  const issuerPath = new URL(url).pathname
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true })
  const provider = new Provider(url, configurationFor(siteUrl, issuerPath, await exportJWK(privateKey)))
  const callback = provider.callback()

  const signIn = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { uid } = await provider.interactionDetails(request, response)
    const action = `${issuerPath}/sign-in/${uid}`
    const show = (status: number, email: string, problem?: string): void => {
      response
        .writeHead(status, {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-store',
          'content-security-policy': contentSecurityPolicy,
        })
        .end(signInPage({ action, email, ...(problem === undefined ? {} : { problem }) }))
    }
    if (request.method !== 'POST') return show(200, '')
    const form = new URLSearchParams((await readBody(request, 10_000))?.toString('utf8'))
    const email = form.get('email')?.trim() ?? ''
    const account = demoAccounts.find((each) => each.email === email.toLowerCase())
    if (account === undefined || form.get('password') !== demoPassword) return show(400, email, 'E-mail address or password is wrong.')
    await provider.interactionFinished(request, response, { login: { accountId: account.subject } })
  }

  return {
    url,
    keys: createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: algorithm, use: 'sig', kid: 'local' }] }),
    handle: async (request, response) => {
      keepCookies(response)
      const path = z.string().parse(request.url)
      if (!path.startsWith(`${issuerPath}/sign-in/`)) {
        // From these two, oidc-provider works out where it is mounted.
        Object.assign(request, { originalUrl: path, url: path.slice(issuerPath.length) || '/' })
        await callback(request, response)
        return
      }
      try {
        await signIn(request, response)
      } catch {
        response
          .writeHead(400, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': contentSecurityPolicy })
          .end(errorPage('session not found', 'This sign-in has ended. Go back to the site and begin again.'))
      }
    },
    accessTokenFor: ({ subject, roles }) =>
      new SignJWT({ scope: roles.map(scopeOf).join(' '), client_id: siteClient })
        .setProtectedHeader({ alg: algorithm, typ: 'at+jwt', kid: 'local' })
        .setIssuer(url)
        .setAudience(apiAudience)
        .setSubject(subject)
        .setIssuedAt()
        .setExpirationTime('1h')
        .setJti(randomUUID())
        .sign(privateKey),
  }
}
