import { ThrottlingException, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import type { Database } from '../../shared/store/dynamodb/database.ts'

/** The probability of each fault per call, from 0 to 1. */
export interface FaultRates {
  /** The connection breaks before DynamoDB has seen the call. */
  readonly lostCall: number
  /** DynamoDB did what was asked, but its answer is lost. */
  readonly lostAnswer: number
  /** Another transaction holds an item, so DynamoDB cancels this one. DynamoDB Local never does that itself. */
  readonly conflict: number
  /** DynamoDB has no capacity right now. */
  readonly throttle: number
  /** The process dies, before or after the call: it does nothing more. */
  readonly crash: number
  /** An index lags: its newest entries are missing. DynamoDB Local's never lag. */
  readonly lag: number
}

class LostConnection extends Error {
  // The SDK treats this as a broken connection and retries the same request, with the same token.
  readonly code = 'ECONNRESET'
  override readonly name = 'TimeoutError'
}

/** The end of a process, which nobody catches and retries. */
export class Crash extends Error {
  override readonly name = 'Crash'
}

const throttled = (): ThrottlingException => new ThrottlingException({ message: 'injected', $metadata: { httpStatusCode: 400 } })

const conflict = (): TransactionCanceledException =>
  new TransactionCanceledException({
    message: 'injected',
    $metadata: { httpStatusCode: 400 },
    CancellationReasons: [{ Code: 'TransactionConflict' }],
  })

/** Random numbers that repeat with the same seed (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const befallBefore = (isTransaction: boolean, rates: FaultRates, random: () => number): void => {
  const luck = random()
  const { lostCall, crash, throttle, conflict: held } = rates
  if (luck < lostCall) throw new LostConnection('injected')
  if (luck < lostCall + crash / 2) throw new Crash('injected')
  if (luck < lostCall + crash / 2 + throttle) throw throttled()
  if (isTransaction && luck < lostCall + crash / 2 + throttle + held) throw conflict()
}

const isIndexQuery = (input: object): boolean => 'IndexName' in input && 'KeyConditionExpression' in input

const queried = z.object({ Items: z.array(z.unknown()).optional(), Count: z.number().optional() })

const forget = (output: object, random: () => number): void => {
  const { Items = [], Count = 0 } = queried.parse(output)
  const known = Math.floor(random() * (Items.length + 1))
  Object.assign(output, { Items: Items.slice(0, known), Count: Math.min(Count, known) })
}

// Only the waits between the SDK's attempts are shortened; their number stays the same.
const attempts = 3
const withoutWaiting = {
  acquireInitialRetryToken: async () => token(0),
  refreshRetryTokenForRetry: async (last: { getRetryCount: () => number }) => {
    if (last.getRetryCount() + 1 >= attempts) throw new Error('no more tries')
    return token(last.getRetryCount() + 1)
  },
  recordSuccess: () => undefined,
}
const token = (count: number) => ({ getRetryCount: () => count, getRetryDelay: () => 0 })

/** Injects faults into the client's calls, between the SDK with its retries and the endpoint; returns how to switch them off. */
export const injectFaults = (database: Database, given: FaultRates | (() => FaultRates), random: () => number): (() => void) => {
  const ratesNow = typeof given === 'function' ? given : () => given
  let active = true
  database.config.retryStrategy = async () => withoutWaiting
  database.middlewareStack.add(
    (next, context) => async (args) => {
      if (!active) return next(args)
      const rates = ratesNow()
      befallBefore(context.commandName === 'TransactWriteItemsCommand', rates, random)
      const answer = await next(args)
      if (!active) return answer
      const luck = random()
      if (luck < rates.lostAnswer) throw new LostConnection('injected')
      if (luck < rates.lostAnswer + rates.crash / 2) throw new Crash('injected')
      if (isIndexQuery(args.input) && random() < rates.lag) forget(answer.output, random)
      return answer
    },
    { step: 'finalizeRequest', priority: 'low', name: 'injectedFaults', override: true },
  )
  return () => {
    active = false
  }
}

/** Injects a fault into exactly those calls for which `befalls` names one, separately for each of the SDK's attempts. */
export const injectFaultsAt = (database: Database, befalls: (call: object) => 'lost-answer' | 'throttle' | undefined): void => {
  database.config.retryStrategy = async () => withoutWaiting
  database.middlewareStack.add(
    (next) => async (args) => {
      const fault = befalls(args.input)
      if (fault === 'throttle') throw throttled()
      const answer = await next(args)
      if (fault === 'lost-answer') throw new LostConnection('injected')
      return answer
    },
    { step: 'finalizeRequest', priority: 'low', name: 'injectedFaults', override: true },
  )
}
