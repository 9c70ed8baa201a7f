/** A page of a list, of how many; pages count from 1. */
export interface ListPage<Thing> {
  readonly shown: readonly Thing[]
  readonly page: number
  readonly pages: number
}

// Of the 300 kB of an answer; the rest is for what surrounds the list.
const mostBytes = 260_000

/** The bytes of a text as markup, in which `&`, quotes and angle brackets grow. */
export const markupBytes = (text: string): number => Buffer.byteLength(text.replaceAll(/["&'<>]/g, '&quot;'))

/** The page asked for, or the nearest there is. Pages have as many things as fit, by the bytes that each takes at most. */
export const listPage = <Thing>(
  things: readonly Thing[],
  asked: string | null,
  bytesOf: (thing: Thing) => number,
  most = 100,
): ListPage<Thing> => {
  const pages: [Thing[], ...Thing[][]] = [[]]
  let [last, bytes] = [pages[0], 0]
  for (const thing of things) {
    const own = bytesOf(thing)
    if (last.length > 0 && (last.length === most || bytes + own > mostBytes)) {
      last = []
      pages.push(last)
      bytes = 0
    }
    last.push(thing)
    bytes += own
  }
  const page = Math.min(/^\d{1,6}$/.test(asked ?? '') ? Math.max(Number(asked), 1) : 1, pages.length)
  return { shown: pages[page - 1] ?? pages[0], page, pages: pages.length }
}
