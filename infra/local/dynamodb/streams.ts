import { setTimeout as sleep } from 'node:timers/promises'
import { type _Record, DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import type { Template } from '../../stacks/joined-template.ts'
import { createBatchDelivery, type DeliveryParts, type WindowPart } from '../lambda/batch-delivery.ts'
import { streamMappings } from '../lambda/mappings.ts'
import type { ServiceLog } from '../service-log.ts'
import { streamRecord } from './lambda-record.ts'
import type { Positions } from './positions.ts'
import { createShardReader } from './shard-reader.ts'
import type { LocalClient, LocalTable } from './tables.ts'

// Written one after the other for one purpose.
const togetherMilliseconds = 50
// For what somebody else writes; looking more often would keep a laptop busy for nothing.
const usualRestMilliseconds = 2000

interface Consumer {
  /** Logical id of the table. */
  readonly table: string
  /** Reads on and delivers what there is; resolves to whether there was anything. */
  readonly round: () => Promise<boolean>
  /** The number of records so far, in all rounds. */
  readonly seen: () => number
}

interface ConsumerParts extends DeliveryParts {
  readonly client: DynamoDBStreamsClient
  readonly streamArn: string
  readonly positions: Positions
}

const windowPart = (shardId: string, seconds: number): WindowPart => {
  const length = seconds * 1000
  const start = Math.floor(Date.now() / length) * length
  const window = { start: new Date(start).toISOString(), end: new Date(start + length).toISOString() }
  return { shardId, window, isFinalInvokeForWindow: false }
}

const createConsumer = ({ client, streamArn, positions, ...parts }: ConsumerParts): Consumer => {
  const { mapping } = parts
  const reader = createShardReader(client, streamArn, (shard) => positions.get(mapping.name, shard))
  const delivery = createBatchDelivery(parts)
  let working: Promise<unknown> = Promise.resolve()
  let seen = 0

  /** Windows end as soon as there is nothing more to read, rather than on time, so that nobody has to wait for figures. */
  const handOver = async (shard: string, records: readonly _Record[]): Promise<void> => {
    const last = records.at(-1)?.dynamodb?.SequenceNumber
    if (last === undefined) return
    const wanted = records.map((record) => streamRecord(record, mapping.eventSourceArn)).filter(mapping.passes)
    const window = mapping.windowSeconds === undefined ? undefined : windowPart(shard, mapping.windowSeconds)
    for (let index = 0; index < wanted.length; index += mapping.batchSize) {
      const batch = wanted.slice(index, index + mapping.batchSize)
      await delivery.deliver(batch, window)
      const done = batch.at(-1)?.dynamodb.SequenceNumber
      if (window === undefined && done !== undefined) positions.set(mapping.name, shard, done)
    }
    if (window !== undefined && wanted.length > 0) await delivery.endWindow(window)
    positions.set(mapping.name, shard, last)
  }

  const round = async (): Promise<boolean> => {
    const before = seen
    for (const { shard, records } of await reader.read()) {
      await handOver(shard, records)
      // Counted only now: a changed count means that something was done, not that it is about to be.
      seen += records.length
    }
    return seen > before
  }

  return {
    table: mapping.table,
    seen: () => seen,
    // One round at a time, whoever asks: the order within a shard depends on it.
    round: () => {
      const next = working.then(round, round)
      working = next
      return next
    },
  }
}

export interface LocalStreams {
  /** Says that something was written to a table, by its logical id: its consumers read on soon. */
  readonly written: (table: string) => void
  /** Resolves once every consumer has dealt with everything in its stream. */
  readonly idle: () => Promise<void>
  /** Starts nothing new and resolves when running work has ended; the functions may be stopped in the meantime. */
  readonly stop: () => Promise<void>
}

export interface StreamsOptions {
  readonly database: LocalClient
  readonly tables: readonly LocalTable[]
  readonly positions: Positions
  readonly invoke: (logicalId: string, event: unknown) => Promise<unknown>
  readonly log: ServiceLog
  /** How long a stream is left alone of whose table nobody said that it was written to. */
  readonly restMilliseconds?: number
}

/** Reads the tables' streams and calls their consumers, according to the template's event source mappings. */
export const startStreams = (
  template: Template,
  { database, tables, positions, invoke, log, restMilliseconds = usualRestMilliseconds }: StreamsOptions,
): LocalStreams => {
  const client = new DynamoDBStreamsClient(database)
  const stopping = new AbortController()
  const consumers = streamMappings(template).map((mapping) => {
    const streamArn = tables.find(({ name }) => name === mapping.table)?.streamArn
    if (streamArn === undefined) throw new Error(`${mapping.name} reads a stream that the template does not have`)
    return createConsumer({ client, streamArn, positions, mapping, invoke, log, stopping: stopping.signal })
  })

  const alarms = new Map<string, AbortController>()
  const pause = (milliseconds: number, signal = stopping.signal): Promise<void> =>
    sleep(milliseconds, undefined, { signal }).catch(() => undefined)

  const readOn = async ({ round }: Consumer): Promise<void> => {
    try {
      while (!stopping.signal.aborted && (await round())) {}
    } catch (fault) {
      if (!stopping.signal.aborted)
        log.line('WARN', 'Stream could not be read', { code: 'stream-read-failed', fault: fault instanceof Error ? fault.name : 'Error' })
    }
  }

  const follow = async (consumer: Consumer): Promise<void> => {
    while (!stopping.signal.aborted) {
      // Set before reading: what is written meanwhile is noticed afterwards.
      const alarm = alarms.get(consumer.table) ?? new AbortController()
      alarms.set(consumer.table, alarm)
      await readOn(consumer)
      await pause(restMilliseconds, AbortSignal.any([stopping.signal, alarm.signal]))
      await pause(togetherMilliseconds)
    }
  }
  const following = Promise.all(consumers.map(follow))
  const seen = (): number => consumers.reduce((sum, consumer) => sum + consumer.seen(), 0)

  return {
    written: (table) => {
      alarms.get(table)?.abort()
      alarms.delete(table)
    },
    idle: async () => {
      // One consumer's work may create work for another, so only a round in which nobody found any is the end; the
      // timed rounds count too, since they may be doing work that the others did not see yet.
      for (let before = -1; before < seen(); ) {
        before = seen()
        await Promise.all(consumers.map(({ round }) => round()))
      }
    },
    stop: async () => {
      stopping.abort()
      await following
      client.destroy()
    },
  }
}
