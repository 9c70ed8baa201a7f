import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { DynamoDBRecord } from 'aws-lambda'
import { createFolding } from '../../../functions/summaries/folding.ts'
import { participationFigures, sessionFigures } from '../../../shared/domain/feedback/summary.ts'
import { progressOf } from '../../../shared/domain/mail/mail-progress.ts'
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

describe('a batch delivered again, whole or in parts', () => {
  test('is counted once', async () => {
    // Numbers of different lengths: as strings, 999 would come after 1000.
    const records = Array.from({ length: 60 }, (_, index) => response('twice', 970 + index, (index % 5) + 1))
    const fold = createFolding(stores)
    await fold('shard-1', records.slice(0, 40))
    await fold('shard-1', records.slice(0, 40))
    await fold('shard-1', records.slice(20, 50))
    await fold('shard-1', records)
    const tally = await stores.tallies.get('twice')
    expect(tally.responses).toBe(60)
    expect(tally.answers).toEqual({ ...Object.fromEntries(Object.keys(answers).map((key) => [key, 12])), 'overall=answered': 60 })
  })

  test('is counted once even if two workers have it at the same time', async () => {
    const records = Array.from({ length: 30 }, (_, index) => response('at-once', 100 + index, 5))
    const fold = createFolding(stores)
    await Promise.all([fold('shard-1', records), fold('shard-1', records), fold('shard-1', records.slice(0, 10))])
    expect((await stores.tallies.get('at-once')).responses).toBe(30)
  })
})

test('shards are counted independently, whatever their numbers', async () => {
  const fold = createFolding(stores)
  await fold('shard-b', [response('shards', 900, 4)])
  await fold('shard-a', [response('shards', 100, 4)])
  expect((await stores.tallies.get('shards')).responses).toBe(2)
})

test('each step of a registration moves one person from one figure to another', async () => {
  const fold = createFolding(stores)
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

describe('the people who chose a session', () => {
  /** A registration with a status and sessions as stored; `erased` is what remains of an erased person. */
  const image = (slug: string, [status, ...sessions]: readonly string[], erased = false) => ({
    slug: { S: slug },
    status: { S: status ?? '' },
    ...(erased ? { erasedAt: { S: '2022-06-01T08:00:00.000Z' } } : { sessions: { L: sessions.map((id) => ({ S: id })) } }),
  })
  const step = (
    slug: string,
    sequence: number,
    before: readonly string[] | undefined,
    after: readonly string[],
    erased = false,
  ): DynamoDBRecord => ({
    eventName: before === undefined ? 'INSERT' : 'MODIFY',
    dynamodb: {
      SequenceNumber: String(sequence),
      Keys: { pk: { S: `REGISTRATION#${sequence}` }, sk: { S: 'REGISTRATION' } },
      NewImage: image(slug, after, erased),
      ...(before === undefined ? {} : { OldImage: image(slug, before) }),
    },
  })
  const figures = async (slug: string) => {
    const tally = await stores.tallies.get(slug)
    return ['opening', 'workshop-a'].map((id) => sessionFigures(tally, id))
  }

  test('are counted by status, through a new choice, a promotion that leaves out a full session, and a cancellation', async () => {
    const fold = createFolding(stores)
    await fold('people', [
      step('chosen', 1, undefined, ['confirmed', 'opening', 'workshop-a']),
      step('chosen', 2, undefined, ['confirmed', 'opening']),
      step('chosen', 3, undefined, ['waitlisted', 'opening', 'workshop-a']),
      step('chosen', 4, ['confirmed', 'opening'], ['confirmed', 'workshop-a']),
      step('chosen', 5, ['waitlisted', 'opening', 'workshop-a'], ['confirmed', 'opening']),
      step('chosen', 6, undefined, ['waitlisted', 'workshop-a']),
      step('chosen', 7, ['confirmed', 'opening', 'workshop-a'], ['cancelled', 'opening', 'workshop-a']),
    ])
    expect(await figures('chosen')).toEqual([
      { confirmed: 1, waitlisted: 0 },
      { confirmed: 1, waitlisted: 1 },
    ])
  })

  test('stay counted when they are erased', async () => {
    const fold = createFolding(stores)
    await fold('people', [step('erased-chosen', 1, undefined, ['confirmed', 'opening'])])
    await fold('people', [step('erased-chosen', 2, ['confirmed', 'opening'], ['confirmed'], true)])
    expect(await figures('erased-chosen')).toEqual([
      { confirmed: 1, waitlisted: 0 },
      { confirmed: 0, waitlisted: 0 },
    ])
  })

  test('are counted by how they take part, through a switch and a cancellation, and when they are erased', async () => {
    const image = (status: string, participation?: string) => ({
      slug: { S: 'hybrid' },
      status: { S: status },
      ...(participation === undefined ? {} : { participation: { S: participation } }),
    })
    const change = (sequence: number, after: ReturnType<typeof image>, before?: ReturnType<typeof image>): DynamoDBRecord => ({
      eventName: before === undefined ? 'INSERT' : 'MODIFY',
      dynamodb: {
        SequenceNumber: String(sequence),
        Keys: { pk: { S: `REGISTRATION#${sequence}` }, sk: { S: 'REGISTRATION' } },
        NewImage: after,
        ...(before === undefined ? {} : { OldImage: before }),
      },
    })
    await createFolding(stores)('people', [
      change(1, image('confirmed', 'in-person')),
      change(2, image('confirmed', 'online')),
      change(3, image('confirmed')),
      change(4, image('waitlisted', 'in-person')),
      change(5, image('confirmed', 'in-person')),
      change(6, image('confirmed', 'online'), image('confirmed', 'in-person')),
      change(7, image('confirmed', 'online')),
      change(8, image('cancelled', 'online'), image('confirmed', 'online')),
      change(9, Object.assign(image('confirmed'), { erasedAt: { S: '2022-04-01T09:00:00.000Z' } }), image('confirmed', 'online')),
    ])
    expect(participationFigures(await stores.tallies.get('hybrid'))).toEqual({
      'in-person': { confirmed: 1, waitlisted: 1 },
      online: { confirmed: 2, waitlisted: 0 },
      'not-said': { confirmed: 1, waitlisted: 0 },
    })
  })

  test('who chose before sessions were counted never make a figure negative', async () => {
    await createFolding(stores)('people', [step('before', 1, ['confirmed', 'opening'], ['cancelled', 'opening'])])
    expect(await figures('before')).toEqual([
      { confirmed: 0, waitlisted: 0 },
      { confirmed: 0, waitlisted: 0 },
    ])
  })
})

test('erasing people leaves the figures unchanged', async () => {
  const fold = createFolding(stores)
  await fold('people', [registered('erased', 1, 'confirmed')])
  await fold('people', [{ ...registered('erased', 2, 'confirmed', 'confirmed'), eventName: 'REMOVE' }])
  expect((await stores.tallies.get('erased')).confirmed).toBe(1)
})

describe('mass mails', () => {
  const fanOut = 'update-1'
  const states = (slug: string, key: string | undefined, sequence: number, after: string, before?: string): DynamoDBRecord => {
    const image = (state: string) => ({
      state: { S: state },
      event: { M: { slug: { S: slug } } },
      ...(key === undefined ? {} : { fanOut: { S: key } }),
    })
    return {
      eventName: before === undefined ? 'INSERT' : 'MODIFY',
      dynamodb: {
        SequenceNumber: String(sequence),
        Keys: { pk: { S: 'REGISTRATION#ana' }, sk: { S: 'MESSAGE#ana_1_update_1' } },
        NewImage: image(after),
        ...(before === undefined ? {} : { OldImage: image(before) }),
      },
    }
  }
  /** The states of a message, step by step, in stream order. */
  const life = (slug: string, key: string | undefined, first: number, ...steps: readonly string[]): readonly DynamoDBRecord[] =>
    steps.map((state, index) => states(slug, key, first + index, state, steps[index - 1]))
  const progress = async (slug: string, key = fanOut) => progressOf((await stores.tallies.get(slug)).mails[key])
  const none = { owed: 0, sent: 0, failed: 0, superseded: 0, unknown: 0, toGo: 0, parked: 0 }

  test('are counted by their current state, whatever came before, even if batches arrive twice and concurrently', async () => {
    const records = [
      ...life('mails', fanOut, 100, 'pending', 'sending', 'sent'),
      ...life('mails', fanOut, 200, 'pending', 'sending', 'sent', 'failed'),
      ...life('mails', fanOut, 300, 'pending', 'sending', 'unknown', 'pending', 'sending', 'sent'),
      ...life('mails', fanOut, 400, 'pending', 'sending', 'parked', 'sending', 'pending', 'sending', 'superseded'),
      ...life('mails', fanOut, 500, 'pending', 'sending', 'failed', 'pending'),
      ...life('mails', fanOut, 600, 'pending', 'sending', 'parked'),
      ...life('mails', fanOut, 700, 'pending', 'sending', 'unknown', 'unknown'),
      ...life('mails', 'message-a-key_of-a-form', 800, 'pending', 'sending', 'sent'),
    ]
    const fold = createFolding(stores)
    await fold('people', records.slice(0, 12))
    await Promise.all([fold('people', records.slice(0, 20)), fold('people', records)])
    await fold('people', records)
    expect(await progress('mails')).toEqual({ owed: 7, sent: 2, failed: 1, superseded: 1, unknown: 1, toGo: 2, parked: 1 })
    expect(await progress('mails', 'message-a-key_of-a-form')).toEqual({ ...none, owed: 1, sent: 1 })
  })

  test('are counted separately from mails to single people, which are not counted', async () => {
    await createFolding(stores)('people', life('single', undefined, 1, 'pending', 'sending', 'sent'))
    expect((await stores.tallies.get('single')).mails).toEqual({})
  })

  test('stay counted when people are erased', async () => {
    const fold = createFolding(stores)
    await fold('people', life('erased-mails', fanOut, 1, 'pending', 'sending', 'sent'))
    await fold('people', [{ ...states('erased-mails', fanOut, 9, 'sent', 'sent'), eventName: 'REMOVE' }])
    expect(await progress('erased-mails')).toEqual({ ...none, owed: 1, sent: 1 })
  })

  test('without any counts are none', async () => {
    expect(await progress('not-yet')).toEqual(none)
  })
})
