import * as z from 'zod'

/** One action on a table that a request requires, as IAM sees it. */
export interface TableCall {
  /** `GetItem`; transactions count as their parts. */
  readonly action: string
  readonly table: string
  readonly index?: string
  /** The partition key values concerned (`dynamodb:LeadingKeys`). */
  readonly leadingKeys: readonly string[]
}

const keySchema = z.object({ pk: z.object({ S: z.string() }) }).transform(({ pk }) => pk.S)
const oneItemSchema = z.union([
  z.object({ TableName: z.string(), Key: keySchema }).transform(({ TableName, Key }) => ({ table: TableName, leadingKeys: [Key] })),
  z.object({ TableName: z.string(), Item: keySchema }).transform(({ TableName, Item }) => ({ table: TableName, leadingKeys: [Item] })),
])
const querySchema = z.object({
  TableName: z.string(),
  IndexName: z.string().optional(),
  KeyConditionExpression: z.string(),
  ExpressionAttributeValues: z.record(z.string(), z.object({ S: z.string().optional() })).default({}),
})
const batchGetSchema = z.object({ RequestItems: z.record(z.string(), z.object({ Keys: z.array(keySchema) })) })
const transactSchema = z.object({ TransactItems: z.array(z.record(z.string(), z.unknown())) })

const actionsOfParts: ReadonlyMap<string, string> = new Map([
  ['Put', 'PutItem'],
  ['Update', 'UpdateItem'],
  ['Delete', 'DeleteItem'],
  ['Get', 'GetItem'],
  ['ConditionCheck', 'ConditionCheckItem'],
])

const oneItem = (action: string, body: unknown): TableCall => ({ action, ...oneItemSchema.parse(body) })

const query = (body: unknown): TableCall => {
  const { TableName, IndexName, KeyConditionExpression, ExpressionAttributeValues } = querySchema.parse(body)
  const [, name = ''] = /^\s*\S+\s*=\s*(:\w+)/.exec(KeyConditionExpression) ?? []
  const key = ExpressionAttributeValues[name]?.S
  return {
    action: 'Query',
    table: TableName,
    ...(IndexName === undefined ? {} : { index: IndexName }),
    leadingKeys: key === undefined ? [] : [key],
  }
}

/**
 * The actions that a request to DynamoDB requires: `operation` is the end of its target, `body` its JSON.
 * Throws for kinds of request that no function makes.
 */
export const tableCalls = (operation: string, body: unknown): readonly TableCall[] => {
  switch (operation) {
    case 'Query':
      return [query(body)]
    case 'BatchGetItem':
      return Object.entries(batchGetSchema.parse(body).RequestItems).map(([table, { Keys }]) => ({
        action: 'BatchGetItem',
        table,
        leadingKeys: Keys,
      }))
    case 'TransactWriteItems':
      return transactSchema
        .parse(body)
        .TransactItems.flatMap((item) => Object.entries(item).map(([part, of]) => oneItem(actionsOfParts.get(part) ?? part, of)))
    default:
      return [oneItem(operation, body)]
  }
}
