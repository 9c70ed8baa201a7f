import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda'
import type { Instant } from '../domain/basics/wall-time.ts'
import type { Staff } from '../domain/who-may.ts'
import { faultFields, logger } from '../runtime/logger.ts'
import { paths } from '../site/paths.ts'
import { type OperationRoute, type PageRoute, type Route, routeKey } from '../site/route.ts'
import { loadTexts } from '../texts/texts.ts'
import { csrfToken, masked } from '../tokens/form-token.ts'
import { type AddToAudit, recorded, refused, refuseStale } from './auditing.ts'
import { clientAddressOf, clientNetworks } from './client-address.ts'
import { readCookies, siteCookie } from './cookies.ts'
import { preflight, readableAnywhere } from './cross-origin.ts'
import { notListed, secureHeaders } from './headers.ts'
import { chooseLanguage, languageCookie } from './language.ts'
import { verifyEdge } from './origin-secret.ts'
import { ownPath } from './own-path.ts'
import { refuse } from './refusal.ts'
import { aroundEdge, movedForGood, type Reply, seeOther } from './reply.ts'
import { bodyText, type ErrorPage, formOf, type Request, type StaffRequest } from './request.ts'
import { createRouter, type FindRoute } from './router.ts'
import { isBeyondLimit } from './size-limits.ts'
import { isAccessToken, staffOf } from './staff-claims.ts'
import { csrfHolds, type FindSession, type Session, sessionIdIn } from './staff-session.ts'

type Page = (request: Request) => Promise<Reply> | Reply
export type StaffPage = (request: StaffRequest) => Promise<Reply> | Reply

type Run<R extends Route> = R['access'] extends 'public' ? Page : StaffPage

/** The handlers of the pages and operations named by routes; those for staff are told who is asking. */
export interface Runs<Routes extends readonly Route[]> {
  readonly pages: { readonly [R in Extract<Routes[number], PageRoute> as R['page']]: Run<R> }
  readonly operations: { readonly [R in Extract<Routes[number], OperationRoute> as R['operation']]: Run<R> }
}

export interface Site {
  readonly siteUrl: string
  /** The secrets of which CloudFront sends one with every request. */
  readonly originSecrets: readonly string[]
  readonly errorPage: ErrorPage
  /** Finds sign-in sessions, if a function has pages for staff. */
  readonly findSession?: FindSession
  /** Recognises staff on pages for everybody, which show them the way to theirs. */
  readonly recognise?: (id: string, now: Instant) => Promise<Staff | undefined>
  /** Keeps what staff typed when their session was lost, and finds it again. */
  readonly typed?: KeepTyped
  /** Records what staff do. */
  readonly audit?: AddToAudit
}

/** `keep` returns the id with which `find` finds a form for the same person. */
interface KeepTyped {
  readonly keep: (form: string, subject: string, now: Instant) => Promise<string>
  readonly find: (id: string, subject: string, now: Instant) => Promise<string | undefined>
}

type HttpEvent = APIGatewayProxyEventV2 | APIGatewayProxyEventV2WithJWTAuthorizer

const claimsOf = (event: HttpEvent): unknown =>
  'authorizer' in event.requestContext ? event.requestContext.authorizer.jwt.claims : undefined

/** Builds a request, loading the texts in its reader's language. */
const requestOf = async (event: HttpEvent, site: Site, parameter: Request['parameter'] = () => '', session?: Session): Promise<Request> => {
  const cookies = readCookies(event.cookies)
  const language = chooseLanguage(cookies[siteCookie(site.siteUrl, languageCookie, '').name], event.headers['accept-language'])
  await loadTexts(language)
  const here = event.rawPath + (event.rawQueryString === '' ? '' : `?${event.rawQueryString}`)
  const staff = session === undefined ? {} : { staff: { ...session.staff, csrf: session.csrf } }
  return {
    now: new Date().toISOString(),
    requestId: event.requestContext.requestId,
    api: event.rawPath.startsWith(`${paths.api.pattern}/`),
    language,
    context: { language, here, siteUrl: site.siteUrl, ...staff },
    errorPage: site.errorPage,
    query: new URLSearchParams(event.rawQueryString),
    body: bodyText(event),
    headers: event.headers,
    cookies: event.cookies ?? [],
    networks: clientNetworks(clientAddressOf(event)),
    parameter,
  }
}

/** Sends a person to sign in and back to a page, by default this one or the start of its part of the site. */
const toSignIn = (request: Request, method: string, page?: string): Reply => {
  const back = page ?? (method === 'GET' ? request.context.here : `/${request.context.here.split('/')[1] ?? ''}`)
  return seeOther(`${paths.signIn.pattern}?back=${encodeURIComponent(back)}`)
}

const nobody: Staff = { subject: '', name: '', roles: [] }

/** A request with the page or operation found for it. */
interface Call {
  readonly event: HttpEvent
  readonly site: Site
  readonly route: Route
  readonly parameter: Request['parameter']
  readonly run: StaffPage
}

const answerWithToken = ({ event, site, route, run }: Call, request: Request): Promise<Reply> | Reply => {
  const claims = claimsOf(event)
  const staff = isAccessToken(claims) ? staffOf(claims) : undefined
  if (staff === undefined) return refuse(request, 'not-signed-in', 'role')
  const roles = 'operation' in route ? (route.roles ?? []) : []
  const doing = { add: site.audit, route, request, staff }
  return roles.some((role) => staff.roles.includes(role))
    ? recorded(doing, () => run({ ...request, staff }))
    : refused(doing, refuse(request, 'not-allowed', 'role'))
}

/** Keeps what was typed into a form of a session that has ended; returns where it is offered again. Strangers can keep nothing. */
const keptAt = async (
  { typed }: Site,
  route: Route,
  request: Request,
  { id, subject }: { readonly id: string; readonly subject: string },
): Promise<string | undefined> => {
  const form = formOf(request)
  if (typed === undefined || !('page' in route) || route.typedAt === undefined || !csrfHolds(id, form.get('csrf'))) return undefined
  form.delete('csrf')
  const from = form.get('from')
  const query = new URLSearchParams({ ...(from === null ? {} : { from }), typed: await typed.keep(form.toString(), subject, request.now) })
  return `${route.typedAt.to({ slug: request.parameter('slug'), id: request.parameter('id') })}?${query}`
}

/** A request for a page, with what the person typed there before, if the address has its key. */
const withTyped = async ({ typed }: Site, request: Request, staff: Staff): Promise<StaffRequest> => {
  const key = request.query.get('typed')
  const form = key === null ? undefined : await typed?.find(key, staff.subject, request.now)
  if (form === undefined) return { ...request, staff }
  return { ...request, staff, context: { ...request.context, restored: true }, typed: new URLSearchParams(form) }
}

const answerWithSession = async ({ event, site, route, parameter, run }: Call): Promise<Reply> => {
  if (site.findSession === undefined) throw new Error('a function with pages for staff needs their sessions')
  const id = sessionIdIn(site.siteUrl, event.cookies)
  const found = id === undefined ? undefined : await site.findSession(id, new Date().toISOString())
  if (id === undefined || found?.state !== 'signed-in') {
    const lost = await requestOf(event, site, parameter)
    const kept = id !== undefined && found?.state === 'ended' ? await keptAt(site, route, lost, { id, subject: found.subject }) : undefined
    return toSignIn(lost, route.method, kept)
  }
  const { staff, formerCsrf } = found
  const asked = await requestOf(event, site, parameter, { staff, csrf: masked(csrfToken(id)) })
  const request = route.method === 'GET' ? await withTyped(site, asked, staff) : { ...asked, staff }
  const doing = { add: site.audit, route, request, staff }
  if (route.method !== 'GET' && !csrfHolds(id, formOf(request).get('csrf'), formerCsrf)) return refuseStale(doing)
  return recorded(doing, () => run(request))
}

/** A page for everybody. Staff who are signed in are shown as such; the page still works if nobody can say. */
const answerAnybody = async ({ event, site, route, parameter, run }: Call): Promise<Reply> => {
  const id = 'page' in route ? sessionIdIn(site.siteUrl, event.cookies) : undefined
  const staff = id === undefined ? undefined : await site.recognise?.(id, new Date().toISOString()).catch(unrecognised)
  const session = id === undefined || staff === undefined ? undefined : { staff, csrf: masked(csrfToken(id)) }
  return run({ ...(await requestOf(event, site, parameter, session)), staff: nobody })
}

const unrecognised = (fault: unknown): undefined => {
  logger.error('staff not recognised', { code: 'staff-not-recognised', ...faultFields(fault) })
  return undefined
}

const answer = async (call: Call): Promise<Reply> => {
  const { event, site, route, parameter } = call
  switch (route.access) {
    case 'public':
      return answerAnybody(call)
    case 'token':
      return answerWithToken(call, await requestOf(event, site, parameter))
    case 'session':
      return answerWithSession(call)
  }
}

const inPath = (character: string): string => encodeURIComponent(character)

/** The address without slashes at its end, for a page asked for with one; the gateway has decoded the path. */
const withoutSlash = ({ rawPath, rawQueryString, requestContext }: HttpEvent): string | undefined => {
  if (!/.\/$/.test(rawPath) || !['GET', 'HEAD'].includes(requestContext.http.method)) return undefined
  let end = rawPath.length
  while (rawPath[end - 1] === '/') end--
  return ownPath(rawPath.slice(0, end).replaceAll(/[%?#]/g, inPath) + (rawQueryString === '' ? '' : `?${rawQueryString}`))
}

const findFor = (find: FindRoute, event: HttpEvent): ReturnType<FindRoute> => find(event.requestContext.http.method, event.rawPath)

/** The answer of a route with what it says to search engines and to pages of other sites. */
const seenAs = (route: Route, reply: Reply): Reply => {
  const seen = route.crossOrigin === true ? readableAnywhere(reply) : reply
  return 'page' in route && route.listed === true ? seen : notListed(seen)
}

/** Whether a browser asks on behalf of another site’s page before it reads what any page may read. */
const isPreflight = (find: FindRoute, { requestContext, rawPath }: HttpEvent): boolean =>
  requestContext.http.method === 'OPTIONS' && find('GET', rawPath)?.route.crossOrigin === true

/** One log line per request: which route, how it ended, how long it took, and how much of that was our own work (`cpuMs`). */
const requestLog = (find: FindRoute): middy.MiddlewareObj<HttpEvent, Reply> => {
  const begun = new WeakMap<HttpEvent, { readonly at: number; readonly worked: NodeJS.CpuUsage }>()
  const end = ({ event, response }: { readonly event: HttpEvent; readonly response: Reply | null | undefined }): void => {
    const found = findFor(find, event)
    const { at = 0, worked } = begun.get(event) ?? {}
    // An environment serves one request at a time, so what its thread works meanwhile is for this one.
    const { user, system } = process.threadCpuUsage(worked)
    logger.info('request', {
      code: 'request',
      requestId: event.requestContext.requestId,
      // Never the path, which may be a personal link.
      route: found === undefined ? event.routeKey : routeKey(found.route),
      status: response?.statusCode,
      ms: Math.round(performance.now() - at),
      cpuMs: Math.round((user + system) / 1000),
    })
  }
  return {
    before: ({ event }) => {
      begun.set(event, { at: performance.now(), worked: process.threadCpuUsage() })
    },
    after: end,
    onError: end,
  }
}

/**
 * An HTTP function: one page or operation per route, behind the same steps in the same order.
 * Routing, sign-in, CSRF, headers, the log line and the last-resort error page live only here.
 */
export const httpFunction = <const Routes extends readonly Route[]>(routes: Routes, site: Site, runs: Runs<Routes>) => {
  const find = createRouter(routes)
  const pages = new Map<string, StaffPage>(Object.entries<StaffPage>(runs.pages))
  const operations = new Map<string, StaffPage>(Object.entries<StaffPage>(runs.operations))

  const dispatch = async (event: HttpEvent): Promise<Reply> => {
    if (!verifyEdge(event, site.originSecrets)) return aroundEdge
    if (isPreflight(find, event)) return preflight
    const found = findFor(find, event)
    if (found === undefined) {
      const location = withoutSlash(event)
      return location === undefined ? refuse(await requestOf(event, site), 'not-found', 'page') : movedForGood(location)
    }
    const { route, parameter } = found
    const run = 'page' in route ? pages.get(route.page) : operations.get(route.operation)
    if (run === undefined) throw new Error(`nothing runs for the route ${routeKey(route)}`)
    if (isBeyondLimit(event, bodyText(event), route)) return refuse(await requestOf(event, site, parameter), 'too-large', 'tooMuch')
    return seenAs(route, await answer({ event, site, route, parameter, run }))
  }

  // The step attached last sees a fault first: it makes the error page, which the earlier steps then treat like any answer.
  return middy<HttpEvent, Reply>()
    .use(requestLog(find))
    .use(secureHeaders(site.siteUrl))
    .onError(async (request) => {
      logger.error('request failed', {
        code: 'request-failed',
        requestId: request.event.requestContext.requestId,
        ...faultFields(request.error),
      })
      request.response = await refuse(await requestOf(request.event, site), 'internal', 'internal')
    })
    .handler(dispatch)
}
