interface Trying<Settled> {
  /** The number of attempts. */
  readonly rounds: number
  /** The longest pause after an attempt, counted from 0; the actual pause is random, so that competitors drift apart. */
  readonly pauseMs?: (round: number) => number
  /** What follows if no attempt settles it: a fault with this message, or an outcome. */
  readonly otherwise: string | (() => Settled)
}

/** Pauses that double from the first up to the longest. */
export const doubling =
  (firstMs: number, longestMs: number) =>
  (round: number): number =>
    Math.min(longestMs, firstMs * 2 ** round)

/**
 * Retries until an attempt settles the matter. An attempt returns `again` if what it had read changed before it could write;
 * the next one reads again and decides from that.
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
