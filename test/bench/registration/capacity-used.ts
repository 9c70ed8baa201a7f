import { randomUUID } from 'node:crypto'
import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { createRegistering } from '../../../functions/attendee/registering.ts'
import { messageEvent, owedMail } from '../../../shared/domain/owed-mail.ts'
import type { Stores } from '../../store/local-store.ts'
import { newPerson } from '../people.ts'
import { newRegistration } from './new-registration.ts'
import { publish } from './publish.ts'

/** What one answer asked of DynamoDB. Units as it bills them. */
export interface CapacityUsed {
  readonly name: string
  /** Calls one after another, such as `Query, TransactWriteItems`. */
  readonly calls: readonly string[]
  readonly readUnits: number
  readonly writeUnits: number
  /** Of the write units: those of the mail's own item, and those of seat counters. The indexes come on top. */
  readonly messageUnits: number
  readonly indexUnits: number
}

const outputSchema = z.object({
  ConsumedCapacity: z.union([z.array(z.custom<ConsumedCapacity>()), z.custom<ConsumedCapacity>().transform((one) => [one])]).optional(),
})

interface Call {
  readonly name: string
  readonly consumed: readonly ConsumedCapacity[]
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

/** Listens to what the client's calls consume, while something is done. */
const listening = async (stores: Stores, action: () => Promise<unknown>): Promise<readonly Call[]> => {
  const calls: Call[] = []
  const name = `capacity-${randomUUID()}`
  stores.database.middlewareStack.add(
    (next, context) => (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' })
      return next(args).then((result) => {
        calls.push({
          name: (context.commandName ?? '').replace('Command', ''),
          consumed: outputSchema.parse(result.output).ConsumedCapacity ?? [],
        })
        return result
      })
    },
    { step: 'initialize', name },
  )
  try {
    await action()
    return calls
  } finally {
    stores.database.middlewareStack.remove(name)
  }
}

const indexUnits = ({ GlobalSecondaryIndexes = {} }: ConsumedCapacity): number =>
  sum(Object.values(GlobalSecondaryIndexes).map(({ CapacityUnits = 0 }) => CapacityUnits))

const isWrite = ({ name }: Call): boolean => /Put|Update|Delete|Write/.test(name)

const used = (name: string, calls: readonly Call[], messageUnits: number): CapacityUsed => {
  const writes = calls.filter(isWrite).flatMap(({ consumed }) => consumed)
  const reads = calls.filter((call) => !isWrite(call)).flatMap(({ consumed }) => consumed)
  const units = (all: readonly ConsumedCapacity[]): number => sum(all.map(({ CapacityUnits = 0 }) => CapacityUnits))
  const ofIndexes = sum(writes.map(indexUnits))
  return {
    name,
    calls: calls.map((call) => call.name),
    readUnits: units(reads),
    writeUnits: units(writes) - ofIndexes,
    messageUnits,
    indexUnits: ofIndexes,
  }
}

/** What registrations cost, each without anybody else asking: with the event unknown, known for less than a second, and sold out. */
export const measureCapacity = async (stores: Stores): Promise<readonly CapacityUsed[]> => {
  const now = () => new Date().toISOString()
  const register = createRegistering(stores)
  const asked = async (slug: string) => register(slug, newPerson(), { now: now(), language: 'en', requestKey: undefined })
  const roomy = await publish(stores, 500)
  const full = await publish(stores, 1)
  await asked(full)
  const found = await stores.events.get(roomy)
  if (found === undefined) throw new Error('the event that was published is not there')
  const message = owedMail.confirmation(messageEvent(found), newRegistration(roomy), now())
  const ofMessage = used('', await listening(stores, () => stores.registrations.owe(message)), 0).writeUnits
  // Another function that has not read the event yet.
  const first = used('registration', await listening(stores, () => asked(roomy)), ofMessage)
  const next = used('registration, event known', await listening(stores, () => asked(roomy)), ofMessage)
  await asked(full)
  const soldOut = used('sold out', await listening(stores, () => asked(full)), 0)
  return [first, next, soldOut]
}
