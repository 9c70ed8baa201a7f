import { maySteer } from '../../shared/domain/who-may.ts'
import { type AddToAudit, notedSession } from '../../shared/http/auditing.ts'
import { readCookies, siteCookie } from '../../shared/http/cookies.ts'
import { ownPath } from '../../shared/http/own-path.ts'
import { refuse } from '../../shared/http/refusal.ts'
import { type Reply, seeOther } from '../../shared/http/reply.ts'
import { formOf, type Request } from '../../shared/http/request.ts'
import { csrfHolds, sessionCookie, sessionIdIn } from '../../shared/http/staff-session.ts'
import { faultFields, logger } from '../../shared/runtime/logger.ts'
import { paths } from '../../shared/site/paths.ts'
import type { Keys } from '../../shared/store/secret-keys.ts'
import { sealFor, unsealInTime } from '../../shared/tokens/sealed.ts'
import type { SigningIn } from '../../shared/use-cases/staff/signing-in.ts'
import { attemptSchema, type Issuer } from './issuer.ts'

interface Services {
  readonly siteUrl: string
  readonly keys: Keys
  readonly issuer: Issuer
  readonly signingIn: SigningIn
  readonly audit: AddToAudit
}

const attemptSeconds = 600

const attemptCookie = (siteUrl: string, value = '') => siteCookie(siteUrl, 'sign-in', value)

export const signIn =
  ({ siteUrl, keys, issuer }: Services) =>
  async (request: Request): Promise<Reply> => {
    const { url, attempt } = await issuer.begin(ownPath(request.query.get('back')) ?? '')
    const sealed = sealFor(await keys.sessions(), ['sign-in'], attempt, attemptSeconds)
    return { statusCode: 302, headers: { location: url }, cookies: [attemptCookie(siteUrl, sealed).set(attemptSeconds)] }
  }

export const signInReturn =
  ({ siteUrl, keys, issuer, signingIn, audit }: Services) =>
  async (request: Request): Promise<Reply> => {
    const key = await keys.sessions()
    const sealed = readCookies(request.cookies)[attemptCookie(siteUrl).name] ?? ''
    const attempt = attemptSchema.safeParse(unsealInTime(key, ['sign-in'], sealed))
    if (!attempt.success) return refuse(request, 'not-signed-in', 'signInAgain')
    try {
      const signedIn = await issuer.finish(new URL(siteUrl + request.context.here), attempt.data)
      if (signedIn === undefined) return refuse(request, 'not-allowed', 'role')
      const isStaff = signedIn.staff.roles.length > 0
      await notedSession(audit, request, { deed: 'sign-in', staff: signedIn.staff, outcome: isStaff ? 'done' : 'refused' })
      if (!isStaff) return refuse(request, 'not-allowed', 'role')
      const home = maySteer(signedIn.staff) ? paths.steering.pattern : paths.organiser.pattern
      const back = attempt.data.back === '' ? home : attempt.data.back
      const id = await signingIn.begin(signedIn, request, sessionIdIn(siteUrl, request.cookies))
      return seeOther(back, [sessionCookie(siteUrl, id), attemptCookie(siteUrl).clear()])
    } catch (fault) {
      logger.warn('sign-in failed', { code: 'sign-in-failed', requestId: request.requestId, ...faultFields(fault) })
      return refuse(request, 'not-signed-in', 'signInAgain')
    }
  }

/**
 * Ends the session everywhere, and takes its refresh token back. The cookie stays: it opens nothing any more, but shows whose forms in
 * other tabs are, so that what was typed there is kept for them.
 */
export const signOut =
  ({ siteUrl, issuer, signingIn, audit }: Pick<Services, 'siteUrl' | 'issuer' | 'signingIn' | 'audit'>) =>
  async (request: Request): Promise<Reply> => {
    const id = sessionIdIn(siteUrl, request.cookies)
    if (id === undefined) return seeOther(paths.home.pattern)
    if (!csrfHolds(id, formOf(request).get('csrf'))) return refuse(request, 'not-allowed', 'stale')
    const ended = await signingIn.end(id, request.now)
    if (ended === undefined) return seeOther(paths.home.pattern)
    const { staff, refreshToken } = ended
    await notedSession(audit, request, { deed: 'sign-out', staff, outcome: 'done' })
    if (refreshToken !== undefined) await issuer.revoke(refreshToken)
    return seeOther(paths.home.pattern)
  }
