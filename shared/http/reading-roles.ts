import * as z from 'zod'
import type { RolesAnswer } from '../domain/staff/sign-in-session.ts'
import { faultFields, logger } from '../runtime/logger.ts'
import { staffOf } from './staff-claims.ts'

// What another issuer says about itself is nothing that ours says (OpenID Connect Discovery §4.3).
const discoverySchema = (issuer: string) => z.object({ issuer: z.literal(issuer), token_endpoint: z.url() })
const tokensSchema = z.object({ id_token: z.string(), refresh_token: z.string().optional() })
const jsonText = z.string().transform((text): unknown => JSON.parse(text))
const claimsSchema = z.looseObject({ iss: z.string(), sub: z.string(), aud: z.union([z.string(), z.array(z.string())]) })

/** An issuer that answers late, or leads elsewhere, does not answer. */
const bounds = () => ({ signal: AbortSignal.timeout(3_000), redirect: 'error' }) as const

/**
 * Asks the issuer for a person's roles as they are now, with the refresh token of their sign-in (RFC 6749 §6).
 * The ID token comes straight from the token endpoint over TLS, which replaces checking its signature (OpenID Connect Core §3.1.3.7).
 */
export const createReadingRoles = ({ issuerUrl, clientId }: { readonly issuerUrl: string; readonly clientId: string }) => {
  let endpoint: string | undefined

  const tokenEndpoint = async (): Promise<string> => {
    const address = `${issuerUrl.replace(/\/$/, '')}/.well-known/openid-configuration`
    endpoint ??= discoverySchema(issuerUrl).parse(await (await fetch(address, bounds())).json()).token_endpoint
    return endpoint
  }

  const answerOf = async (response: Response, subject: string): Promise<RolesAnswer> => {
    if (response.status === 400 || response.status === 401) return { outcome: 'refused' }
    if (!response.ok) return { outcome: 'silent' }
    const { id_token: idToken, refresh_token: refreshToken } = tokensSchema.parse(await response.json())
    const claims = claimsSchema.parse(jsonText.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8')))
    const staff = staffOf(claims)
    const isOurs = claims.iss === issuerUrl && [claims.aud].flat().includes(clientId) && claims.sub === subject
    if (staff === undefined || !isOurs) return { outcome: 'refused' }
    return { outcome: 'told', staff, ...(refreshToken === undefined ? {} : { refreshToken }) }
  }

  return async (refreshToken: string, subject: string): Promise<RolesAnswer> => {
    try {
      const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken })
      return await answerOf(await fetch(await tokenEndpoint(), { method: 'POST', body, ...bounds() }), subject)
    } catch (fault) {
      logger.warn('the issuer does not tell roles', { code: 'roles-not-told', ...faultFields(fault) })
      return { outcome: 'silent' }
    }
  }
}
