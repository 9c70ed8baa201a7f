import * as z from 'zod'
import { slugSchema } from '../../domain/event/event.ts'
import type { Database } from '../dynamodb/database.ts'
import { queryAll } from '../dynamodb/query.ts'
import type { TransactItem } from '../dynamodb/transaction.ts'
import { itemKeys } from '../item-keys.ts'

const sharesSchema = z.array(z.object({ slug: slugSchema }))

/** Which events are shared with whom, as parts of transactions that change events. */
export const createShares = (database: Database, table: string) => ({
  add: (subject: string, slug: string): TransactItem => ({ Put: { TableName: table, Item: { ...itemKeys.share(subject, slug), slug } } }),

  remove: (subject: string, slug: string): TransactItem => ({ Delete: { TableName: table, Key: itemKeys.share(subject, slug) } }),

  /** The slugs of the events shared with somebody. */
  slugsOf: async (subject: string): Promise<readonly string[]> => {
    const items = await queryAll(database, {
      TableName: table,
      KeyConditionExpression: 'pk = :shared',
      ExpressionAttributeValues: { ':shared': itemKeys.share(subject, '').pk },
    })
    return sharesSchema.parse(items).map(({ slug }) => slug)
  },
})
