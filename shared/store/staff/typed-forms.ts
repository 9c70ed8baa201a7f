import { PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { typedKeptMinutes } from '../../domain/staff/sign-in-session.ts'
import type { Database } from '../dynamodb/database.ts'
import { queryAll } from '../dynamodb/query.ts'
import { itemKeys } from '../item-keys.ts'

const partSchema = z.object({ subject: z.string(), keptUntil: z.string(), data: z.instanceof(Uint8Array) })

// DynamoDB: an item has at most 400 kB.
const partBytes = 350_000

/** What somebody typed before their session was lost, encrypted, for a short while. */
export const createTypedForms = (database: Database, table: string) => ({
  put: async (hash: string, { subject, data }: { readonly subject: string; readonly data: Buffer }, now: Instant): Promise<void> => {
    const until = Date.parse(now) + typedKeptMinutes * 60_000
    const about = { subject, keptUntil: new Date(until).toISOString(), expiresAt: Math.ceil(until / 1000) }
    const parts = Array.from({ length: Math.ceil(data.length / partBytes) }, (_, part) =>
      data.subarray(part * partBytes, (part + 1) * partBytes),
    )
    await Promise.all(
      parts.map((each, part) =>
        database.send(new PutCommand({ TableName: table, Item: { ...itemKeys.typed(hash, part), ...about, data: each } })),
      ),
    )
  },

  /** What the same person typed; undefined once its time is over. */
  get: async (hash: string, subject: string, now: Instant): Promise<Buffer | undefined> => {
    const items = await queryAll(database, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': itemKeys.typed(hash, 0).pk },
      ConsistentRead: true,
    })
    const parts = z.array(partSchema).parse(items)
    if (parts.length === 0 || parts.some((part) => part.subject !== subject || part.keptUntil <= now)) return undefined
    return Buffer.concat(parts.map(({ data }) => data))
  },
})
export type TypedForms = ReturnType<typeof createTypedForms>
