import { type AuditEntry, type Deed, kindOfDeed } from '../domain/staff/audit.ts'
import type { Staff } from '../domain/who-may.ts'
import { faultFields, logger } from '../runtime/logger.ts'
import { type Route, routeKey } from '../site/route.ts'
import { refuse } from './refusal.ts'
import type { Reply } from './reply.ts'
import { formOf, type Request } from './request.ts'

/** Adds to the record of what staff do. */
export type AddToAudit = (entry: AuditEntry) => Promise<void>

type Outcome = AuditEntry['outcome']
type Happening = Omit<NonNullable<Reply['concerned']>, 'refused'>

/** Says how many people or entries a reply was about, or which event was made. */
export const concerning = (reply: Reply, concerned: Happening): Reply => ({ ...reply, concerned: { ...reply.concerned, ...concerned } })

/** Marks the answer to somebody who may not know that something exists. */
export const hidden = async (reply: Promise<Reply> | Reply): Promise<Reply> => ({ ...(await reply), concerned: { refused: true } })

interface Happened {
  readonly deed: 'sign-in' | 'sign-out'
  readonly staff: Staff
  readonly outcome: 'done' | 'refused'
}

interface Doing {
  readonly add: AddToAudit | undefined
  readonly route: Route
  readonly request: Request
  readonly staff: Staff
}

const entryOf = ({ route, request, staff }: Doing, deed: Deed, outcome: Outcome, more: Happening = {}): AuditEntry => {
  const slug = request.parameter('slug')
  const [target] = (request.parameter('id') || request.parameter('registration')).split('.')
  return {
    at: request.now,
    deed,
    outcome,
    subject: staff.subject,
    by: staff.email ?? staff.name,
    via: 'operation' in route ? 'api' : 'page',
    request: request.requestId,
    ...(slug === '' ? {} : { slug }),
    ...(target === undefined || target === '' ? {} : { target }),
    ...more,
  }
}

/** Adds an entry about something that has happened already: if that fails, the log has it. */
const note = async (add: AddToAudit, entry: AuditEntry): Promise<void> => {
  try {
    await add(entry)
  } catch (fault) {
    const { deed, outcome, subject, slug, target, count, request } = entry
    logger.error('not recorded', { code: 'not-recorded', deed, outcome, subject, slug, target, count, request, ...faultFields(fault) })
  }
}

/** Records that staff were refused something, and logs it for the alarm. */
export const refused = async (doing: Doing, reply: Promise<Reply> | Reply): Promise<Reply> => {
  const { add, route, request } = doing
  logger.warn('staff refused', { code: 'staff-refused', requestId: request.requestId, route: routeKey(route) })
  if (add !== undefined) await note(add, entryOf(doing, route.deed ?? 'open', 'refused'))
  return reply
}

// Buttons that only show a form again, with a row more or less, or as a preview. A form can lie: see below.
const onlyShows = (route: Route, request: Request): boolean =>
  'page' in route && /^(?:preview$|look$|add-|remove-|move-)/.test(formOf(request).get('action') ?? '')

const outcomeOf = ({ route }: Doing, reply: Reply): Outcome => {
  const status = reply.statusCode ?? 200
  if (status === 403 || reply.concerned?.refused === true) return 'refused'
  if (status >= 400) return 'not-done'
  // A page that changed something leads on; one shown again changed nothing.
  return route.method !== 'GET' && 'page' in route && status !== 303 ? 'not-done' : 'done'
}

/**
 * Runs a page or operation for staff, and records it. A change is recorded before it is made, and an export before it leaves: neither
 * happens unless that succeeds. Reads and refusals are recorded as well as possible.
 */
export const recorded = async (doing: Doing, run: () => Promise<Reply> | Reply): Promise<Reply> => {
  const { add, route, request } = doing
  const { deed = 'open' } = route
  const isChange = kindOfDeed(deed) === 'change'
  const isAsked = add !== undefined && isChange && !onlyShows(route, request)
  if (isAsked) await add(entryOf(doing, deed, 'asked'))
  const { concerned, ...reply } = await run()
  const outcome = outcomeOf(doing, { ...reply, ...(concerned === undefined ? {} : { concerned }) })
  if (outcome === 'refused') return refused(doing, reply)
  const { refused: _, ...more } = concerned ?? {}
  const entry = entryOf(doing, deed, outcome, more)
  if (add === undefined || deed === 'open') return reply
  if (isChange) {
    // Also if the form said that it would only be shown, but something was done.
    if (isAsked ? outcome !== 'done' || Object.keys(more).length > 0 : outcome === 'done') await note(add, entry)
  } else if (kindOfDeed(deed) === 'export' && outcome === 'done') await add(entry)
  else if (outcome === 'done') await note(add, entry)
  return reply
}

/** Refuses somebody whose form did not come from one of our pages. */
export const refuseStale = (doing: Doing): Promise<Reply> => refused(doing, refuse(doing.request, 'not-allowed', 'stale'))

/** Records that somebody signed in or out, or tried to sign in without a role. */
export const notedSession = (
  add: AddToAudit,
  { now, requestId }: Request,
  { deed, staff: { subject, name, email }, outcome }: Happened,
): Promise<void> => note(add, { at: now, deed, outcome, subject, by: email ?? name, via: 'page', request: requestId })
