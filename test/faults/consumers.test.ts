import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda'
import * as z from 'zod'
import { createKeeping } from '../../functions/seats/keeping-ledger.ts'
import { createFolding } from '../../functions/summaries/folding.ts'
import type { StreamRecord } from '../../infra/local/dynamodb/lambda-record.ts'
import { createBatchDelivery } from '../../infra/local/lambda/batch-delivery.ts'
import { failedFrom, splitting } from '../../shared/runtime/batches.ts'
import { logger } from '../../shared/runtime/logger.ts'
import { createCancelling } from '../../shared/use-cases/registration/cancelling.ts'
import { lambdaContext } from '../make/lambda-context.ts'
import { now, publishEvent, registerMany } from '../make/programme.ts'
import { type LocalStores, type Stores, startStores } from '../store/local-store.ts'
import { allRegistrations, itemsOf } from '../store/scan.ts'
import { openStream } from '../store/stream.ts'
import { seeded } from './fault-injector.ts'

// What stream-reading functions make of a season in which people come and go: delivered once and in order, as a clean run,
// and as Lambda may deliver it.

const people = 120
const leaving = 40
const batchSize = 25

let source: LocalStores
let clean: LocalStores
let rough: LocalStores
let seats: readonly DynamoDBRecord[]
let registrations: readonly DynamoDBRecord[]

/** Separate stores; the client looks up its endpoint on first use, so it is used right away. */
const freshStores = async (): Promise<LocalStores> => {
  const stores = await startStores()
  await stores.keys.links()
  return stores
}

beforeAll(async () => {
  logger.setLogLevel('SILENT')
  source = await freshStores()
  clean = await freshStores()
  rough = await freshStores()
  const { slug } = await publishEvent(source, { capacity: 60 })
  await registerMany(source, slug, people)
  for (const registration of (await allRegistrations(source, slug)).slice(0, leaving)) await createCancelling(source)(registration, now)
  const [programme, ofPeople] = [openStream(source, 'programme'), openStream(source, 'people')]
  seats = (await programme.next()).filter(({ dynamodb }) => dynamodb?.Keys?.['sk']?.S === 'SEATS')
  registrations = (await ofPeople.next()).filter(({ dynamodb }) => dynamodb?.Keys?.['sk']?.S === 'REGISTRATION')
  for (const stream of [programme, ofPeople]) stream.close()
})
afterAll(() => Promise.all([source, clean, rough].map((stores) => stores?.stop())))

type Consume = (event: { readonly Records: readonly DynamoDBRecord[] }) => Promise<DynamoDBBatchResponse>

interface Consumer {
  readonly records: () => readonly DynamoDBRecord[]
  readonly on: (stores: Stores) => Consume
  readonly table: (stores: Stores) => string
}

const consumers: Readonly<Record<string, Consumer>> = {
  seats: {
    records: () => seats,
    on: ({ ledger }) => {
      const keep = createKeeping({ ledger, promote: async () => undefined })
      return ({ Records }) => keep(Records, () => now)
    },
    table: ({ tables }) => tables.ledger,
  },
  summaries: {
    records: () => registrations,
    on: (stores) => {
      const fold = createFolding(stores)
      return async ({ Records }) => {
        const failed = await fold('shard', Records)
        return failed === undefined ? { batchItemFailures: [] } : failedFrom(failed)
      }
    },
    table: ({ tables }) => tables.feedback,
  },
}

/** A table's contents, in a fixed order. */
const contents = async (stores: Stores, table: string): Promise<readonly string[]> =>
  (await itemsOf(stores, table)).map((item) => JSON.stringify(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))).toSorted()

const eventSchema = z.object({ Records: z.array(z.custom<DynamoDBRecord>()) })
const streamRecordsSchema = z.array(z.custom<StreamRecord>())

/** Delivers records as Lambda does, in batches, and returns those it gave up. */
const handOver = async (consume: Consume, records: readonly DynamoDBRecord[]): Promise<readonly unknown[]> => {
  const givenUp: unknown[] = []
  const splits = splitting(consume)
  const { deliver } = createBatchDelivery({
    mapping: {
      ...{ name: 'mapping', table: 'table', eventSourceArn: 'arn', function: 'function', batchSize, windowSeconds: undefined },
      ...{ passes: () => true, reportsItemFailures: true, bisects: true, retries: 2 },
    },
    invoke: (_, event) => splits(eventSchema.parse(event), lambdaContext),
    log: { write: () => undefined, text: () => '', line: (_level, _message, fields) => givenUp.push(fields?.['sequenceNumbers']) },
    stopping: new AbortController().signal,
  })
  const all = streamRecordsSchema.parse(records)
  for (let from = 0; from < all.length; from += batchSize) await deliver(all.slice(from, from + batchSize))
  return givenUp
}

const unreadable = ({ dynamodb }: DynamoDBRecord): DynamoDBRecord => ({
  eventName: 'INSERT',
  dynamodb: { ...dynamodb, SequenceNumber: `${dynamodb?.SequenceNumber}1`, NewImage: { slug: { L: [] } } },
})

describe.each(Object.entries(consumers))('the result of %s', (_name, { records, on, table }) => {
  test('is the same if batches arrive twice, in parts, and after calls that failed halfway', async () => {
    expect(records().length).toBeGreaterThan(4 * batchSize)
    expect(await handOver(on(clean), records())).toEqual([])
    const consume = on(rough)
    const random = seeded(7)
    const shaken: Consume = async (event) => {
      const luck = random()
      if (luck < 0.1) throw new Error('the call never began')
      const answer = await consume(luck < 0.25 ? { Records: event.Records.slice(0, Math.ceil(event.Records.length / 2)) } : event)
      if (luck < 0.4) throw new Error('the call was cut off')
      if (random() < 0.3) await consume(event)
      return answer
    }
    expect(await handOver(shaken, records())).toEqual([])
    expect(await contents(rough, table(rough))).toEqual(await contents(clean, table(clean)))
  })

  test('lacks only an unreadable record, which is the only one given up', async () => {
    const fresh = await freshStores()
    try {
      for (const at of [0, 60]) {
        const broken = records().at(at)
        if (broken === undefined) throw new Error('there is no such record')
        const poisoned = records().toSpliced(at + 1, 0, unreadable(broken))
        expect(await handOver(on(fresh), poisoned)).toEqual([[`${broken.dynamodb?.SequenceNumber}1`]])
        expect(await contents(fresh, table(fresh))).toEqual(await contents(clean, table(clean)))
      }
    } finally {
      await fresh.stop()
    }
  })
})
