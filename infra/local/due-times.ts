import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { indexes } from '../../shared/store/item-keys.ts'
import { type LocalTable, localClient } from './tables.ts'

const dueSchema = z.object({ dueAt: z.string() })

/** Finds the first instant after one at which something becomes due by the tables' indexes of due things; undefined where nothing does. */
export const createDueTimes = (endpoint: string, tables: readonly LocalTable[]) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(localClient(endpoint)))
  const names = tables.filter((table) => table.indexes.includes(indexes.due)).map(({ name }) => name)
  return {
    next: async (after: string): Promise<string | undefined> => {
      const times: string[] = []
      for (const TableName of names) {
        const scan = {
          TableName,
          IndexName: indexes.due,
          FilterExpression: 'dueAt > :after',
          ExpressionAttributeValues: { ':after': after },
        }
        for await (const { Items = [] } of paginateScan({ client }, scan)) times.push(...Items.map((item) => dueSchema.parse(item).dueAt))
      }
      return times.sort()[0]
    },
    stop: (): void => client.destroy(),
  }
}
