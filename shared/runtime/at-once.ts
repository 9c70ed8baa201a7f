/** Parts of so many at most. */
export const chunks = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))

/** Does all these things, so many at a time. */
export const inLanes = async <Item>(items: readonly Item[], count: number, act: (item: Item) => Promise<void>): Promise<void> => {
  const queue = items.values()
  await Promise.all(
    Array.from({ length: count }, async () => {
      for (const item of queue) await act(item)
    }),
  )
}

// Enough for a page of fifty in a moment, without a connection for each of them.
const groupSize = 16

/** What `run` makes of each item, in their order, so many at a time. */
export const inGroups = async <Item, Result>(items: readonly Item[], run: (item: Item) => Promise<Result>): Promise<readonly Result[]> => {
  const results: Result[] = []
  for (let begin = 0; begin < items.length; begin += groupSize)
    results.push(...(await Promise.all(items.slice(begin, begin + groupSize).map(run))))
  return results
}
