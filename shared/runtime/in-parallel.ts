/** Splits items into parts of at most `size`. */
export const chunks = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))

/** Does all these things, up to `count` at a time. */
export const inLanes = async <Item>(items: readonly Item[], count: number, act: (item: Item) => Promise<void>): Promise<void> => {
  const queue = items.values()
  await Promise.all(
    Array.from({ length: count }, async () => {
      for (const item of queue) await act(item)
    }),
  )
}

// Enough for a page of fifty without noticeable delay, without a connection for each.
const groupSize = 16

/** The results of `run` for each item, in order, a limited number at a time. */
export const inGroups = async <Item, Result>(items: readonly Item[], run: (item: Item) => Promise<Result>): Promise<readonly Result[]> => {
  const results: Result[] = []
  for (let begin = 0; begin < items.length; begin += groupSize)
    results.push(...(await Promise.all(items.slice(begin, begin + groupSize).map(run))))
  return results
}
