import { randomUUID } from 'node:crypto'
import { GetCommand, PutCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import type { Stores } from '../../store/local-store.ts'
import { newPerson } from '../people.ts'
import { publish } from './publish.ts'

/** What one answer asked of DynamoDB, in the units that it bills. */
export interface CapacityUsed {
  readonly name: string
  /** Calls, one after another, such as `Query, TransactWrite`. */
  readonly calls: readonly string[]
  readonly readUnits: number
  /** Write units of the seat counter and the registration, of the mail's own item, and of indexes. */
  readonly writeUnits: number
  readonly messageUnits: number
  readonly indexUnits: number
}

const consumedSchema = z.object({
  CapacityUnits: z.number(),
  GlobalSecondaryIndexes: z.record(z.string(), z.object({ CapacityUnits: z.number() })).default({}),
})
const outputSchema = z.object({ ConsumedCapacity: consumedSchema.optional() })
const transactionSchema = z.object({
  TransactItems: z.custom<NonNullable<TransactWriteCommandInput['TransactItems']>>(Array.isArray),
})

interface Call {
  readonly name: string
  readonly input: unknown
  readonly consumed: z.infer<typeof consumedSchema> | undefined
}

interface Units {
  readonly table: number
  readonly indexes: number
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

const unitsOf = (consumed: Call['consumed']): Units => {
  const indexes = sum(Object.values(consumed?.GlobalSecondaryIndexes ?? {}).map(({ CapacityUnits }) => CapacityUnits))
  return { table: (consumed?.CapacityUnits ?? 0) - indexes, indexes }
}

/** The client's calls while something is done, each with what it consumed. DynamoDB Local cannot tell that of transactions. */
const listening = async ({ database }: Stores, action: () => Promise<unknown>): Promise<readonly Call[]> => {
  const calls: Call[] = []
  const name = `capacity-${randomUUID()}`
  database.middlewareStack.add(
    (next, context) => async (args) => {
      const command = (context.commandName ?? '').replace('Command', '').replace('Items', '').replace('Item', '')
      if (command !== 'TransactWrite') Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' })
      const result = await next(args)
      const { data } = outputSchema.safeParse(result.output)
      calls.push({ name: command, input: args.input, consumed: data?.ConsumedCapacity })
      return result
    },
    { step: 'initialize', name },
  )
  try {
    await action()
    return calls
  } finally {
    database.middlewareStack.remove(name)
  }
}

/** What a plain write of an item costs: its copy is written. */
const priceOf = async ({ database }: Stores, table: string, item: Record<string, unknown>): Promise<Units> => {
  const copy = { ...item, pk: `COPY#${randomUUID()}` }
  const { ConsumedCapacity } = await database.send(new PutCommand({ TableName: table, Item: copy, ReturnConsumedCapacity: 'INDEXES' }))
  return unitsOf(consumedSchema.parse(ConsumedCapacity))
}

/** An item of a transaction costs twice its plain write; indexes are written after it, as always. */
const priceOfPart = async (stores: Stores, part: z.infer<typeof transactionSchema>['TransactItems'][number]) => {
  const table = part.Put?.TableName ?? part.Update?.TableName ?? ''
  const { Item } =
    part.Put ?? (await stores.database.send(new GetCommand({ TableName: table, Key: part.Update?.Key, ConsistentRead: true })))
  const { table: plain, indexes } = await priceOf(stores, table, Item ?? {})
  return { isMessage: String(Item?.['sk']).startsWith('MESSAGE#'), table: 2 * plain, indexes }
}

const partsOf = async (stores: Stores, call: Call) => {
  if (call.name !== 'TransactWrite') return [{ isMessage: false, ...unitsOf(call.consumed) }]
  const { TransactItems } = transactionSchema.parse(call.input)
  return Promise.all(TransactItems.map((part) => priceOfPart(stores, part)))
}

const measure = async (stores: Stores, name: string, action: () => Promise<unknown>): Promise<CapacityUsed> => {
  const calls = await listening(stores, action)
  const isRead = (call: Call): boolean => ['Query', 'Get', 'BatchGet'].includes(call.name)
  const parts = (await Promise.all(calls.filter((call) => !isRead(call)).map((call) => partsOf(stores, call)))).flat()
  return {
    name,
    calls: calls.map((call) => call.name),
    readUnits: sum(calls.filter(isRead).map(({ consumed }) => unitsOf(consumed).table)),
    writeUnits: sum(parts.map(({ isMessage, table }) => (isMessage ? 0 : table))),
    messageUnits: sum(parts.map(({ isMessage, table }) => (isMessage ? table : 0))),
    indexUnits: sum(parts.map(({ indexes }) => indexes)),
  }
}

/** What registrations cost when nobody else asks: with the event not known yet, known for less than a second, and sold out. */
export const measureCapacity = async (stores: Stores): Promise<readonly CapacityUsed[]> => {
  const register = createRegistering(stores)
  const ask = (slug: string) => register(slug, newPerson(), { now: new Date().toISOString(), language: 'en', requestKey: undefined })
  const [warm, roomy, full] = [await publish(stores, 1), await publish(stores, 500), await publish(stores, 1)]
  // The keys of links are read once by each environment.
  await ask(warm)
  await ask(full)
  await ask(full)
  return [
    await measure(stores, 'registration', () => ask(roomy)),
    await measure(stores, 'registration, event known', () => ask(roomy)),
    await measure(stores, 'sold out', () => ask(full)),
  ]
}
