import type { Instant } from '../../domain/basics/wall-time.ts'
import {
  areRolesDue,
  areRolesStale,
  isLasting,
  isToBeSeen,
  type RolesAnswer,
  type SignInSession,
  signedInStaff,
} from '../../domain/staff/sign-in-session.ts'
import type { Staff } from '../../domain/who-may.ts'
import { untilSettled } from '../../runtime/until-settled.ts'
import type { SignInSessions } from '../../store/staff/sign-in-sessions.ts'
import { seal, unseal } from '../../tokens/sealed.ts'
import { secretHash, secretIdKey } from '../../tokens/secret-id.ts'

/** Whose session it is; of one that has ended, only whose it was. */
export type Continued =
  | { readonly state: 'signed-in'; readonly staff: Staff; readonly formerCsrf?: string }
  | { readonly state: 'ended'; readonly subject: string }

const purpose = ['refresh-token'] as const

/** Sealed with the id that only the browser has. */
export const sealRefreshToken = (id: string, token: string): string => seal(secretIdKey(id), purpose, token)

export const openRefreshToken = (id: string, { refreshToken }: SignInSession): string | undefined =>
  refreshToken === undefined ? undefined : unseal(secretIdKey(id), purpose, refreshToken)

// Longer than the issuer may take to answer another request of the same session.
const waiting = { rounds: 20, pauseMs: () => 400 }

interface Parts {
  readonly sessions: SignInSessions
  /** Asks the issuer for the person's roles as they are now. */
  readonly readRoles: (refreshToken: string, subject: string) => Promise<RolesAnswer>
}

/** Continues sign-in sessions: each request of a staff member comes through here. */
export const createContinuing = ({ sessions, readRoles }: Parts) => {
  /** The session with the roles as the issuer tells them now; undefined if it refuses, as for a deleted account. */
  const asked = async (id: string, session: SignInSession, now: Instant): Promise<SignInSession | undefined> => {
    const token = openRefreshToken(id, session)
    if (token === undefined) return session
    const hash = secretHash(id)
    const answer = await readRoles(token, session.subject)
    if (answer.outcome === 'silent') return session
    if (answer.outcome === 'refused') {
      await sessions.end(hash, now)
      return undefined
    }
    const { staff, refreshToken = token } = answer
    const renewed = { ...session, name: staff.name, roles: [...staff.roles], rolesReadAt: now }
    await sessions.renew(hash, { ...renewed, refreshToken: sealRefreshToken(id, refreshToken) })
    return renewed
  }

  /** The session once its roles are fresh enough to go by; undefined if they cannot be had. */
  const withRoles = async (id: string, session: SignInSession, now: Instant): Promise<SignInSession | undefined> => {
    const hash = secretHash(id)
    if (areRolesDue(session, now) && (await sessions.claimRoles(hash, session, now))) {
      const renewed = await asked(id, session, now)
      return renewed === undefined || areRolesStale(renewed, now) ? undefined : renewed
    }
    if (!areRolesStale(session, now)) return session
    if (session.refreshToken === undefined) return undefined
    // Another request is asking just now, such as another tab's after a pause.
    return untilSettled<SignInSession | undefined>(
      async () => {
        const read = await sessions.get(hash)
        return read !== undefined && areRolesStale(read, now) && read.endedAt === undefined ? 'again' : read
      },
      { ...waiting, otherwise: () => undefined },
    )
  }

  /** The session of a cookie; undefined if there never was one, or not for long. */
  return async (id: string, now: Instant): Promise<Continued | undefined> => {
    const hash = secretHash(id)
    const stored = await sessions.get(hash)
    if (stored === undefined) return undefined
    const ended = { state: 'ended', subject: stored.subject } as const
    if (!isLasting(stored, now)) return ended
    const session = await withRoles(id, stored, now)
    if (session === undefined || !isLasting(session, now)) return ended
    // Lost only if it was ended meanwhile.
    if (isToBeSeen(session, now) && !(await sessions.see(hash, now))) return ended
    const { formerCsrf } = session
    return { state: 'signed-in', staff: signedInStaff(session), ...(formerCsrf === undefined ? {} : { formerCsrf }) }
  }
}
