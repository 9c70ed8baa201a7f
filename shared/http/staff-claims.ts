import * as z from 'zod'
import { type Staff, type StaffRole, staffRoles } from '../domain/who-may.ts'

// An HTTP API's authoriser passes a list claim as text: `[organiser steering]`.
const list = z.union([z.array(z.string()), z.string().transform((text) => text.replace(/^\[|\]$/g, '').split(/[\s,]+/))])

const claimsSchema = z.object({
  sub: z.string().optional(),
  client_id: z.string().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.string()]).optional(),
  roles: list.optional(),
  'cognito:groups': list.optional(),
  scope: list.optional(),
})

const isRole = (text: string): text is StaffRole => staffRoles.some((role) => role === text)

const scopePrefix = 'plenary/'

/** The scope by which a machine client has a role. People's clients cannot ask for it. */
export const scopeOf = (role: StaffRole): string => `${scopePrefix}${role}`

/**
 * The staff member a token of the issuer speaks for; undefined if it names nobody.
 * Roles are in the claim `roles`, in Cognito's groups, or, for machines, scopes such as `plenary/organiser`.
 */
export const staffOf = (claims: unknown): Staff | undefined => {
  const parsed = claimsSchema.safeParse(claims)
  const subject = parsed.data?.sub ?? parsed.data?.client_id
  if (!parsed.success || subject === undefined) return undefined
  // Colleagues find each other by address, and some issuers let people enter any: not one that they say is not proved.
  const email = /^false$/.test(String(parsed.data.email_verified)) ? undefined : parsed.data.email
  const { name, roles = [], 'cognito:groups': groups = [], scope = [] } = parsed.data
  const scopes = scope.flatMap((each) => (each.startsWith(scopePrefix) ? [each.slice(scopePrefix.length)] : []))
  return {
    subject,
    name: name ?? email ?? subject,
    ...(email === undefined ? {} : { email }),
    roles: [...new Set([...roles, ...groups, ...scopes])].filter(isRole),
  }
}

const absent = z.never().optional()

const accessTokenSchema = z.union([
  // Cognito names the use of its tokens.
  z.object({ token_use: z.literal('access') }),
  // Others' access tokens name a client or scopes (RFC 9068 §2.2), which ID tokens do not; those may have marks of their own.
  z
    .object({ token_use: absent, client_id: z.string().optional(), scope: z.string().optional(), scp: list.optional() })
    .extend({ nonce: absent, at_hash: absent, c_hash: absent })
    .refine(({ client_id, scope, scp }) => client_id !== undefined || scope !== undefined || scp !== undefined),
])

/** Whether claims are those of an access token. An ID token says who signed in where; it is no key to the API. */
export const isAccessToken = (claims: unknown): boolean => accessTokenSchema.safeParse(claims).success
