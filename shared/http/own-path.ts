/** A path of this site to return to; undefined for anything that could lead elsewhere, such as `//host` and `/\\host`. */
export const ownPath = (path: string | null): string | undefined => (path !== null && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : undefined)
