import * as z from 'zod'
import type { Reply } from '../../../shared/http/reply.ts'
import { jsonOf, type Request } from '../../../shared/http/request.ts'
import { logger } from '../../../shared/runtime/logger.ts'

/** What browsers send (CSP 3 §5.3): by the Reporting API, or in the older form of `report-uri`. The page's address is never read. */
const reportsSchema = z.union([
  z.array(
    z.object({ type: z.literal('csp-violation'), body: z.object({ effectiveDirective: z.string(), blockedURL: z.string().default('') }) }),
  ),
  z
    .object({ 'csp-report': z.object({ 'effective-directive': z.string().default(''), 'blocked-uri': z.string().default('') }) })
    .transform(({ 'csp-report': { 'effective-directive': effectiveDirective, 'blocked-uri': blockedURL } }) => [
      { body: { effectiveDirective, blockedURL } },
    ]),
])

const directives = /^[a-z-]{1,40}$/

/** The origin of what was blocked, or a word such as `inline`; the rest of an address may be personal. */
const originOf = (blocked: string): string => {
  const url = URL.parse(blocked)
  if (url !== null) return url.origin === 'null' ? url.protocol : url.origin
  return /^[a-z-]{1,20}$/.test(blocked) ? blocked : 'other'
}

const mostAMinute = 10
let minute = { of: '', logged: 0 }

/** Counts what the content security policy blocked in somebody's browser: a fault of ours, an extension, or an attack. */
export const cspReports = (request: Request): Reply => {
  const parsed = reportsSchema.safeParse(jsonOf(request)?.value)
  const now = request.now.slice(0, 16)
  if (minute.of !== now) minute = { of: now, logged: 0 }
  for (const { body } of parsed.data ?? []) {
    if (minute.logged++ >= mostAMinute || !directives.test(body.effectiveDirective)) continue
    logger.warn('blocked by the content security policy', {
      code: 'csp-report',
      directive: body.effectiveDirective,
      blocked: originOf(body.blockedURL),
    })
  }
  return { statusCode: 204 }
}
