import * as z from 'zod'
import { type Staff, type StaffRole, staffRoles } from '../domain/who-may.ts'

// An HTTP API's authoriser passes a list claim as text: `[organiser steering]`.
const list = z.union([z.array(z.string()), z.string().transform((text) => text.replace(/^\[|\]$/g, '').split(/[\s,]+/))])

const claimsSchema = z.object({
  sub: z.string().optional(),
  client_id: z.string().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  roles: list.optional(),
  'cognito:groups': list.optional(),
  scope: list.optional(),
})

const isRole = (text: string): text is StaffRole => staffRoles.some((role) => role === text)

/**
 * The staff member a token of the issuer speaks for; undefined if it names nobody.
 * Roles are in the claim `roles`, in Cognito's groups, or, for machines, scopes such as `plenary/organiser`.
 */
export const staffOf = (claims: unknown): Staff | undefined => {
  const parsed = claimsSchema.safeParse(claims)
  const subject = parsed.data?.sub ?? parsed.data?.client_id
  if (!parsed.success || subject === undefined) return undefined
  const { name, email, roles = [], 'cognito:groups': groups = [], scope = [] } = parsed.data
  const scopes = scope.flatMap((each) => (each.startsWith('plenary/') ? [each.slice('plenary/'.length)] : []))
  return { subject, name: name ?? email ?? subject, roles: [...new Set([...roles, ...groups, ...scopes])].filter(isRole) }
}
