import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, paginateScan, type ScanCommandInput } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { instantOf } from '../../../shared/domain/basics/wall-time.ts'
import { indexes } from '../../../shared/store/item-keys.ts'
import type { LocalClient, LocalTable } from '../dynamodb/tables.ts'

const dueSchema = z.object({ dueAt: z.string() })
const keepingSchema = z.object({ timeZone: z.string(), holds: z.array(z.object({ until: z.string() })) })

/** Finds the next instant at which something becomes due, from the tables' indexes of due things and the ends of holds. */
export const createDueTimes = (database: LocalClient, tables: readonly LocalTable[]) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(database))

  /** All items in an index of the tables that have it. */
  const scan = async (
    index: string,
    filter: Pick<ScanCommandInput, 'FilterExpression' | 'ExpressionAttributeValues'>,
  ): Promise<unknown[]> => {
    const found: unknown[] = []
    for (const { name } of tables.filter((table) => table.indexes.includes(index)))
      for await (const { Items = [] } of paginateScan({ client }, { TableName: name, IndexName: index, ...filter })) found.push(...Items)
    return found
  }

  return {
    next: async (after: string): Promise<string | undefined> => {
      const later = await scan(indexes.due, { FilterExpression: 'dueAt > :after', ExpressionAttributeValues: { ':after': after } })
      const keeping = await scan(indexes.listing, { FilterExpression: 'attribute_exists(holds[0])' })
      const ends = keeping.flatMap((event) => {
        const { timeZone, holds } = keepingSchema.parse(event)
        return holds.map(({ until }) => instantOf(until, timeZone) ?? '')
      })
      return [...later.map((item) => dueSchema.parse(item).dueAt), ...ends.filter((end) => end > after)].sort()[0]
    },
    stop: (): void => client.destroy(),
  }
}
