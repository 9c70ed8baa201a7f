import { type Cookie, parse, serialize } from 'hono/utils/cookie'

/** The cookies of a request by name, as listed by API Gateway; of duplicates the first counts. */
export const readCookies = (cookies: readonly string[] = []): Readonly<Cookie> => parse(cookies.join('; '))

/**
 * A site-wide cookie that scripts cannot read and other sites' forms do not send.
 * On https its name binds it to this host (RFC 6265bis §4.1.3.2).
 */
export const siteCookie = (siteUrl: string, name: string, value: string) => {
  const secure = siteUrl.startsWith('https:')
  const fullName = secure ? `__Host-${name}` : name
  const attributes = { path: '/', httpOnly: true, sameSite: 'Lax', secure } as const
  return {
    name: fullName,
    /** Lasts until the browser is closed, or for the given number of seconds. */
    set: (maxAge?: number): string => serialize(fullName, value, maxAge === undefined ? attributes : { ...attributes, maxAge }),
    clear: (): string => serialize(fullName, '', { ...attributes, maxAge: 0 }),
  }
}
