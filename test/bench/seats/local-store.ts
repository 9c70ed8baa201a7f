import { setTimeout as sleep } from 'node:timers/promises'
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { BatchGetCommand, GetCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Stores } from '../../store/local-store.ts'
import { itemsOf } from '../../store/scan.ts'
import { counterKey, createStatements, eventKey } from './local-statements.ts'
import type { Clock, Counter, Outcome, SeatStore, Write } from './seat-store.ts'

export const machineClock: Clock = { now: () => performance.now(), sleep: (ms) => sleep(ms) }

const counterSchema = z.object({ shard: z.int(), capacity: z.int(), seatsFree: z.int(), claims: z.record(z.string(), z.string()) })
const registrationSchema = z.object({ person: z.string(), status: z.enum(['confirmed', 'waitlisted']), shard: z.int(), token: z.string() })

const countersOf = (items: readonly unknown[]): readonly Counter[] =>
  z
    .array(counterSchema)
    .parse(items)
    .toSorted((a, b) => a.shard - b.shard)
    .map(({ capacity, seatsFree, claims }) => ({ capacity, taken: capacity - seatsFree, claims: new Map(Object.entries(claims)) }))

const text = z.object({ S: z.string() }).transform(({ S }) => S)
// The items that refused a write, as returned by DynamoDB.
const registrationImage = z
  .object({ person: text, status: text, shard: z.object({ N: z.coerce.number() }).transform(({ N }) => N), token: text })
  .pipe(registrationSchema)
const counterImage = z.object({ claims: z.object({ M: z.record(z.string(), z.unknown()) }) })

const refusal = (writes: readonly Write[], found: readonly unknown[], by: readonly number[]): Outcome => {
  const existing = by.flatMap((index) => registrationImage.safeParse(found[index]).data ?? [])[0]
  const claimed = by.some((index) => {
    const write = writes[index]
    const token = write?.do === 'take' ? write.claim?.token : undefined
    return token !== undefined && token in (counterImage.safeParse(found[index]).data?.claims.M ?? {})
  })
  return { kind: 'refused', by, claimed, ...(existing && { existing }) }
}

const withFound = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const

/** The store of the designs on DynamoDB Local, in Plenary's own tables with their indexes and streams. */
export const createLocalStore = async (stores: Stores, slug: string, capacities: readonly number[]): Promise<SeatStore> => {
  const { database, tables } = stores
  const statement = createStatements(tables, slug)
  await database.send(new PutCommand({ TableName: tables.programme, Item: { ...eventKey(slug), padding: 'x'.repeat(3000) } }))
  for (const [shard, capacity] of capacities.entries()) {
    const Item = { ...counterKey(slug, shard), shard, capacity, seatsFree: capacity, claims: {}, owner: slug }
    await database.send(new PutCommand({ TableName: tables.programme, Item }))
  }

  const asOutcome = (fault: unknown, writes: readonly Write[]): Outcome => {
    if (fault instanceof ConditionalCheckFailedException) return refusal(writes, [fault.Item], [0])
    if (!(fault instanceof TransactionCanceledException)) throw fault
    const reasons = fault.CancellationReasons ?? []
    const by = reasons.flatMap(({ Code }, index) => (Code === 'ConditionalCheckFailed' ? [index] : []))
    if (by.length === 0) return { kind: 'conflict' }
    return refusal(
      writes,
      reasons.map(({ Item }) => Item),
      by,
    )
  }

  const settled = async (writes: readonly Write[], send: () => Promise<unknown>): Promise<Outcome> => {
    try {
      await send()
      return { kind: 'written' }
    } catch (fault) {
      return asOutcome(fault, writes)
    }
  }

  const readCounters = async (): Promise<readonly Counter[]> => {
    const Keys = [eventKey(slug), ...capacities.map((_, shard) => counterKey(slug, shard))]
    const { Responses = {} } = await database.send(
      new BatchGetCommand({ RequestItems: { [tables.programme]: { Keys, ConsistentRead: true } } }),
    )
    return countersOf((Responses[tables.programme] ?? []).filter(({ sk }) => sk === 'SEATS'))
  }

  return {
    readEvent: async () => {
      await database.send(new GetCommand({ TableName: tables.programme, Key: eventKey(slug), ConsistentRead: true }))
    },
    readCounters,
    write: (write) => {
      const made = statement(write)
      return settled([write], async () => {
        if ('Put' in made) await database.send(new PutCommand({ ...made.Put, ...withFound }))
        else await database.send(new UpdateCommand({ ...made.Update, ...withFound }))
      })
    },
    transact: (writes, token) => {
      const items = writes
        .map(statement)
        .map((made) => ('Put' in made ? { Put: { ...made.Put, ...withFound } } : { Update: { ...made.Update, ...withFound } }))
      return settled(writes, () => database.send(new TransactWriteCommand({ TransactItems: items, ClientRequestToken: token })))
    },
    snapshot: async () => {
      const people = await itemsOf(stores, tables.people)
      const registrations = z.array(registrationSchema).parse(people.filter(({ slug: of, sk }) => of === slug && sk === 'REGISTRATION'))
      return { counters: await readCounters(), registrations, owed: people.filter(({ owedFor }) => owedFor === slug).length }
    },
  }
}
