import type { MiddlewareObj } from '@middy/core'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { paths } from '../site/paths.ts'
import type { Reply } from './reply.ts'

const reportingGroup = 'csp'

// Only our own files load or run; sign-in is reached by a link, so forms need no other target.
const contentSecurityPolicy = ({ formTarget = "'self'", workers = "'none'" } = {}): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `worker-src ${workers}`,
    `form-action ${formTarget}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // For browsers without the Reporting API, which ignore the next.
    `report-uri ${paths.cspReports.pattern}`,
    `report-to ${reportingGroup}`,
  ].join('; ')

/** A page whose forms may also post to this origin; browsers block that on every other page. */
export const withFormsTo = (origin: string, reply: Reply): Reply => ({
  ...reply,
  headers: { ...reply.headers, 'content-security-policy': contentSecurityPolicy({ formTarget: `'self' ${origin}` }) },
})

/** A page that may run scripts of ours beside it, in workers. */
export const withWorkers = (reply: Reply): Reply => ({
  ...reply,
  headers: { ...reply.headers, 'content-security-policy': contentSecurityPolicy({ workers: "'self'" }) },
})

/** An answer that search engines must not list, even if somebody publishes its address. */
export const notListed = (reply: Reply): Reply => ({ ...reply, headers: { 'x-robots-tag': 'noindex', ...reply.headers } })

/** Browsers use nothing but https for two years after a visit. */
export const strictTransport = { seconds: 63_072_000 } as const

/** Headers for every answer of an HTTP function; a page's own values win. */
export const secureHeaders = (siteUrl: string): MiddlewareObj<APIGatewayProxyEventV2, Reply> => {
  const harden = ({ response }: { readonly response: Reply | null | undefined }): void => {
    if (response === null || response === undefined) return
    response.headers = {
      'content-security-policy': contentSecurityPolicy(),
      'reporting-endpoints': `${reportingGroup}="${paths.cspReports.pattern}"`,
      'x-content-type-options': 'nosniff',
      // Personal links must not reach other sites in a Referer.
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
      vary: 'Accept-Language, Cookie',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      ...(siteUrl.startsWith('https:') ? { 'strict-transport-security': `max-age=${strictTransport.seconds}; includeSubDomains` } : {}),
      ...response.headers,
    }
  }
  return { after: harden, onError: harden }
}
