import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type RateKind, rateLimits, windowExpiry, windowOf } from '../domain/basics/rate-limits.ts'
import type { Instant } from '../domain/basics/wall-time.ts'
import type { Database } from './dynamodb/database.ts'
import { itemKeys } from './item-keys.ts'

const kept = 2_000

const countSchema = z.object({ requests: z.int() })

interface Counted {
  /** The requests that all environments had told of when this one last did. */
  told: number
  /** Those of this environment that it is telling of right now. */
  telling: number
  /** Those of this environment since. */
  untold: number
}

/**
 * Counts requests by the hour or day, in the People table until that is well over. Each environment adds up a few before it tells the
 * others: a stranger who comes once costs no write, and somebody who keeps coming is soon known to all. Counts may lag behind by as
 * many for each environment: good enough for what costs time or mail, not for seats.
 */
export const createRates = (database: Database, table: string) => {
  const counts = new Map<string, Counted>()

  const tell = async (kind: RateKind, of: string, requests: number, now: Instant): Promise<number> => {
    const { Attributes } = await database.send(
      new UpdateCommand({
        TableName: table,
        Key: itemKeys.rate(kind, of, windowOf(kind, now)),
        UpdateExpression: 'ADD requests :requests SET expiresAt = :expiresAt',
        ExpressionAttributeValues: {
          ':requests': requests,
          ':expiresAt': windowExpiry(kind, now),
        },
        ReturnValues: 'UPDATED_NEW',
      }),
    )
    return countSchema.parse(Attributes).requests
  }

  return {
    /** Adds requests to those of this hour or day with the same `of`, which reveals nobody, and tells how many there are now. */
    count: async (kind: RateKind, of: string, requests: number, now: Instant): Promise<number> => {
      const key = `${kind} ${of} ${windowOf(kind, now)}`
      const counted = counts.get(key) ?? { told: 0, telling: 0, untold: 0 }
      // The one that was not asked about for longest goes first.
      counts.delete(key)
      counts.set(key, counted)
      const [oldest] = counts.keys()
      if (counts.size > kept && oldest !== undefined) counts.delete(oldest)
      counted.untold += requests
      // Simultaneous requests count each other, too.
      const own = counted.told + counted.telling + counted.untold
      if (counted.untold < rateLimits[kind].alone) return own
      const telling = counted.untold
      counted.untold = 0
      counted.telling += telling
      const told = await tell(kind, of, telling, now).finally(() => {
        counted.telling -= telling
      })
      counted.told = Math.max(counted.told, told)
      return told
    },
  }
}
export type Rates = ReturnType<typeof createRates>
