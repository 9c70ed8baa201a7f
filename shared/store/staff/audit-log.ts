import { randomBytes } from 'node:crypto'
import { PutCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { auditKeptDays, expiryAfter } from '../../domain/people/periods.ts'
import { type AuditEntry, auditEntrySchema } from '../../domain/staff/audit.ts'
import type { Database } from '../dynamodb/database.ts'
import { indexes, itemKeys } from '../item-keys.ts'

export interface AuditPage {
  /** Newest first. */
  readonly entries: readonly AuditEntry[]
  /** Where the next page begins. */
  readonly next?: string
}

/** A place in the log: an instant, and something random for entries of the same one. */
export const auditPlace = /^\d{4}-\d\d-\d\dT[\d:.]{12}Z#[\w-]{8}$/

const placeSchema = z.object({ sk: z.string() })
const end = '~'

const monthBefore = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7)
}

/** What staff did, a partition for each month. Functions can add entries, but not change or delete any; they expire. */
export const createAuditLog = (database: Database, table: string) => {
  const query = async (
    condition: string,
    values: Readonly<Record<string, string>>,
    more: Partial<QueryCommandInput>,
  ): Promise<AuditPage> => {
    const { Items = [], LastEvaluatedKey } = await database.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: condition,
        ExpressionAttributeValues: { ...values },
        ScanIndexForward: false,
        ...more,
      }),
    )
    const last = placeSchema.safeParse(LastEvaluatedKey).data?.sk
    return { entries: z.array(auditEntrySchema).parse(Items), ...(last === undefined ? {} : { next: last }) }
  }

  return {
    /** Adds an entry: one write. */
    add: async (entry: AuditEntry): Promise<void> => {
      const place = `${entry.at}#${randomBytes(6).toString('base64url')}`
      const Item = { ...itemKeys.auditEntry(entry.at.slice(0, 7), place), ...entry, expiresAt: expiryAfter(entry.at, auditKeptDays) }
      await database.send(new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }))
    },

    /** What was done with an event, before a place; index reads may lag a moment behind. */
    ofEvent: (slug: string, limit: number, from = end): Promise<AuditPage> =>
      query('slug = :slug AND sk < :from', { ':slug': slug, ':from': from }, { IndexName: indexes.audited, Limit: limit }),

    /** Everything, before a place. */
    all: async (limit: number, now: Instant, from = end): Promise<AuditPage> => {
      const oldest = new Date(Date.parse(now) - auditKeptDays * 86_400_000).toISOString().slice(0, 7)
      const entries: AuditEntry[] = []
      for (let month = from === end ? now.slice(0, 7) : from.slice(0, 7); month >= oldest; month = monthBefore(month)) {
        const { pk } = itemKeys.auditEntry(month, '')
        const page = await query('pk = :pk AND sk < :from', { ':pk': pk, ':from': from }, { Limit: limit - entries.length })
        entries.push(...page.entries)
        if (page.next !== undefined) return { entries, next: page.next }
        // The month ended with the page.
        if (entries.length === limit) return { entries, next: `${month}-00T00:00:00.000Z#--------` }
      }
      return { entries }
    },
  }
}
