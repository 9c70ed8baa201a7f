import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import type { DynamoDBStreamEvent } from 'aws-lambda'
import * as z from 'zod'
import { type StreamRecord, streamRecord } from '../../../infra/local/dynamodb/lambda-record.ts'
import { createShardReader } from '../../../infra/local/dynamodb/shard-reader.ts'
import { createBatchDelivery } from '../../../infra/local/lambda/batch-delivery.ts'
import { createFilter } from '../../../infra/local/lambda/filters.ts'
import { consumptions } from '../../../infra/streams.ts'
import { lambdaContext } from '../../make/lambda-context.ts'
import type { Stores } from '../../store/local-store.ts'
import type { Processes } from './processes.ts'
import type { SimulatedTime } from './simulated-time.ts'
import type { Weather } from './weather.ts'

const readers = ['fan-out', 'seats', 'mail', 'summaries'] as const
const tables = ['programme', 'people', 'sending'] as const
// DynamoDB spreads a table over several shards, each ordered in itself; DynamoDB Local has one.
const shards = 3

const batchSchema = z.custom<DynamoDBStreamEvent>()
const keysSchema = z.object({ pk: z.object({ S: z.string() }) })

const shardOf = ({ dynamodb }: StreamRecord): number =>
  [...keysSchema.parse(dynamodb.Keys).pk.S].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % shards

interface Parts {
  readonly stores: Stores
  readonly time: SimulatedTime
  readonly weather: Weather
  readonly processes: Processes
  readonly random: () => number
}

/** The tables' streams, which call the functions as Lambda does: in order within a shard, sometimes late, twice, or twice concurrently. */
export const openStreams = ({ stores, time, weather, processes, random }: Parts) => {
  let underWay = 0
  const givenUp: string[] = []

  /** One function's view of a stream shard: batch after batch, sometimes repeating recent ones. */
  const createLane = (name: (typeof readers)[number], shard: string, batchSize: number) => {
    const queue: StreamRecord[] = []
    let isWorking = false
    const invoke = (_: string, event: unknown): Promise<unknown> =>
      processes.invoke(name, (service, timeLeftMs) =>
        service.streams[name]({ ...batchSchema.parse(event), shardId: shard }, { ...lambdaContext, getRemainingTimeInMillis: timeLeftMs }),
      )
    const { deliver } = createBatchDelivery({
      mapping: {
        name,
        table: '',
        eventSourceArn: '',
        function: name,
        batchSize,
        passes: () => true,
        reportsItemFailures: true,
        bisects: true,
        retries: 10,
        windowSeconds: undefined,
      },
      invoke,
      log: { write: () => undefined, text: () => '', line: (_, code) => givenUp.push(`${name}: ${code}`) },
      stopping: new AbortController().signal,
    })

    const handOver = async (batch: readonly StreamRecord[]): Promise<void> => {
      const isTwice = random() < weather.twice()
      if (isTwice && random() < 0.3) await Promise.all([deliver(batch), time.sleep(random() * 300).then(() => deliver(batch))])
      else {
        await deliver(batch)
        if (isTwice) await deliver(batch)
      }
    }

    const work = async (): Promise<void> => {
      isWorking = true
      await time.sleep(weather.isFoul() && random() < 0.02 ? random() * 180_000 : 20 + random() * 400)
      while (queue.length > 0) {
        const batch = queue.splice(0, batchSize)
        await handOver(batch)
        underWay -= batch.length
      }
      isWorking = false
    }

    return (records: readonly StreamRecord[]): void => {
      queue.push(...records)
      underWay += records.length
      if (queue.length > 0 && !isWorking) void work()
    }
  }

  const follow = (table: (typeof tables)[number]) => {
    const arn = stores.streams[table]
    const client = new DynamoDBStreamsClient(stores.client)
    // Retries wait in simulated time.
    client.middlewareStack.add((next) => (args) => time.during(() => next(args)), { step: 'finalizeRequest', priority: 'low' })
    const reader = createShardReader(client, arn, () => undefined)
    const mappings = readers.flatMap((name) =>
      (consumptions[name] ?? []).flatMap((each) => (each.table === table ? [{ name, ...each }] : [])),
    )
    const lanes = mappings.map(({ name, filters, batchSize }) => ({
      passes: createFilter(filters.map((filter) => JSON.stringify(filter))),
      shards: Array.from({ length: shards }, (_, shard) => createLane(name, `${table}-${shard}`, batchSize)),
    }))
    const read = async (): Promise<number> => {
      const found = (await reader.read()).flatMap(({ records }) => records.map((record) => streamRecord(record, arn)))
      for (const { passes, shards: own } of lanes) {
        const passed = found.filter(passes)
        for (const [shard, take] of own.entries()) take(passed.filter((record) => shardOf(record) === shard))
      }
      return found.length
    }
    return { read, close: () => client.destroy() }
  }

  const followed = new Map(tables.map((table) => [table, follow(table)]))
  const dirty = new Set<(typeof tables)[number]>()
  let isReading = false

  const readAll = async (): Promise<void> => {
    isReading = true
    while (dirty.size > 0) {
      await time.sleep(150 + random() * 350)
      const [...those] = dirty
      dirty.clear()
      for (const table of those) if (((await followed.get(table)?.read()) ?? 0) > 0) dirty.add(table)
    }
    isReading = false
  }

  return {
    /** Something was written: its records come soon. */
    wrote: (written: object): void => {
      const text = JSON.stringify(written)
      for (const table of tables) if (text.includes(stores.tables[table])) dirty.add(table)
      if (!isReading) void readAll()
    },
    /** Whether any records have not been handled yet. */
    isBusy: (): boolean => isReading || underWay > 0,
    /** Batches that Lambda gave up. */
    givenUp,
    close: (): void => {
      for (const { close } of followed.values()) close()
    },
  }
}
