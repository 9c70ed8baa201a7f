import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { slugSchema } from '../../domain/event/event.ts'
import { type Series, seriesSchema } from '../../domain/event/series.ts'
import { unlessRefused } from '../dynamodb/conditional-write.ts'
import type { Database } from '../dynamodb/database.ts'
import type { TransactItem } from '../dynamodb/transaction.ts'
import { itemKeys } from '../item-keys.ts'

export const createSeriesStore = (database: Database, table: string) => ({
  /** The series with a slug; accepts any text from a URL. */
  get: async (slug: string): Promise<Series | undefined> => {
    if (!slugSchema.safeParse(slug).success) return undefined
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.series(slug), ConsistentRead: true }))
    return Item === undefined ? undefined : seriesSchema.parse(Item)
  },

  /** Writes a new series; false if the slug is taken. */
  create: async (series: Series): Promise<boolean> => {
    const written = await unlessRefused(
      database.send(
        new PutCommand({
          TableName: table,
          Item: { ...itemKeys.series(series.slug), ...series },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    )
    return written !== undefined
  },

  /** Writes a changed series; false if somebody else changed it since it was read. */
  save: async (read: Series, changed: Series): Promise<boolean> => {
    const written = await unlessRefused(
      database.send(
        new PutCommand({
          TableName: table,
          Item: { ...itemKeys.series(read.slug), ...changed, version: read.version + 1 },
          ConditionExpression: 'version = :version',
          ExpressionAttributeValues: { ':version': read.version },
        }),
      ),
    )
    return written !== undefined
  },

  /** The part of a transaction that takes a date out of a series, and deletes a series of no others. Fails if somebody else changed it. */
  withoutDate: (read: Series, slug: string): TransactItem => {
    const dates = read.dates.filter((date) => date.slug !== slug)
    const asRead = { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': read.version } }
    return dates.length === 0
      ? { Delete: { TableName: table, Key: itemKeys.series(read.slug), ...asRead } }
      : { Put: { TableName: table, Item: { ...itemKeys.series(read.slug), ...read, dates, version: read.version + 1 }, ...asRead } }
  },
})
export type SeriesStore = ReturnType<typeof createSeriesStore>
