import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { RateKind } from '../domain/basics/rate-limits.ts'
import type { Instant } from '../domain/basics/wall-time.ts'
import type { Database } from './dynamodb/database.ts'
import { itemKeys } from './item-keys.ts'

// A stranger who comes once costs no write; somebody who keeps coming is known to every environment after a few requests.
const countedAlone = 5
const kept = 2_000
const twoHoursSeconds = 7_200

const countSchema = z.object({ requests: z.int() })

interface Counted {
  /** The requests that all environments had told of when this one last did. */
  told: number
  /** Those of this environment since. */
  untold: number
}

/**
 * Counts requests by the hour, in the People table until the hour is well over. Each environment adds up a few before it tells the
 * others, so that counts may lag behind by as many for each: good enough for what costs time or mail, not for seats.
 */
export const createRates = (database: Database, table: string) => {
  const counts = new Map<string, Counted>()

  const tell = async (kind: RateKind, of: string, hour: string, requests: number): Promise<number> => {
    const { Attributes } = await database.send(
      new UpdateCommand({
        TableName: table,
        Key: itemKeys.rate(kind, of, hour),
        UpdateExpression: 'ADD requests :requests SET expiresAt = :expiresAt',
        ExpressionAttributeValues: {
          ':requests': requests,
          ':expiresAt': Math.floor(Date.parse(`${hour}:00:00.000Z`) / 1000) + twoHoursSeconds,
        },
        ReturnValues: 'UPDATED_NEW',
      }),
    )
    return countSchema.parse(Attributes).requests
  }

  return {
    /** Adds requests to those of this hour with the same `of`, which reveals nobody, and tells how many there are now. */
    count: async (kind: RateKind, of: string, requests: number, now: Instant): Promise<number> => {
      const hour = now.slice(0, 13)
      const key = `${kind} ${of} ${hour}`
      const counted = counts.get(key) ?? { told: 0, untold: 0 }
      // The one that was not asked about for longest goes first.
      counts.delete(key)
      counts.set(key, counted)
      const [oldest] = counts.keys()
      if (counts.size > kept && oldest !== undefined) counts.delete(oldest)
      counted.untold += requests
      if (counted.untold < countedAlone) return counted.told + counted.untold
      const untold = counted.untold
      counted.untold = 0
      counted.told = await tell(kind, of, hour, untold)
      return counted.told + counted.untold
    },
  }
}
export type Rates = ReturnType<typeof createRates>
