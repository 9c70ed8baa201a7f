import { createHash, randomBytes } from 'node:crypto'
import { PutCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { auditKeptDays, expiryAfter } from '../../domain/people/periods.ts'
import { type AuditEntry, auditEntrySchema } from '../../domain/staff/audit.ts'
import { unlessRefused } from '../dynamodb/conditional-write.ts'
import type { Database } from '../dynamodb/database.ts'
import { indexes, itemKeys } from '../item-keys.ts'

export interface AuditPage {
  /** Newest first. */
  readonly entries: readonly AuditEntry[]
  /** Where the next page begins. */
  readonly next?: string
}

const short = (bytes: Buffer): string => bytes.subarray(0, 6).toString('base64url')
const hashed = (text: string): string => short(createHash('sha256').update(text).digest())

/**
 * A place in the log: an instant and a request, then whether it is how the request ended, and something random. Entries made before
 * they had a request there have eight random characters only.
 */
export const auditPlace = /^\d{4}-\d\d-\d\dT[\d:.]{12}Z#(?:[\w-]{8}|[\w-]{17})$/

const placeFor = ({ at, request, outcome }: AuditEntry, last: string): string =>
  `${at}#${hashed(request)}${outcome === 'asked' ? '0' : '1'}${last}`

/** The instant and request of a place. */
const requestAt = (place: string): string => place.slice(0, -9)

const placeSchema = z.object({ sk: z.string() })
const placedSchema = auditEntrySchema.extend({ sk: z.string() })
const end = '~'

const monthBefore = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7)
}

type Placed = z.infer<typeof placedSchema>

interface PlacedPage {
  readonly placed: readonly Placed[]
  readonly next?: string
}

/**
 * A page with one entry for each request: how it ended, if that was recorded too, else that it was asked. The end comes first, so
 * the page before may have it; a page that would be empty is skipped.
 */
const onePerRequest = async (read: (from: string) => Promise<PlacedPage>, from: string): Promise<AuditPage> => {
  for (let begin: string = from; ; ) {
    const { placed, next } = await read(begin)
    const entries = placed.filter(({ sk, outcome }, index) => {
      const newer = placed[index - 1]?.sk ?? begin
      return outcome !== 'asked' || requestAt(newer) !== requestAt(sk)
    })
    if (entries.length > 0 || next === undefined) {
      return { entries: z.array(auditEntrySchema).parse(entries), ...(next === undefined ? {} : { next }) }
    }
    begin = next
  }
}

/** What staff did, a partition for each month. Functions can add entries, but not change or delete any; they expire. */
export const createAuditLog = (database: Database, table: string) => {
  const query = async (
    condition: string,
    values: Readonly<Record<string, string>>,
    more: Partial<QueryCommandInput>,
  ): Promise<PlacedPage> => {
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
    return { placed: z.array(placedSchema).parse(Items), ...(last === undefined ? {} : { next: last }) }
  }

  const put = async (entry: AuditEntry, place: string): Promise<void> => {
    const Item = { ...itemKeys.auditEntry(entry.at.slice(0, 7), place), ...entry, expiresAt: expiryAfter(entry.at, auditKeptDays) }
    await database.send(new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }))
  }

  return {
    /** Adds an entry: one write. */
    add: async (entry: AuditEntry): Promise<void> => {
      await put(entry, placeFor(entry, short(randomBytes(6))))
    },

    /** Adds an entry that work which is taken up again adds again: it is there once. */
    addOnce: async (entry: AuditEntry): Promise<void> => {
      await unlessRefused(put(entry, placeFor(entry, hashed(JSON.stringify(entry)))))
    },

    /** What was done with an event, before a place; index reads may lag a moment behind. */
    ofEvent: async (slug: string, limit: number, from = end): Promise<AuditPage> => {
      const one = (begin: string) =>
        query('slug = :slug AND sk < :from', { ':slug': slug, ':from': begin }, { IndexName: indexes.audited, Limit: limit })
      return onePerRequest(one, from)
    },

    /** Everything, before a place. */
    all: async (limit: number, now: Instant, from = end): Promise<AuditPage> => {
      const oldest = new Date(Date.parse(now) - auditKeptDays * 86_400_000).toISOString().slice(0, 7)
      const one = async (begin: string): Promise<PlacedPage> => {
        const placed: Placed[] = []
        for (let month = begin === end ? now.slice(0, 7) : begin.slice(0, 7); month >= oldest; month = monthBefore(month)) {
          const { pk } = itemKeys.auditEntry(month, '')
          const page = await query('pk = :pk AND sk < :from', { ':pk': pk, ':from': begin }, { Limit: limit - placed.length })
          placed.push(...page.placed)
          if (page.next !== undefined) return { placed, next: page.next }
          // The month ended with the page.
          if (placed.length === limit) return { placed, next: `${month}-00T00:00:00.000Z#${'-'.repeat(17)}` }
        }
        return { placed }
      }
      return onePerRequest(one, from)
    },
  }
}
export type AuditLog = ReturnType<typeof createAuditLog>
