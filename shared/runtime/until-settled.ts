interface Trying<Settled> {
  /** How many attempts there are. */
  readonly rounds: number
  /** The longest pause after an attempt, counted from 0; how much of it is made is left to chance, so that rivals come apart. */
  readonly pauseMs?: (round: number) => number
  /** What follows when no attempt settled it: a fault of these words, or an outcome. */
  readonly otherwise: string | (() => Settled)
}

/** Pauses that double from the first to the longest. */
export const doubling =
  (firstMs: number, longestMs: number) =>
  (round: number): number =>
    Math.min(longestMs, firstMs * 2 ** round)

/**
 * Tries until an attempt settles the matter. An attempt says `again` when somebody else changed what it had read before it could write:
 * the next one reads anew and decides from what is true then.
 */
export const untilSettled = async <Settled>(
  attempt: (round: number) => Promise<Settled | 'again'>,
  { rounds, pauseMs, otherwise }: Trying<Settled>,
): Promise<Settled> => {
  for (let round = 0; round < rounds; round++) {
    const settled = await attempt(round)
    if (settled !== 'again') return settled
    const longest = pauseMs === undefined || round + 1 === rounds ? 0 : pauseMs(round)
    if (longest > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * longest))
  }
  if (typeof otherwise === 'string') throw new Error(otherwise)
  return otherwise()
}
