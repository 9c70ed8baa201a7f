import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Cookie } from 'hono/utils/cookie'
import * as z from 'zod'
import { type Staff, staffRoles } from '../domain/who-may.ts'
import { sealFor, unsealInTime } from '../tokens/sealed.ts'
import type { SecretKey } from '../tokens/secret-key.ts'
import { siteCookie } from './cookies.ts'

const sessionSeconds = 12 * 3600
const cookieName = 'session'

const sessionSchema = z.object({
  subject: z.string(),
  name: z.string(),
  roles: z.array(z.enum(staffRoles)),
  csrf: z.string(),
})

/** A staff sign-in. Every form must return `csrf`, which other sites cannot know. */
export interface Session {
  readonly staff: Staff
  readonly csrf: string
}

/** The cookie of a new sign-in. */
export const sessionCookie = (siteUrl: string, key: SecretKey, staff: Staff): string => {
  const sealed = sealFor(key, ['session'], { ...staff, csrf: randomBytes(16).toString('base64url') }, sessionSeconds)
  return siteCookie(siteUrl, cookieName, sealed).set()
}

export const endSessionCookie = (siteUrl: string): string => siteCookie(siteUrl, cookieName, '').clear()

/** Who is signed in, or undefined. */
export const readSession = async (
  siteUrl: string,
  key: () => Promise<SecretKey>,
  cookies: Readonly<Cookie>,
): Promise<Session | undefined> => {
  const sealed = cookies[siteCookie(siteUrl, cookieName, '').name]
  if (sealed === undefined) return undefined
  const parsed = sessionSchema.safeParse(unsealInTime(await key(), ['session'], sealed))
  if (!parsed.success) return undefined
  const { csrf, ...staff } = parsed.data
  return { staff, csrf }
}

/** Whether a form came from a page issued to this session. */
export const csrfHolds = (session: Session, given: string | null): boolean => {
  const expected = Buffer.from(session.csrf)
  const actual = Buffer.from(given ?? '')
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}
