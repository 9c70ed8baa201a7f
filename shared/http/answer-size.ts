/** The most bytes of an answer: what a reader on a phone waits for, and far from Lambda's limit of 6 MB. */
export const answerBytes = 300_000

// For what surrounds the items.
const room = 2_000

/** The things from the one with this slug on; all without a slug, undefined if there is no such thing. */
export const beginningAt = <Thing extends { readonly slug: string }>(
  things: readonly Thing[],
  slug: string | undefined,
): readonly Thing[] | undefined => {
  const at = slug === undefined ? 0 : things.findIndex((thing) => thing.slug === slug)
  return at < 0 ? undefined : things.slice(at)
}

/** The address of the page that begins with this thing, which lists the same. */
export const pageFrom = (path: string, query: URLSearchParams, { slug }: { readonly slug: string }): string => {
  const next = new URLSearchParams(query)
  next.set('from', slug)
  return `${path}?${next}`
}

/** How many events fit into an answer at most: the smallest has 600 bytes. No more need be read for it. */
export const mostEvents = 500

interface Fitting<Item> {
  readonly fitting: readonly Item[]
  /** The first that no longer fits. */
  readonly next?: Item
}

/** As many items as fit into an answer as JSON, and at least one. */
export const fitting = <Item>(items: readonly Item[]): Fitting<Item> => {
  let bytes = room
  for (const [index, item] of items.entries()) {
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1
    if (bytes > answerBytes && index > 0) return { fitting: items.slice(0, index), next: item }
  }
  return { fitting: items }
}
