import type { Instant } from '../../domain/basics/wall-time.ts'
import { isLasting, signedInStaff } from '../../domain/staff/sign-in-session.ts'
import type { Staff } from '../../domain/who-may.ts'
import type { SignInSessions } from '../../store/staff/sign-in-sessions.ts'
import { secretHash } from '../../tokens/secret-id.ts'

/**
 * Tells who is signed in, for pages that show it and allow nothing by it. The session is not continued, and the roles are as last told:
 * whatever such a page links to checks for itself.
 */
export const createRecognising =
  (sessions: Pick<SignInSessions, 'get'>) =>
  async (id: string, now: Instant): Promise<Staff | undefined> => {
    const session = await sessions.get(secretHash(id))
    return session !== undefined && isLasting(session, now) ? signedInStaff(session) : undefined
  }
