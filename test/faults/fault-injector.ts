import { ThrottlingException, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import type { Database } from '../../shared/store/dynamodb/database.ts'

/** How often each fault befalls a call, from 0 to 1. */
export interface FaultRates {
  /** The connection breaks before DynamoDB has seen the call. */
  readonly lostCall: number
  /** DynamoDB did what was asked, and its answer is lost. */
  readonly lostAnswer: number
  /** Another transaction holds an item: DynamoDB cancels this one. DynamoDB Local never says so by itself. */
  readonly conflict: number
  /** DynamoDB has no capacity at this moment. */
  readonly throttle: number
  /** The process dies, before or after the call: what it wanted to do next is never done. */
  readonly crash: number
  /** An index does not know yet what was written a moment ago: it leaves its newest entries out. DynamoDB Local's never lag. */
  readonly lag: number
}

class LostConnection extends Error {
  // The SDK takes this for a broken connection and tries the same request again, with the same token.
  readonly code = 'ECONNRESET'
  override readonly name = 'TimeoutError'
}

/** The end of a process, which nobody catches and tries again. */
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

/** Random numbers that come again with the same seed (mulberry32). */
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

// The waits between the SDK's tries; how often it tries stays as it is.
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

/** Lets faults befall the client's calls, between the SDK with its retries and the endpoint; returns how to switch them off. */
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

/** Lets a fault befall exactly those calls of the client for which `befalls` names one, each of the SDK's tries for itself. */
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
