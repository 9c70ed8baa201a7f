import { type ClockMemory, setClock } from './clock.ts'

const longestStep = 3_600_000

export interface ClockControl {
  /** The time by the settable clock, ISO in UTC. */
  readonly now: () => string
  /**
   * Moves the clock forward in steps of an hour at most; at each the scheduled functions are called and all that follows is
   * waited for. Resolves when everything that became due is done. `backwards`: the instant is in the past, nothing happened.
   */
  readonly moveTo: (instant: string) => Promise<'moved' | 'backwards'>
  /** Does something while the clock stands between moves, not within one. */
  readonly between: (work: () => Promise<void>) => Promise<void>
}

export interface ClockControlOptions {
  readonly memory: ClockMemory
  /** Calls the scheduled functions. */
  readonly tick: () => Promise<void>
  /** Waits until nothing is left to do. */
  readonly drain: () => Promise<void>
  /** Remembers the time for the next run. */
  readonly keep: () => void
}

export const createClockControl = ({ memory, tick, drain, keep }: ClockControlOptions): ClockControl => {
  let last: Promise<unknown> = Promise.resolve()
  const afterwards = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = last.then(work, work)
    last = next
    return next
  }

  const move = async (to: number): Promise<'moved' | 'backwards'> => {
    if (to < Date.now()) return 'backwards'
    await drain()
    while (Date.now() < to) {
      setClock(memory, Math.min(Date.now() + longestStep, to))
      await tick()
      await drain()
    }
    keep()
    return 'moved'
  }

  return {
    now: () => new Date().toISOString(),
    moveTo: (instant) => afterwards(() => move(Date.parse(instant))),
    between: (work) =>
      afterwards(async () => {
        await work()
        keep()
      }),
  }
}
