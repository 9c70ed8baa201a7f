import * as z from 'zod'

/** What a call is about: items of a partition, or any item of the table if found through an index. */
interface Subject {
  readonly table: string
  readonly partition: string | undefined
}

/** One store call: whether it writes, and what it is about. */
export interface StoreCall {
  readonly writes: boolean
  readonly about: readonly Subject[]
}

/** The same call without what it found only through an index. */
export const byKey = ({ writes, about }: StoreCall): StoreCall => ({
  writes,
  about: about.filter(({ partition }) => partition !== undefined),
})

const keySchema = z.object({ pk: z.object({ S: z.string() }) }).transform(({ pk }) => pk.S)
const itemSchema = z.object({ TableName: z.string(), Key: keySchema.optional(), Item: keySchema.optional() })
const querySchema = z.object({
  TableName: z.string(),
  IndexName: z.string().optional(),
  ExpressionAttributeValues: z.object({ ':pk': z.object({ S: z.string() }).optional() }).optional(),
})
const batchSchema = z.object({ RequestItems: z.record(z.string(), z.object({ Keys: z.array(keySchema) })) })
const transactionSchema = z.object({ TransactItems: z.array(z.record(z.string(), itemSchema)) })

const aboutOf = (command: string, input: unknown): readonly Subject[] => {
  switch (command) {
    case 'QueryCommand': {
      const { TableName, IndexName, ExpressionAttributeValues } = querySchema.parse(input)
      return [{ table: TableName, partition: IndexName === undefined ? ExpressionAttributeValues?.[':pk']?.S : undefined }]
    }
    case 'BatchGetItemCommand':
      return Object.entries(batchSchema.parse(input).RequestItems).flatMap(([table, { Keys }]) =>
        Keys.map((partition) => ({ table, partition })),
      )
    case 'TransactWriteItemsCommand':
      return transactionSchema
        .parse(input)
        .TransactItems.flatMap((item) =>
          Object.values(item).map(({ TableName, Key, Item }) => ({ table: TableName, partition: Key ?? Item })),
        )
    default: {
      const { TableName, Key, Item } = itemSchema.parse(input)
      return [{ table: TableName, partition: Key ?? Item }]
    }
  }
}

/**
 * What a client's command asks of the tables, by the names that an event and its people have in every copy of a situation.
 * Throws for kinds of command that no use case sends.
 */
export const storeCall = (command: string, input: unknown, nameIn: (partition: string) => string): StoreCall => ({
  writes: /^(?:TransactWrite|Put|Update|Delete)/.test(command),
  about: aboutOf(command, input).map(({ table, partition }) => ({ table, partition: partition && nameIn(partition) })),
})

const kindOf = (partition: string): string => partition.split('#')[0] ?? ''

/**
 * Whether a call is about something that one of these others wrote: in the same partition or, if the partitions are not known
 * beforehand, of the same kind.
 */
export const readsWhat = ({ about }: StoreCall, others: readonly StoreCall[], by: 'partition' | 'kind'): boolean => {
  const meets = (one: Subject, other: Subject): boolean => {
    if (one.table !== other.table) return false
    if (one.partition === undefined || other.partition === undefined) return true
    return by === 'kind' ? kindOf(one.partition) === kindOf(other.partition) : one.partition === other.partition
  }
  return others.some((other) => other.writes && other.about.some((wrote) => about.some((read) => meets(read, wrote))))
}
