// Only to resolve paths against; nobody is ever sent there.
const origin = 'https://site.invalid'

/**
 * A path of this site to return to, escaped as a header needs it; undefined for anything that could lead elsewhere, such as `//host`
 * and `/\\host`.
 */
export const ownPath = (path: string | null): string | undefined => {
  if (path === null || !/^\/(?![/\\])[^\s\\\p{Cc}]*$/u.test(path)) return undefined
  const { pathname, search, hash } = new URL(origin + path)
  // Dots in a path can leave two slashes at its start.
  return pathname.startsWith('//') ? undefined : `${pathname}${search}${hash}`
}
