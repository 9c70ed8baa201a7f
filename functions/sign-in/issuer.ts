import * as openid from 'openid-client'
import * as z from 'zod'
import { staffOf } from '../../shared/http/staff-claims.ts'
import { faultFields, logger } from '../../shared/runtime/logger.ts'
import type { SignedIn } from '../../shared/use-cases/staff/signing-in.ts'

/** What must be remembered between leaving for the issuer and returning (RFC 7636, OpenID Connect Core §3.1.2.1). */
export const attemptSchema = z.object({ verifier: z.string(), state: z.string(), nonce: z.string(), back: z.string() })
export type Attempt = z.infer<typeof attemptSchema>

// Somebody who is at the issuer's page for longer has lost the attempt anyway.
const longestSeconds = 15 * 60

const strengthSchema = z.object({ acr: z.string().optional(), auth_time: z.number().optional() })

/**
 * Why the issuer's word is not good enough for a network that demands more than that: somebody signed in too weakly, or long ago
 * although it was asked to sign them in anew.
 */
const whyRefused = (claims: unknown, acrValues: readonly string[], nowMs: number): string | undefined => {
  const { acr = '', auth_time: signedInAt } = strengthSchema.parse(claims)
  if (acrValues.length === 0) return undefined
  if (!acrValues.includes(acr)) return 'somebody signed in more weakly than the network demands'
  if (signedInAt !== undefined && nowMs / 1000 - signedInAt > longestSeconds) return 'the issuer did not ask anew who it is'
  return undefined
}

const isLoopback = (url: URL): boolean => url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)

/** The staff's OpenID provider: code flow with PKCE, as a public client. */
export const createIssuer = (settings: { issuerUrl: string; clientId: string; redirectUri: string; acrValues: readonly string[] }) => {
  let discovered: Promise<openid.Configuration> | undefined

  const discover = (): Promise<openid.Configuration> => {
    const url = new URL(settings.issuerUrl)
    // OpenID Connect requires TLS; traffic that never leaves the machine does not need it.
    const insecure = isLoopback(url) ? [openid.allowInsecureRequests] : []
    // TLS vouches for the issuer's answer already; the signature holds even where somebody got between.
    const execute = [...insecure, openid.enableNonRepudiationChecks]
    return openid.discovery(url, settings.clientId, undefined, openid.None(), { execute })
  }

  const configuration = (): Promise<openid.Configuration> => {
    discovered ??= discover()
    discovered.catch(() => {
      discovered = undefined
    })
    return discovered
  }

  return {
    /** Where to send the browser, and what to remember until it returns. `back` is the path to return to. */
    begin: async (back: string): Promise<{ url: string; attempt: Attempt }> => {
      const attempt = { verifier: openid.randomPKCECodeVerifier(), state: openid.randomState(), nonce: openid.randomNonce(), back }
      const known = await configuration()
      // Where an issuer has a scope for refresh tokens, it gives none without (OpenID Connect Core §11); Cognito has none.
      const lasting = known.serverMetadata().scopes_supported?.includes('offline_access') === true ? ' offline_access' : ''
      const url = openid.buildAuthorizationUrl(known, {
        redirect_uri: settings.redirectUri,
        scope: `openid profile email${lasting}`,
        code_challenge: await openid.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        state: attempt.state,
        nonce: attempt.nonce,
        // Desks are shared, so signing in always asks who it is.
        prompt: 'login',
        ...(settings.acrValues.length === 0 ? {} : { acr_values: settings.acrValues.join(' ') }),
      })
      return { url: url.href, attempt }
    },

    /** Who signed in; undefined if the answer does not match the attempt or names nobody. Faults of the issuer are thrown. */
    finish: async (returned: URL, attempt: Attempt): Promise<SignedIn | undefined> => {
      const tokens = await openid.authorizationCodeGrant(await configuration(), returned, {
        pkceCodeVerifier: attempt.verifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      })
      const refused = whyRefused(tokens.claims(), settings.acrValues, Date.now())
      if (refused !== undefined) throw new Error(refused)
      const staff = staffOf(tokens.claims())
      const refreshToken = tokens.refresh_token === undefined ? {} : { refreshToken: tokens.refresh_token }
      return staff && { staff, ...refreshToken }
    },

    /** Takes a refresh token back. If that fails it ends by itself within hours, and nobody else has the key to it. */
    revoke: async (refreshToken: string): Promise<void> => {
      try {
        await openid.tokenRevocation(await configuration(), refreshToken)
      } catch (fault) {
        logger.warn('a refresh token was not revoked', { code: 'not-revoked', ...faultFields(fault) })
      }
    },
  }
}
export type Issuer = ReturnType<typeof createIssuer>
