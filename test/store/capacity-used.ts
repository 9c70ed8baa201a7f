import { randomUUID } from 'node:crypto'
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Stores } from './local-store.ts'

/** What an action requested of DynamoDB, in billed units. */
export interface CapacityUsed {
  /** Calls in order; those that write several items with their number: `Query, TransactWrite 3`. */
  readonly calls: string
  readonly readUnits: number
  /** Write units of all items except mails, of mails, and of indexes. */
  readonly writeUnits: number
  readonly messageUnits: number
  readonly indexUnits: number
}

const consumedSchema = z.object({
  CapacityUnits: z.number(),
  GlobalSecondaryIndexes: z.record(z.string(), z.object({ CapacityUnits: z.number() })).default({}),
})
// A batch reports it per table.
const outputSchema = z.object({
  ConsumedCapacity: z.union([consumedSchema.transform((one) => [one]), z.array(consumedSchema)]).default([]),
})

const keyed = z.object({ TableName: z.string(), Key: z.record(z.string(), z.string()) })
const partSchema = z.object({
  Put: z.object({ TableName: z.string(), Item: z.record(z.string(), z.unknown()) }).optional(),
  Update: keyed.optional(),
  Delete: keyed.optional(),
  ConditionCheck: keyed.optional(),
})
const transactionSchema = z.object({ TransactItems: z.array(partSchema) })
type Part = z.infer<typeof partSchema>

interface Units {
  readonly table: number
  readonly indexes: number
}

interface Write extends Units {
  readonly isMessage: boolean
}

interface Call {
  readonly name: string
  readonly reads: number
  readonly writes: readonly Write[]
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

const unitsOf = (consumed: z.infer<typeof consumedSchema>): Units => {
  const indexes = sum(Object.values(consumed.GlobalSecondaryIndexes).map(({ CapacityUnits }) => CapacityUnits))
  return { table: consumed.CapacityUnits - indexes, indexes }
}

/** The cost of a plain write of an item, measured by writing its copy. */
const priceOf = async ({ database }: Stores, table: string, item: Record<string, unknown>): Promise<Units> => {
  const copy = { ...item, pk: `COPY#${randomUUID()}` }
  const { ConsumedCapacity } = await database.send(new PutCommand({ TableName: table, Item: copy, ReturnConsumedCapacity: 'INDEXES' }))
  return unitsOf(consumedSchema.parse(ConsumedCapacity))
}

const itemOf = async ({ database }: Stores, { TableName, Key }: z.infer<typeof keyed>): Promise<Record<string, unknown>> =>
  (await database.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item ?? { ...Key }

/** An item in a transaction costs twice its plain write, even if only checked; indexes are written afterwards, as always. */
const priceOfPart = async (
  stores: Stores,
  { Put, Update, Delete, ConditionCheck }: Part,
  before: Record<string, unknown>,
): Promise<Write> => {
  const written = Update ?? Delete ?? ConditionCheck
  const item = Put?.Item ?? (Update === undefined ? before : await itemOf(stores, Update))
  const { table, indexes } = await priceOf(stores, Put?.TableName ?? written?.TableName ?? '', item)
  return { isMessage: String(item['sk']).startsWith('MESSAGE#'), table: 2 * table, indexes: ConditionCheck === undefined ? indexes : 0 }
}

const isRead = (name: string): boolean => ['Query', 'Get', 'BatchGet'].includes(name)

/**
 * What an action with these stores requests of DynamoDB. Other stores on the same tables determine the cost of a transaction, since
 * DynamoDB Local does not report it: each item counts as twice its plain write, as documented.
 */
export const capacityUsed = async (acting: Stores, others: Stores, action: () => Promise<unknown>): Promise<CapacityUsed> => {
  const calls: Call[] = []
  const name = `capacity-${randomUUID()}`
  acting.database.middlewareStack.add(
    (next, context) => async (args) => {
      const command = (context.commandName ?? '').replace('Command', '').replace('Items', '').replace('Item', '')
      // Simultaneous calls count in the order in which they began.
      const place = calls.push({ name: command, reads: 0, writes: [] }) - 1
      if (command === 'TransactWrite') {
        const parts = transactionSchema.parse(args.input).TransactItems
        const before = await Promise.all(
          parts.map(async ({ Delete, ConditionCheck }) => {
            const gone = Delete ?? ConditionCheck
            return gone === undefined ? {} : itemOf(others, gone)
          }),
        )
        const result = await next(args)
        const writes = await Promise.all(parts.map((part, index) => priceOfPart(others, part, before[index] ?? {})))
        calls[place] = { name: `TransactWrite ${parts.length}`, reads: 0, writes }
        return result
      }
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'INDEXES' } })
      const units = outputSchema.parse(result.output).ConsumedCapacity.map(unitsOf)
      const reads = isRead(command) ? sum(units.map(({ table, indexes }) => table + indexes)) : 0
      calls[place] = { name: command, reads, writes: isRead(command) ? [] : units.map((each) => ({ ...each, isMessage: false })) }
      return result
    },
    { step: 'initialize', name },
  )
  try {
    await action()
  } finally {
    acting.database.middlewareStack.remove(name)
  }
  const writes = calls.flatMap((call) => call.writes)
  return {
    calls: calls.map((call) => call.name).join(', '),
    readUnits: sum(calls.map(({ reads }) => reads)),
    writeUnits: sum(writes.map(({ isMessage, table }) => (isMessage ? 0 : table))),
    messageUnits: sum(writes.map(({ isMessage, table }) => (isMessage ? table : 0))),
    indexUnits: sum(writes.map(({ indexes }) => indexes)),
  }
}
