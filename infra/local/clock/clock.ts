const RealDate = globalThis.Date

/**
 * The settable clock of a local run: an offset from the machine's clock, in milliseconds.
 * The memory is shared, so that all functions' threads change time together.
 */
export interface ClockMemory {
  readonly cells: BigInt64Array<SharedArrayBuffer>
}

export const createClockMemory = (): ClockMemory => ({ cells: new BigInt64Array(new SharedArrayBuffer(8)) })

const millisecondsIn = ({ cells }: ClockMemory): number => RealDate.now() + Number(Atomics.load(cells, 0))

/** Sets the clock to an instant (ms since 1970), from which it runs on. */
export const setClock = ({ cells }: ClockMemory, to: number): void => {
  Atomics.store(cells, 0, BigInt(Math.round(to - RealDate.now())))
}

/** Makes this thread's `Date` use the time from `now` (ms since 1970). Returns how to undo it. */
export const installDate = (now: () => number): (() => void) => {
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  })
  return () => {
    globalThis.Date = RealDate
  }
}

/**
 * Makes this thread's `Date` follow the settable clock from now on.
 * Timers and `performance.now()` stay on the machine's time. Returns how to undo it.
 */
export const installClock = (memory: ClockMemory): (() => void) => installDate(() => millisecondsIn(memory))
