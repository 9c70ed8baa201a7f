import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda'
import type { Staff } from '../domain/access.ts'
import type { SecretKey } from '../store/keys.ts'
import { readCookies, siteCookie } from './cookies.ts'
import { chooseLanguage, languageCookie } from './language.ts'
import { faultFields, logger } from './logger.ts'
import { paths } from './paths.ts'
import { refuse } from './refusal.ts'
import { type Reply, seeOther } from './reply.ts'
import { bodyText, formOf, type Request, type StaffRequest } from './request.ts'
import type { Route, RouteKey } from './route.ts'
import { routeKey } from './route.ts'
import { secureHeaders } from './secure-headers.ts'
import { csrfHolds, readSession, type Session } from './session.ts'
import { staffOf } from './staff-claims.ts'

type Page = (request: Request) => Promise<Reply> | Reply
type StaffPage = (request: StaffRequest) => Promise<Reply> | Reply

/** A page or operation for each route; those of staff are given who asks. */
export type Pages<Routes extends readonly Route[]> = {
  readonly [R in Routes[number] as RouteKey<R>]: R['access'] extends 'public' ? Page : StaffPage
}

export interface Site {
  readonly siteUrl: string
  /** Key of the sign-in cookies, where a function has pages for staff. */
  readonly sessionKey?: () => Promise<SecretKey>
}

type HttpEvent = APIGatewayProxyEventV2 | APIGatewayProxyEventV2WithJWTAuthorizer

const claimsOf = (event: HttpEvent): unknown =>
  'authorizer' in event.requestContext ? event.requestContext.authorizer.jwt.claims : undefined

const requestOf = (event: HttpEvent, site: Site, session: Session | undefined): Request => {
  const cookies = readCookies(event.cookies)
  const language = chooseLanguage(cookies[siteCookie(site.siteUrl, languageCookie, '').name], event.headers['accept-language'])
  const here = event.rawPath + (event.rawQueryString === '' ? '' : `?${event.rawQueryString}`)
  const staff = session === undefined ? {} : { staff: { name: session.staff.name, roles: session.staff.roles, csrf: session.csrf } }
  return {
    now: new Date().toISOString(),
    requestId: event.requestContext.requestId,
    api: event.rawPath.startsWith(`${paths.api.pattern}/`),
    language,
    context: { language, here, siteUrl: site.siteUrl, ...staff },
    query: new URLSearchParams(event.rawQueryString),
    body: bodyText(event),
    headers: event.headers,
    cookies: event.cookies ?? [],
    parameter: (name) => event.pathParameters?.[name] ?? '',
  }
}

/** Sends a person to sign in and then back here; a form that was sent cannot come back, so the start of its part of the site does. */
const toSignIn = (request: Request, method: string): Reply => {
  const back = method === 'GET' ? request.context.here : `/${request.context.here.split('/')[1] ?? ''}`
  return seeOther(`${paths.signIn.pattern}?back=${encodeURIComponent(back)}`)
}

const nobody: Staff = { subject: '', name: '', roles: [] }

const answerWithToken = (event: HttpEvent, request: Request, run: StaffPage): Promise<Reply> | Reply => {
  const staff = staffOf(claimsOf(event))
  return staff === undefined ? refuse(request, 'not-signed-in', 'role') : run({ ...request, staff })
}

const answerWithSession = async (event: HttpEvent, site: Site, route: Route, run: StaffPage): Promise<Reply> => {
  if (site.sessionKey === undefined) throw new Error('a function with pages for staff needs the key of their sessions')
  const session = await readSession(site.siteUrl, site.sessionKey, readCookies(event.cookies))
  const request = requestOf(event, site, session)
  if (session === undefined) return toSignIn(request, route.method)
  if (route.method !== 'GET' && !csrfHolds(session, formOf(request).get('csrf'))) return refuse(request, 'not-allowed', 'stale')
  return run({ ...request, staff: session.staff })
}

const answerTo = (event: HttpEvent, site: Site, route: Route, run: StaffPage): Promise<Reply> | Reply => {
  switch (route.access) {
    case 'public':
      return run({ ...requestOf(event, site, undefined), staff: nobody })
    case 'token':
      return answerWithToken(event, requestOf(event, site, undefined), run)
    case 'session':
      return answerWithSession(event, site, route, run)
  }
}

/** One line a request: which route, how it ended and how long it took. */
const requestLog = (): middy.MiddlewareObj<HttpEvent, Reply> => {
  const begun = new WeakMap<HttpEvent, number>()
  const end = ({ event, response }: { readonly event: HttpEvent; readonly response: Reply | null | undefined }): void => {
    logger.info('request', {
      code: 'request',
      requestId: event.requestContext.requestId,
      route: event.routeKey,
      status: response?.statusCode,
      ms: Math.round(performance.now() - (begun.get(event) ?? 0)),
    })
  }
  return {
    before: ({ event }) => {
      begun.set(event, performance.now())
    },
    after: end,
    onError: end,
  }
}

/**
 * An HTTP function: one page or operation a route, behind the same steps in the same order.
 * API Gateway names the route; sign-in, CSRF, headers, the log line and the last-resort error page are here and nowhere else.
 */
export const httpFunction = <const Routes extends readonly Route[]>(routes: Routes, pages: Pages<Routes>, site: Site) => {
  const access = new Map<string, Route>(routes.map((route) => [routeKey(route), route]))
  const runs = new Map<string, StaffPage>(Object.entries<StaffPage>(pages))

  const dispatch = async (event: HttpEvent): Promise<Reply> => {
    const route = access.get(event.routeKey)
    const run = runs.get(event.routeKey)
    if (route === undefined || run === undefined) throw new Error(`no page for the route ${event.routeKey}`)
    return answerTo(event, site, route, run)
  }

  // What is attached last sees a fault first: it makes the error page, which the steps before it then treat like any answer.
  return middy<HttpEvent, Reply>()
    .use(requestLog())
    .use(secureHeaders(site.siteUrl))
    .onError(async (request) => {
      logger.error('request failed', {
        code: 'request-failed',
        requestId: request.event.requestContext.requestId,
        ...faultFields(request.error),
      })
      request.response = await refuse(requestOf(request.event, site, undefined), 'internal', 'internal')
    })
    .handler(dispatch)
}
