import { network } from '../../../shared/domain/basics/network.ts'
import type { Reply } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'

const text = (lines: readonly string[]): Reply => ({
  statusCode: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  body: `${lines.join('\n')}\n`,
})

/** Up to its first parameter, which is as far as robots.txt can tell paths apart. */
const prefixOf = (pattern: string): string => pattern.split('{')[0] ?? pattern

const personal = [
  paths.registration,
  paths.sharedPreview,
  paths.addressChange,
  paths.feedback,
  paths.unsubscribe,
  paths.personalCalendar,
  paths.myLinks,
  paths.myData,
]
const staffOnly = [paths.organiser, paths.steering, paths.summary, paths.signIn]

/** What crawlers should leave alone (RFC 9309): personal pages, pages for staff, and the API. */
export const robots = (): Reply =>
  text([
    'User-agent: *',
    ...[...personal, ...staffOnly].map(({ pattern }) => `Disallow: ${prefixOf(pattern)}`),
    `Disallow: ${paths.api.pattern}/`,
  ])

const validDays = 180

/** Where to report a weakness (RFC 9116). */
export const securityContact = ({ now, context: { siteUrl } }: Request): Reply =>
  text([
    `Contact: mailto:${network.contactEmail}`,
    `Expires: ${new Date(Date.parse(`${now.slice(0, 10)}T00:00:00Z`) + validDays * 86_400_000).toISOString()}`,
    'Preferred-Languages: en, fr',
    `Canonical: ${siteUrl}${paths.securityContact.pattern}`,
  ])
