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
