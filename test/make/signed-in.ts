import type { Staff } from '../../shared/domain/who-may.ts'
import { sessionCookie } from '../../shared/http/staff-session.ts'
import { createSigningIn } from '../../shared/use-cases/staff/signing-in.ts'
import type { Stores } from '../store/local-store.ts'

/** The cookie of somebody who has just signed in, as a browser sends it. */
export const signedInCookie = async ({ signInSessions, colleagues, members }: Stores, siteUrl: string, staff: Staff): Promise<string> => {
  const id = await createSigningIn({ sessions: signInSessions, colleagues, members }).begin(
    { staff },
    { now: new Date().toISOString(), language: 'en' },
    undefined,
  )
  return sessionCookie(siteUrl, id).split(';')[0] ?? ''
}
