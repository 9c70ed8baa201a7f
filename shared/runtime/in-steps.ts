/** A clock in milliseconds that one can wait by. */
export interface Waiting {
  readonly nowMs: () => number
  readonly wait: (ms: number) => Promise<unknown>
}

const realTime: Waiting = {
  nowMs: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

/**
 * Does something whose duration could reveal what was found, and comes back only after a whole number of steps: whatever is done within
 * the first step takes equally long for everybody.
 */
export const inSteps =
  <Args extends readonly unknown[], Result>(
    act: (...args: Args) => Promise<Result>,
    stepMs: number,
    { nowMs, wait }: Waiting = realTime,
  ): ((...args: Args) => Promise<Result>) =>
  async (...args) => {
    const startMs = nowMs()
    try {
      return await act(...args)
    } finally {
      await wait(stepMs - ((nowMs() - startMs) % stepMs))
    }
  }
