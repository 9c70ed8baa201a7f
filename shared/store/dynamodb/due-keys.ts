import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { indexes } from '../item-keys.ts'
import type { Database } from './database.ts'

const keysSchema = z.array(z.object({ pk: z.string() }))

/** What is due: the kind of work, by when, how many at most, and how the partition keys of such items begin. */
interface Due {
  readonly kind: string
  readonly now: Instant
  readonly limit: number
  readonly beginning: string
}

/** The rest of the partition keys of items with work at `now`, the oldest first, according to the index. */
export const dueKeys = async (database: Database, table: string, { kind, now, limit, beginning }: Due): Promise<readonly string[]> => {
  const { Items } = await database.send(
    new QueryCommand({
      TableName: table,
      IndexName: indexes.due,
      KeyConditionExpression: 'due = :due AND dueAt <= :now',
      ExpressionAttributeValues: { ':due': kind, ':now': now },
      Limit: limit,
    }),
  )
  return keysSchema.parse(Items).map(({ pk }) => pk.slice(beginning.length))
}
