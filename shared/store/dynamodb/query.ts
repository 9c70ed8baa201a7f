import { paginateQuery, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import type { Database } from './database.ts'

/** All items of a query, page by page. Only for short lists, such as the events of a network. */
export const queryAll = async (database: Database, input: QueryCommandInput): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = []
  for await (const page of paginateQuery({ client: database }, input)) items.push(...(page.Items ?? []))
  return items
}
