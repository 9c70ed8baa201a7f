/** The cookies of a request by name (RFC 6265 §4.2); the first of a name counts. */
export const readCookies = (cookies: readonly string[] = []): ReadonlyMap<string, string> =>
  new Map(
    cookies
      .map((cookie): [string, string] => {
        const at = cookie.indexOf('=')
        return [cookie.slice(0, at).trim(), cookie.slice(at + 1).trim()]
      })
      .reverse(),
  )

/**
 * A cookie for the whole site that scripts cannot read and other sites' forms do not send.
 * On https its name says that it is bound to this host (RFC 6265bis §4.1.3.2).
 */
export const siteCookie = (siteUrl: string, name: string, value: string) => {
  const secure = siteUrl.startsWith('https:')
  const fullName = secure ? `__Host-${name}` : name
  const attributes = `; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return {
    name: fullName,
    /** Lasts until the browser is closed, or the given number of seconds. */
    set: (maxAge?: number): string => `${fullName}=${value}${attributes}${maxAge === undefined ? '' : `; Max-Age=${maxAge}`}`,
    clear: (): string => `${fullName}=${attributes}; Max-Age=0`,
  }
}
