import { type ClockMemory, setClock } from './clock.ts'

// The clock stops at everything that is due. If one call does not do all of it, the next call must come soon;
// after calls that found nothing to do, the steps may grow.
const firstStep = 6 * 3_600_000
const longestStep = 7 * 24 * 3_600_000

/** The progress of a clock move; both instants in UTC. */
export interface ClockMove {
  readonly now: string
  readonly to: string
  /** How many mails have been sent during the move. */
  readonly mails: number
}

export interface ClockControl {
  /** The time on the settable clock, ISO in UTC. */
  readonly now: () => string
  /** The current move, if any. */
  readonly moving: () => ClockMove | undefined
  /**
   * Moves the clock forward in steps of six hours at first, longer ones if nothing becomes due, and never past anything that does,
   * so that nothing is late because time moves fast; at each step it calls the scheduled functions and waits for all that follows.
   * Resolves when everything that became due is done. `backwards`: the instant is in the past, nothing happened.
   */
  readonly moveTo: (instant: string) => Promise<'moved' | 'backwards'>
  /** Does something between moves, never during one. */
  readonly between: (work: () => Promise<void>) => Promise<void>
}

export interface ClockControlOptions {
  readonly memory: ClockMemory
  /** Calls the scheduled functions. */
  readonly tick: () => Promise<void>
  /** Waits until nothing is left to do. */
  readonly drain: () => Promise<void>
  /** The next instant at which something becomes due. */
  readonly nextDue: (after: string) => Promise<string | undefined>
  /** Saves the time for the next run. */
  readonly keep: () => void
  /** How many mails have been sent in all. */
  readonly mailsSent?: () => number
  /** Called every second with the progress of a move, and at its end. */
  readonly report?: (move: ClockMove) => void
}

const reportMilliseconds = 1000

export const createClockControl = (options: ClockControlOptions): ClockControl => {
  const { memory, tick, drain, nextDue, keep, mailsSent = () => 0, report = () => undefined } = options
  let moving: (() => ClockMove) | undefined
  let last: Promise<unknown> = Promise.resolve()
  const afterwards = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = last.then(work, work)
    last = next
    return next
  }

  const move = async (to: number): Promise<'moved' | 'backwards'> => {
    if (to < Date.now()) return 'backwards'
    await drain()
    for (let step = firstStep; Date.now() < to; ) {
      const now = Date.now()
      const next = await nextDue(new Date(now).toISOString())
      const due = next === undefined ? to : Math.min(to, Date.parse(next))
      setClock(memory, Math.min(now + step, due))
      step = now + step < due ? Math.min(2 * step, longestStep) : firstStep
      await tick()
      await drain()
    }
    keep()
    return 'moved'
  }

  const reportedMove = async (to: number): Promise<'moved' | 'backwards'> => {
    const before = mailsSent()
    const current = () => ({ now: new Date().toISOString(), to: new Date(to).toISOString(), mails: mailsSent() - before })
    const timer = setInterval(() => report(current()), reportMilliseconds)
    moving = current
    try {
      const outcome = await move(to)
      if (outcome === 'moved') report(current())
      return outcome
    } finally {
      clearInterval(timer)
      moving = undefined
    }
  }

  return {
    now: () => new Date().toISOString(),
    moving: () => moving?.(),
    moveTo: (instant) => afterwards(() => reportedMove(Date.parse(instant))),
    between: (work) =>
      afterwards(async () => {
        await work()
        keep()
      }),
  }
}
