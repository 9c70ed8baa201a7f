import type { Clock } from './seat-store.ts'

export interface Timer {
  readonly at: number
  readonly number: number
  readonly wake: () => void
}

const isBefore = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.number < b.number)

/** A binary heap: the earliest timer first; of equal ones, the one set first. */
export const createTimers = () => {
  const heap: Timer[] = []
  const swap = (a: number, b: number): void => {
    const [first, second] = [heap[a], heap[b]]
    if (first === undefined || second === undefined) return
    heap[a] = second
    heap[b] = first
  }
  const isEarlier = (a: number, b: number): boolean => {
    const [first, second] = [heap[a], heap[b]]
    return first !== undefined && second !== undefined && isBefore(first, second)
  }
  const rise = (from: number): void => {
    for (let child = from; child > 0; ) {
      const parent = (child - 1) >> 1
      if (!isEarlier(child, parent)) return
      swap(child, parent)
      child = parent
    }
  }
  const sink = (): void => {
    for (let parent = 0; ; ) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2]
      const child = isEarlier(right, left) ? right : left
      if (!isEarlier(child, parent)) return
      swap(child, parent)
      parent = child
    }
  }
  return {
    first: () => heap[0],
    add: (timer: Timer): void => {
      heap.push(timer)
      rise(heap.length - 1)
    },
    take: (): Timer | undefined => {
      swap(0, heap.length - 1)
      const taken = heap.pop()
      sink()
      return taken
    },
  }
}

/** Time that jumps from one timer to the next, so that minutes pass in seconds and the same seed gives the same history. */
export const createVirtualClock = () => {
  const timers = createTimers()
  let now = 0
  let count = 0
  const sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      // In tenths of a millisecond: timers due in the same one wake together.
      timers.add({ at: Math.ceil((now + Math.max(0, ms)) * 10) / 10, number: count++, wake })
    })
  // A tick comes once all promises that can continue have done so.
  const idle = (): Promise<void> => new Promise((done) => process.nextTick(done))

  /** Lets time pass until the work is done. Throws if it waits for something that no timer will trigger. */
  const run = async <Result>(work: Promise<Result>): Promise<Result> => {
    const state = { isDone: false }
    const end = (): void => {
      state.isDone = true
    }
    work.then(end, end)
    for (;;) {
      await idle()
      if (state.isDone) return work
      const next = timers.first()
      if (next === undefined) throw new Error('the model waits for nothing')
      now = next.at
      while (timers.first()?.at === now) timers.take()?.wake()
    }
  }
  const clock: Clock = { now: () => now, sleep }
  return { ...clock, run }
}
