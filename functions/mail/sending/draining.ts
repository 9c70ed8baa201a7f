import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { isForStrangers, type Turn, turnOf } from '../../../shared/domain/mail/lanes.ts'
import { strangersAtATime, workersFor } from '../../../shared/domain/mail/sending-pace.ts'
import { faultFields, logger } from '../../../shared/runtime/logger.ts'
import { type DueMessage, laneParts, type MessageRef } from '../../../shared/store/outbox.ts'
import { beforeSending, type Delivery, dispatch, type Prepared, prepare, putOff, take } from './delivering.ts'

// Mails are claimed for this many seconds at a time: more would delay urgent ones, fewer would query the table too often.
const secondsAtATime = 0.5
const mostAtATime = 100
// Anything due within this time is waited for; the clock calls again for what comes later.
const patienceMs = 5000
// Reserved for what has begun.
const marginMs = 15_000

/** How many messages to take at a time from the lanes of strangers, and from the others. */
interface Limits {
  readonly strangers: number
  readonly others: number
}

interface Next {
  readonly due: readonly DueMessage[]
  /** When the next message is due, if none is due now. */
  readonly next: Instant | undefined
  /** Whether there may be more than these. */
  readonly isMore: boolean
}

// A message that was put back returns with another time.
const placeOf = ({ id, dueAt }: DueMessage): string => `${id} ${dueAt}`

/** What to send next: the messages of the first lane of this turn that has any, in these parts or in all. */
const nextIn = async (
  { outbox }: Delivery,
  { order, newest }: Turn,
  limits: Limits,
  taken: ReadonlySet<string>,
  parts?: readonly number[],
): Promise<Next> => {
  const now = new Date().toISOString()
  let soonest: Instant | undefined
  for (const lane of order) {
    const limit = isForStrangers(lane) ? limits.strangers : limits.others
    const notTaken = (due: readonly DueMessage[]) => due.filter((message) => !taken.has(placeOf(message))).slice(0, limit)
    // The index may not show yet that the others were claimed.
    const most = limit + taken.size
    const last = isForStrangers(lane) && newest ? notTaken(await outbox.newestIn(lane, now, most, parts)) : []
    if (last.length > 0) return { due: last, next: undefined, isMore: last.length === limit }
    const { due, next } = await outbox.waitingIn(lane, now, most, parts)
    const fresh = notTaken(due)
    if (fresh.length > 0) return { due: fresh, next: undefined, isMore: fresh.length === limit }
    if (next !== undefined && (soonest === undefined || next < soonest)) soonest = next
  }
  return { due: [], next: soonest, isMore: false }
}

const failed = ({ id }: MessageRef, fault: unknown): void =>
  logger.error('mail delivery failed', { code: 'mail-delivery-failed', outbox: id, ...faultFields(fault) })

/** Claims and renders the messages one by one: rendering many at once would delay those whose slot has come. */
const prepareAll = async (delivery: Delivery, due: readonly DueMessage[]): Promise<readonly Prepared[]> => {
  const prepared: Prepared[] = []
  const taken = await take(delivery, due, failed)
  await beforeSending(delivery, taken, async () => {
    for (const message of taken) {
      const ready = await prepare(delivery, message)
      if (ready !== undefined) prepared.push(ready)
      await breathe()
    }
  })
  return prepared
}

/** A worker's parts of the lanes, when this many share them. */
const partsOf = (worker: number, workers: number): readonly number[] =>
  Array.from({ length: laneParts }, (_, part) => part).filter((part) => part % workers === worker)

// A worker called while it works runs again afterwards for nothing.
const callsApartMs = 10_000

/**
 * Sends what waits in the lanes, most urgent first, at the pace shared by all workers, until nothing is left or time runs
 * short; then it calls a successor. Memory does not grow with the number waiting. The worker called first (worker 0) calls others if
 * more is waiting than one can send at SES's rate; each then keeps to its own parts.
 */
export const createDraining = (delivery: Delivery) => {
  const { pace, pacing } = delivery

  const send = async (prepared: Prepared, slot: number): Promise<void> => {
    try {
      await dispatch(delivery, prepared, slot)
    } catch (fault) {
      // If SES was asked, the message stays claimed and the clock finds it: nobody knows how far this got.
      failed(prepared.message, fault)
    }
  }

  /** Sends a batch in reserved slots. Resolves at the first slot: the next batch is prepared while these are sent. */
  const sendAll = async (batch: readonly Prepared[], inFlight: Set<Promise<void>>): Promise<'sent' | 'paused'> => {
    if (batch.length === 0) return 'sent'
    const messages = batch.map(({ message }) => message)
    const reserved = await beforeSending(delivery, messages, () => pacing.reserve(batch.length))
    if (!('slots' in reserved)) {
      await Promise.all(messages.map((message) => putOff(delivery, message)))
      return 'paused'
    }
    batch.forEach((prepared, index) => {
      const sending = send(prepared, reserved.slots[index] ?? 0).finally(() => inFlight.delete(sending))
      inFlight.add(sending)
    })
    const ahead = (reserved.slots[0] ?? 0) - Date.now()
    if (ahead > 0) await sleep(ahead)
    return 'sent'
  }

  /** Waits until there is something to do again; false if it is not worth waiting for. */
  const waitFor = async (next: Instant | undefined, inFlight: ReadonlySet<Promise<void>>): Promise<boolean> => {
    const ahead = next === undefined ? Number.POSITIVE_INFINITY : Date.parse(next) - Date.now()
    if (ahead <= patienceMs) await sleep(Math.max(10, ahead))
    else if (inFlight.size > 0) await Promise.race(inFlight)
    else return false
    return true
  }

  /** Decides what worker 0 sends: everything waiting, or only its part if others are called. */
  const createSharing = () => {
    let calledAt = Number.NEGATIVE_INFINITY
    return async (found: Next, workers: number): Promise<Next> => {
      if (!found.isMore || workers === 1) return found
      if (performance.now() - calledAt > callsApartMs) {
        calledAt = performance.now()
        const others = Array.from({ length: workers - 1 }, (_, index) => index + 1)
        await Promise.all(others.map((worker) => pace.nudge(new Date().toISOString(), worker)))
      }
      const own = found.due.filter(({ part }) => part % workers === 0)
      return own.length === 0 ? found : { ...found, due: own }
    }
  }

  const drain = async (timeLeftMs: () => number, inFlight: Set<Promise<void>>, worker: number): Promise<void> => {
    const share = createSharing()
    let taken: ReadonlySet<string> = new Set()
    for (let turn = 0; timeLeftMs() > marginMs; turn++) {
      const rate = await pacing.rate()
      const workers = workersFor(rate, laneParts)
      const limits = {
        strangers: Math.min(mostAtATime, strangersAtATime(rate, workers)),
        others: Math.min(mostAtATime, Math.max(1, Math.floor((rate * secondsAtATime) / workers))),
      }
      const found = await nextIn(delivery, turnOf(turn), limits, taken, worker === 0 ? undefined : partsOf(worker, workers))
      const { due, next } = worker === 0 ? await share(found, workers) : found
      taken = new Set(due.map(placeOf))
      if (due.length === 0 && (worker > 0 || !(await waitFor(next, inFlight)))) return
      if ((await sendAll(await prepareAll(delivery, due), inFlight)) === 'paused') return
    }
    await pace.nudge(new Date().toISOString(), worker)
  }

  return async (timeLeftMs: () => number, worker = 0): Promise<void> => {
    const inFlight = new Set<Promise<void>>()
    try {
      await drain(timeLeftMs, inFlight, worker)
    } finally {
      // Even if preparing the next ones failed: the process freezes until called again, and no mail may be in flight then.
      await Promise.all(inFlight)
    }
  }
}
export type Drain = ReturnType<typeof createDraining>
