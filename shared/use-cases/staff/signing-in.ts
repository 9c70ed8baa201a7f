import type { Language } from '../../domain/basics/language.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { signedInStaff } from '../../domain/staff/sign-in-session.ts'
import { maySteer, type Staff } from '../../domain/who-may.ts'
import type { SteeringMembers } from '../../store/proposal/steering-members.ts'
import type { Colleagues } from '../../store/staff/colleagues.ts'
import type { SignInSessions } from '../../store/staff/sign-in-sessions.ts'
import { csrfToken } from '../../tokens/form-token.ts'
import { newSecretId, secretHash } from '../../tokens/secret-id.ts'
import { openRefreshToken, sealRefreshToken } from './continuing.ts'

/** Who the issuer says has signed in; `refreshToken` is for reading their roles again. */
export interface SignedIn {
  readonly staff: Staff
  readonly refreshToken?: string
}

interface Parts {
  readonly sessions: SignInSessions
  readonly colleagues: Colleagues
  readonly members: Pick<SteeringMembers, 'note' | 'remove'>
}

/** Begins and ends sign-in sessions. */
export const createSigningIn = ({ sessions, colleagues, members }: Parts) => ({
  /** A new session's id, for the cookie. The browser's previous session ends. */
  begin: async (
    { staff, refreshToken }: SignedIn,
    { now, language }: { readonly now: Instant; readonly language: Language },
    previous: string | undefined,
  ): Promise<string> => {
    const id = newSecretId()
    const before = previous === undefined ? undefined : await sessions.get(secretHash(previous))
    await sessions.start(secretHash(id), {
      ...staff,
      roles: [...staff.roles],
      startedAt: now,
      seenAt: now,
      rolesReadAt: now,
      rolesAskedAt: now,
      ...(refreshToken === undefined ? {} : { refreshToken: sealRefreshToken(id, refreshToken) }),
      ...(previous !== undefined && before?.subject === staff.subject ? { formerCsrf: csrfToken(previous) } : {}),
    })
    const { subject, name, email, roles } = staff
    if (email !== undefined) await colleagues.note({ subject, name, email, roles: [...roles], language, signedInAt: now })
    // So that they are asked for their votes, and nobody waits for that of a member who has left.
    if (maySteer(staff)) await members.note({ subject, name, ...(email === undefined ? {} : { email }), language, seenAt: now })
    else await members.remove(subject)
    if (previous !== undefined) await sessions.end(secretHash(previous), now)
    return id
  },

  /** Ends a session; returns whose it was, and its refresh token, which is of no use any more. Nothing of one that had ended. */
  end: async (id: string, now: Instant): Promise<SignedIn | undefined> => {
    const session = await sessions.get(secretHash(id))
    if (session === undefined || !(await sessions.end(secretHash(id), now))) return undefined
    const refreshToken = openRefreshToken(id, session)
    return { staff: signedInStaff(session), ...(refreshToken === undefined ? {} : { refreshToken }) }
  },
})
export type SigningIn = ReturnType<typeof createSigningIn>
