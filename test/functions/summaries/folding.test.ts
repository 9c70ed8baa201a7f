import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { DynamoDBRecord } from 'aws-lambda'
import { createFolding } from '../../../functions/summaries/folding.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const response = (slug: string, sequence: number, overall: number): DynamoDBRecord => ({
  eventName: 'INSERT',
  dynamodb: {
    SequenceNumber: String(sequence),
    Keys: { pk: { S: `RESPONSES#${slug}` }, sk: { S: `random-${sequence}` } },
    NewImage: { slug: { S: slug }, answers: { M: { overall: { N: String(overall) } } } },
  },
})

const registered = (slug: string, sequence: number, status: string, before?: string): DynamoDBRecord => ({
  eventName: before === undefined ? 'INSERT' : 'MODIFY',
  dynamodb: {
    SequenceNumber: String(sequence),
    Keys: { pk: { S: `REGISTRATION#${sequence}` }, sk: { S: 'REGISTRATION' } },
    NewImage: { slug: { S: slug }, status: { S: status }, name: { S: 'Ana' } },
    ...(before === undefined ? {} : { OldImage: { slug: { S: slug }, status: { S: before } } }),
  },
})

const answers = { 'overall=1': 0, 'overall=2': 0, 'overall=3': 0, 'overall=4': 0, 'overall=5': 0 }

describe('a batch that comes again, whole or in parts', () => {
  test('is counted once', async () => {
    // Numbers of different lengths: as texts 999 would come after 1000.
    const records = Array.from({ length: 60 }, (_, index) => response('twice', 970 + index, (index % 5) + 1))
    const fold = createFolding(stores.tallies)
    await fold('shard-1', records.slice(0, 40))
    await fold('shard-1', records.slice(0, 40))
    await fold('shard-1', records.slice(20, 50))
    await fold('shard-1', records)
    const tally = await stores.tallies.get('twice')
    expect(tally.responses).toBe(60)
    expect(tally.answers).toEqual({ ...Object.fromEntries(Object.keys(answers).map((key) => [key, 12])), 'overall=answered': 60 })
  })

  test('is counted once even when two workers have it at the same moment', async () => {
    const records = Array.from({ length: 30 }, (_, index) => response('at-once', 100 + index, 5))
    const fold = createFolding(stores.tallies)
    await Promise.all([fold('shard-1', records), fold('shard-1', records), fold('shard-1', records.slice(10))])
    expect((await stores.tallies.get('at-once')).responses).toBe(30)
  })
})

test('shards count beside one another, whatever their numbers', async () => {
  const fold = createFolding(stores.tallies)
  await fold('shard-b', [response('shards', 900, 4)])
  await fold('shard-a', [response('shards', 100, 4)])
  expect((await stores.tallies.get('shards')).responses).toBe(2)
})

test('each step of a registration moves one person from one figure to the next', async () => {
  const fold = createFolding(stores.tallies)
  await fold('people', [
    registered('steps', 1, 'confirmed'),
    registered('steps', 2, 'waitlisted'),
    registered('steps', 3, 'confirmed'),
    registered('steps', 4, 'cancelled', 'confirmed'),
    registered('steps', 5, 'confirmed', 'waitlisted'),
    registered('steps', 6, 'confirmed', 'confirmed'),
  ])
  const { registered: all, confirmed, waitlisted, cancelled } = await stores.tallies.get('steps')
  expect({ all, confirmed, waitlisted, cancelled }).toEqual({ all: 3, confirmed: 2, waitlisted: 0, cancelled: 1 })
})

test('erasing people leaves the figures as they were', async () => {
  const fold = createFolding(stores.tallies)
  await fold('people', [registered('erased', 1, 'confirmed')])
  await fold('people', [{ ...registered('erased', 2, 'confirmed', 'confirmed'), eventName: 'REMOVE' }])
  expect((await stores.tallies.get('erased')).confirmed).toBe(1)
})
