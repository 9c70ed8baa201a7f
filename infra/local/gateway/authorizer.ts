import { type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { JwtAuthorizer } from './routing.ts'

// API Gateway's authoriser passes every claim as text, lists in brackets with spaces between.
const claimText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}

const claimTexts = (payload: JWTPayload): Record<string, string> =>
  Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimText(value)]))

const namesIn = (claim: unknown): readonly unknown[] => {
  if (Array.isArray(claim)) return claim
  return typeof claim === 'string' ? claim.split(' ') : []
}

/**
 * The result of an HTTP API's JWT authoriser for an `Authorization` header: the token's claims; `unauthorized` if the signature,
 * issuer, audience (`aud` or, without it, `client_id`) or times are wrong; `forbidden` if it has none of the route's scopes.
 */
export const authorize = async (
  authorizer: JwtAuthorizer,
  header: string | undefined,
  keys: JWTVerifyGetKey,
): Promise<
  { readonly outcome: 'authorized'; readonly claims: Record<string, string> } | { readonly outcome: 'unauthorized' | 'forbidden' }
> => {
  const token = /^(?:Bearer )?(\S+)$/i.exec(header ?? '')?.[1]
  if (token === undefined) return { outcome: 'unauthorized' }
  try {
    const { payload } = await jwtVerify(token, keys, { issuer: authorizer.issuer, algorithms: ['RS256'], requiredClaims: ['exp'] })
    const audience = payload.aud ?? payload['client_id']
    const named = Array.isArray(audience) ? audience : [audience]
    if (!named.some((each) => authorizer.audience.some((expected) => expected === each))) return { outcome: 'unauthorized' }
    const scopes = [...namesIn(payload['scope']), ...namesIn(payload['scp'])]
    if (authorizer.scopes.length > 0 && !authorizer.scopes.some((scope) => scopes.includes(scope))) return { outcome: 'forbidden' }
    return { outcome: 'authorized', claims: claimTexts(payload) }
  } catch {
    return { outcome: 'unauthorized' }
  }
}
