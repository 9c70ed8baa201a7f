// Enough for a page of fifty in a moment, without a connection for each of them.
const atOnce = 16

/** What `run` makes of each item, in their order, so many at a time. */
export const inGroups = async <Item, Result>(items: readonly Item[], run: (item: Item) => Promise<Result>): Promise<readonly Result[]> => {
  const results: Result[] = []
  for (let begin = 0; begin < items.length; begin += atOnce)
    results.push(...(await Promise.all(items.slice(begin, begin + atOnce).map(run))))
  return results
}
