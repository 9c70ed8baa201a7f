import { type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { JwtAuthorizer } from './routing.ts'

// API Gateway's authoriser passes every claim as text, lists in brackets with spaces between.
const claimText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}

const claimTexts = (payload: JWTPayload): Record<string, string> =>
  Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimText(value)]))

/**
 * The result of an HTTP API's JWT authoriser for an `Authorization` header: the token's claims, or undefined if the
 * signature, issuer, audience (`aud` or, without it, `client_id`) or times are wrong.
 */
export const authorize = async (
  authorizer: JwtAuthorizer,
  header: string | undefined,
  keys: JWTVerifyGetKey,
): Promise<Record<string, string> | undefined> => {
  const token = /^(?:Bearer )?(\S+)$/i.exec(header ?? '')?.[1]
  if (token === undefined) return undefined
  try {
    const { payload } = await jwtVerify(token, keys, { issuer: authorizer.issuer, algorithms: ['RS256'], requiredClaims: ['exp'] })
    const audience = payload.aud ?? payload['client_id']
    const named = Array.isArray(audience) ? audience : [audience]
    return named.some((each) => authorizer.audience.some((expected) => expected === each)) ? claimTexts(payload) : undefined
  } catch {
    return undefined
  }
}
