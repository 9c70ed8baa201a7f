import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Instant } from '../../domain/basics/wall-time.ts'
import {
  type AfterReading,
  mostPartnerCalendars,
  type PartnerCalendar,
  type PartnerCalendarInput,
  type PartnerEvent,
  partnerCalendarSchema,
  partnerEventSchema,
} from '../../domain/calendar/partner-calendar.ts'
import { unlessRefused } from '../dynamodb/conditional-write.ts'
import type { Database } from '../dynamodb/database.ts'
import { queryAll } from '../dynamodb/query.ts'
import { transact } from '../dynamodb/transaction.ts'
import { itemKeys } from '../item-keys.ts'

const idOf = (address: string): string => createHash('sha256').update(address).digest('hex').slice(0, 16)

// With the events of twenty calendars, a page then still reads two megabytes at most.
const mostPackedBytes = 100_000
const mostUnpackedBytes = 1_000_000

interface Packed {
  readonly packed: Buffer
  readonly count: number
  readonly digest: string
}

/** The events in as many bytes as an item may have; the last ones are left out if they are too many. */
const pack = (events: readonly PartnerEvent[]): Packed => {
  const packed = gzipSync(JSON.stringify(events))
  if (packed.length > mostPackedBytes) return pack(events.slice(0, Math.floor(events.length * 0.8)))
  return { packed, count: events.length, digest: createHash('sha256').update(packed).digest('hex') }
}

const packedSchema = z.object({
  sk: z.string(),
  packed: z
    .instanceof(Uint8Array)
    .transform((packed): unknown => JSON.parse(gunzipSync(packed, { maxOutputLength: mostUnpackedBytes }).toString('utf8')))
    .pipe(z.array(partnerEventSchema)),
})

const storedSchema = partnerCalendarSchema.extend({ digest: z.string().optional() })
/** A calendar as stored; `digest` stands for the events that are known. */
export type StoredPartnerCalendar = z.infer<typeof storedSchema>

export const createPartnerCalendars = (database: Database, table: string) => {
  const all = (key: { readonly pk: string }) =>
    queryAll(database, { TableName: table, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': key.pk } })
  const facts = (id: string) => ({ TableName: table, Key: itemKeys.partnerCalendar(id) })

  const list = async (): Promise<readonly StoredPartnerCalendar[]> =>
    (await all(itemKeys.partnerCalendar('any'))).map((item) => storedSchema.parse(item))

  return {
    list,

    /** The known events of every calendar, by its id. */
    events: async (): Promise<ReadonlyMap<string, readonly PartnerEvent[]>> =>
      new Map(
        (await all(itemKeys.partnerEvents('any'))).map((item) => {
          const { sk, packed } = packedSchema.parse(item)
          return [sk, packed]
        }),
      ),

    /** Adds a calendar, to be read next; `known` if there is one with its address. */
    add: async ({ name, address }: PartnerCalendarInput, now: Instant): Promise<PartnerCalendar | 'known' | 'too-many'> => {
      if ((await list()).length >= mostPartnerCalendars) return 'too-many'
      const calendar: PartnerCalendar = { id: idOf(address), name, address, addedAt: now, nextAt: now, events: 0 }
      const written = await unlessRefused(
        database.send(
          new PutCommand({
            TableName: table,
            Item: { ...itemKeys.partnerCalendar(calendar.id), ...calendar },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      )
      return written === undefined ? 'known' : calendar
    },

    /** Removes a calendar with its events; false if there is none with the id, which may be any text. */
    remove: async (id: string): Promise<boolean> => {
      const { written } = await transact(database, [
        { Delete: { ...facts(id), ConditionExpression: 'attribute_exists(pk)' } },
        { Delete: { TableName: table, Key: itemKeys.partnerEvents(id) } },
      ])
      return written
    },

    /** Has a calendar read next; false if there is none with the id. */
    readNext: async (id: string, now: Instant): Promise<boolean> => {
      const written = await unlessRefused(
        database.send(
          new UpdateCommand({
            ...facts(id),
            UpdateExpression: 'SET nextAt = :now',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeValues: { ':now': now },
          }),
        ),
      )
      return written !== undefined
    },

    /** Takes a calendar to read it, before anybody else does; it is due again at `nextAt`. */
    claim: async ({ id, nextAt: seen }: StoredPartnerCalendar, nextAt: Instant): Promise<boolean> => {
      const written = await unlessRefused(
        database.send(
          new UpdateCommand({
            ...facts(id),
            UpdateExpression: 'SET nextAt = :next',
            ConditionExpression: 'nextAt = :seen',
            ExpressionAttributeValues: { ':next': nextAt, ':seen': seen },
          }),
        ),
      )
      return written !== undefined
    },

    /** Notes what reading it brought, unless it was removed meanwhile. Events are written only if they are others than before. */
    settle: async ({ id, digest: known }: StoredPartnerCalendar, { readAt, trouble, events }: AfterReading): Promise<void> => {
      const now = events && pack(events)
      const values = { ...(readAt && { readAt }), ...(trouble && { trouble }), ...(now && { events: now.count, digest: now.digest }) }
      const names = Object.keys(values)
      const update = {
        Update: {
          ...facts(id),
          UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}${trouble === undefined ? ' REMOVE trouble' : ''}`,
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value])),
        },
      }
      const changed = now !== undefined && now.digest !== known
      const put = { Put: { TableName: table, Item: { ...itemKeys.partnerEvents(id), packed: now?.packed } } }
      await transact(database, changed ? [update, put] : [update])
    },
  }
}
export type PartnerCalendars = ReturnType<typeof createPartnerCalendars>
