import { type ClockMemory, setClock } from './clock.ts'

// Everything that is due has a stop of its own. Where more is due at once than one call does, the next call must not be far;
// after calls that found nothing to do it may be further and further.
const firstStep = 6 * 3_600_000
const longestStep = 7 * 24 * 3_600_000

/** How far the clock has come on its way; both instants in UTC. */
export interface ClockMove {
  readonly now: string
  readonly to: string
  /** How many mails have been sent on the way. */
  readonly mails: number
}

export interface ClockControl {
  /** The time by the settable clock, ISO in UTC. */
  readonly now: () => string
  /** The move that is under way, if any. */
  readonly moving: () => ClockMove | undefined
  /**
   * Moves the clock forward in steps of six hours at first, longer ones where nothing becomes due, and never past anything that does,
   * so that nothing is late because time hurries; at each the scheduled functions are called and all that follows is waited for.
   * Resolves when everything that became due is done. `backwards`: the instant is in the past, nothing happened.
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
  /** The first instant after one at which something becomes due. */
  readonly nextDue: (after: string) => Promise<string | undefined>
  /** Remembers the time for the next run. */
  readonly keep: () => void
  /** How many mails have been sent in all. */
  readonly mailsSent?: () => number
  /** Is told every second how far a move has come, and at the end. */
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
