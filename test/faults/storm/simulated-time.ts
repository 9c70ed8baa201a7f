import { syncBuiltinESMExports } from 'node:module'
import timersPromises from 'node:timers/promises'
import { installDate } from '../../../infra/local/clock/clock.ts'
import { createTimers, type Timer } from '../../bench/seats/virtual-clock.ts'

/** A timeout of the simulated time, in the form in which Node gives its own. */
class Alarm implements Timer {
  readonly at: number
  readonly number: number
  readonly wake: () => void
  constructor(at: number, number: number, wake: () => void) {
    this.at = at
    this.number = number
    this.wake = wake
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
  hasRef(): boolean {
    return true
  }
}

/** Time that stands still while anything is going on in this process, and then jumps to what was waited for. */
export interface SimulatedTime {
  /** Milliseconds since 1970, with fractions. */
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
  /** Lets no time pass while the work goes on: that which waits for something outside of this process. */
  readonly during: <Result>(work: () => Promise<Result>) => Promise<Result>
  /** Lets time pass until the work is done. Throws when it waits for something that no timer brings. */
  readonly run: <Result>(work: Promise<Result>) => Promise<Result>
}

// Work within this process that is not done yet, such as rendering a mail, as Node names what keeps its event loop going.
const goingOn = /Immediate|FSReq|Crypto|Zlib/
const isGoingOn = (): boolean => process.getActiveResourcesInfo().some((name) => goingOn.test(name))

const turnsOfNothing = 2

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const createTime = (from: number) => {
  const timers = createTimers()
  const live = new Set<Timer>()
  let now = from
  let count = 0
  let inFlight = 0
  let landed: () => void = () => undefined

  const set = (wake: () => void, ms: number): Alarm => {
    const alarm = new Alarm(now + Math.max(0, ms), count++, wake)
    timers.add(alarm)
    live.add(alarm)
    return alarm
  }

  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      set(resolve, ms)
    })

  const during = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    inFlight++
    try {
      return await work()
    } finally {
      inFlight--
      if (inFlight === 0) landed()
    }
  }

  const quiet = async (): Promise<void> => {
    for (let turns = 0; turns < turnsOfNothing; turns++) {
      await turn()
      if (inFlight === 0) {
        if (isGoingOn()) turns = -1
        continue
      }
      await new Promise<void>((resolve) => {
        landed = resolve
      })
      turns = -1
    }
  }

  const next = (): Timer | undefined => {
    for (let timer = timers.first(); timer !== undefined; timer = timers.first()) {
      if (live.has(timer)) return timer
      timers.take()
    }
    return undefined
  }

  const wakeAllDue = (): void => {
    for (let timer = next(); timer !== undefined && timer.at <= now; timer = next()) {
      timers.take()
      live.delete(timer)
      timer.wake()
    }
  }

  const run = async <Result>(work: Promise<Result>): Promise<Result> => {
    const state = { isDone: false }
    const end = (): void => {
      state.isDone = true
    }
    work.then(end, end)
    for (;;) {
      await quiet()
      if (state.isDone) return work
      const timer = next()
      if (timer === undefined) throw new Error('the storm waits for nothing')
      now = Math.max(now, timer.at)
      wakeAllDue()
    }
  }
  return { now: () => now, set, clear: (timer: Timer) => live.delete(timer), sleep, during, run }
}

/**
 * Makes this process live in simulated time, from an instant (ms since 1970) on: `Date`, `performance.now()` and all timeouts.
 * What is to happen in real time, such as starting a database, is done before. Returns the way back as well.
 */
export const installTime = (from: number): { readonly time: SimulatedTime; readonly uninstall: () => void } => {
  const time = createTime(from)
  const { setTimeout: setReal, clearTimeout: clearReal } = globalThis
  const { setTimeout: sleepReal } = timersPromises
  const realNow = performance.now
  const undoDate = installDate(() => Math.floor(time.now()))
  Object.assign(performance, { now: () => time.now() - from })
  Object.assign(globalThis, {
    setTimeout: (wake: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => time.set(() => wake(...given), ms),
    clearTimeout: (timer: unknown): void => {
      if (timer instanceof Alarm) time.clear(timer)
      else Reflect.apply(clearReal, undefined, [timer])
    },
  })
  const sleep = async (ms = 0, value?: unknown): Promise<unknown> => {
    await time.sleep(ms)
    return value
  }
  Object.assign(timersPromises, { setTimeout: sleep })
  syncBuiltinESMExports()
  const uninstall = (): void => {
    undoDate()
    Object.assign(performance, { now: realNow })
    Object.assign(globalThis, { setTimeout: setReal, clearTimeout: clearReal })
    Object.assign(timersPromises, { setTimeout: sleepReal })
    syncBuiltinESMExports()
  }
  return { time, uninstall }
}
