import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import type { Database } from '../../shared/store/database.ts'

/** How often each fault befalls a call, from 0 to 1. */
export interface FaultRates {
  /** The connection breaks before DynamoDB has seen the call. */
  readonly lostCall: number
  /** DynamoDB did what was asked, and its answer is lost. */
  readonly lostAnswer: number
  /** Another transaction holds an item: DynamoDB cancels this one. DynamoDB Local never says so by itself. */
  readonly conflict: number
}

class LostConnection extends Error {
  // The SDK takes this for a broken connection and tries the same request again, with the same token.
  readonly code = 'ECONNRESET'
  override readonly name = 'TimeoutError'
}

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

/** Lets faults befall the client's calls, between the SDK with its retries and the endpoint; returns how to switch them off. */
export const injectFaults = (database: Database, rates: FaultRates, random: () => number): (() => void) => {
  let active = true
  database.middlewareStack.add(
    (next, context) => async (args) => {
      if (!active) return next(args)
      const luck = random()
      if (luck < rates.lostCall) throw new LostConnection('injected')
      if (context.commandName === 'TransactWriteItemsCommand' && luck < rates.lostCall + rates.conflict) throw conflict()
      const answer = await next(args)
      if (active && random() < rates.lostAnswer) throw new LostConnection('injected')
      return answer
    },
    { step: 'finalizeRequest', priority: 'low', name: 'injectedFaults', override: true },
  )
  return () => {
    active = false
  }
}
