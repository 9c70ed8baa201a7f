import { maySteer } from '../../shared/domain/who-may.ts'
import { readCookies, siteCookie } from '../../shared/http/cookies.ts'
import { ownPath } from '../../shared/http/own-path.ts'
import { refuse } from '../../shared/http/refusal.ts'
import { type Reply, seeOther } from '../../shared/http/reply.ts'
import type { Request } from '../../shared/http/request.ts'
import { endSessionCookie, sessionCookie } from '../../shared/http/staff-session.ts'
import { faultFields, logger } from '../../shared/runtime/logger.ts'
import { paths } from '../../shared/site/paths.ts'
import type { Keys } from '../../shared/store/secret-keys.ts'
import { sealFor, unsealInTime } from '../../shared/tokens/sealed.ts'
import { attemptSchema, type Issuer } from './issuer.ts'

interface Services {
  readonly siteUrl: string
  readonly keys: Keys
  readonly issuer: Issuer
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
  ({ siteUrl, keys, issuer }: Services) =>
  async (request: Request): Promise<Reply> => {
    const key = await keys.sessions()
    const sealed = readCookies(request.cookies)[attemptCookie(siteUrl).name] ?? ''
    const attempt = attemptSchema.safeParse(unsealInTime(key, ['sign-in'], sealed))
    if (!attempt.success) return refuse(request, 'not-signed-in', 'signInAgain')
    try {
      const staff = await issuer.finish(new URL(siteUrl + request.context.here), attempt.data)
      if (staff === undefined || staff.roles.length === 0) return refuse(request, 'not-allowed', 'role')
      const home = maySteer(staff) ? paths.steering.pattern : paths.organiser.pattern
      const back = attempt.data.back === '' ? home : attempt.data.back
      return seeOther(back, [sessionCookie(siteUrl, key, staff), attemptCookie(siteUrl).clear()])
    } catch (fault) {
      logger.warn('sign-in failed', { code: 'sign-in-failed', requestId: request.requestId, ...faultFields(fault) })
      return refuse(request, 'not-signed-in', 'signInAgain')
    }
  }

export const signOut =
  ({ siteUrl }: Services) =>
  (): Reply =>
    seeOther(paths.home.pattern, [endSessionCookie(siteUrl)])
