import { syncBuiltinESMExports } from 'node:module'
import timersPromises from 'node:timers/promises'
import { installDate } from '../../../infra/local/clock/clock.ts'
import { createTimers, type Timer } from '../../bench/seats/virtual-clock.ts'

/** A timeout in simulated time, in the form of Node's own. */
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

/** Time that stands still while anything is going on in this process, then jumps to what is waited for. */
export interface SimulatedTime {
  /** Milliseconds since 1970, with fractions. */
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
  /** Stops time during work that waits for something outside this process. */
  readonly during: <Result>(work: () => Promise<Result>) => Promise<Result>
  /** Lets time pass until the work is done. Throws if it waits for something that no timer will trigger. */
  readonly run: <Result>(work: Promise<Result>) => Promise<Result>
}

// Unfinished work within this process, such as rendering a mail, by Node's names for what keeps its event loop running.
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
 * Makes this process run in simulated time from an instant (ms since 1970): `Date`, `performance.now()` and all timeouts.
 * Anything that needs real time, such as starting a database, must be done before. Also returns how to undo it.
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
