import { describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import type { StreamRecord } from '../../../infra/local/dynamodb/lambda-record.ts'
import { createBatchDelivery } from '../../../infra/local/lambda/batch-delivery.ts'
import type { Mapping } from '../../../infra/local/lambda/mappings.ts'

const record = (SequenceNumber: string): StreamRecord => ({
  eventID: SequenceNumber,
  eventName: 'INSERT',
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: 'eu-west-1',
  eventSourceARN: 'arn',
  dynamodb: { ApproximateCreationDateTime: 0, Keys: {}, SequenceNumber, SizeBytes: 1, StreamViewType: 'NEW_IMAGE' },
})

const callSchema = z.object({
  Records: z.array(z.object({ dynamodb: z.object({ SequenceNumber: z.string() }) })),
  state: z.unknown().optional(),
  isFinalInvokeForWindow: z.boolean().optional(),
})

/** A function that answers with `answer`, plus its calls and log lines. */
const setUp = (answer: (numbers: readonly string[], call: number) => unknown, overrides: Partial<Mapping> = {}) => {
  const calls: (readonly string[])[] = []
  const events: z.infer<typeof callSchema>[] = []
  const lines: unknown[] = []
  const delivery = createBatchDelivery({
    mapping: {
      name: 'mapping',
      table: 'table',
      eventSourceArn: 'arn',
      function: 'function',
      batchSize: 10,
      passes: () => true,
      reportsItemFailures: true,
      bisects: true,
      retries: 2,
      windowSeconds: undefined,
      ...overrides,
    },
    invoke: async (_, event) => {
      const call = callSchema.parse(event)
      events.push(call)
      const numbers = call.Records.map(({ dynamodb }) => dynamodb.SequenceNumber)
      calls.push(numbers)
      return answer(numbers, calls.length)
    },
    log: { write: () => undefined, text: () => '', line: (_level, _message, fields) => lines.push(fields) },
    stopping: new AbortController().signal,
  })
  return { calls, events, lines, deliver: delivery.deliver, endWindow: delivery.endWindow }
}

const batch = ['1', '2', '3', '4'].map(record)
const failing = (...identifiers: string[]) => ({ batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })) })

describe('delivering a batch of stream records', () => {
  test('a batch without failures is done in one call', async () => {
    const { calls, deliver } = setUp(() => ({ batchItemFailures: [] }))
    await deliver(batch)
    expect(calls).toEqual([['1', '2', '3', '4']])
  })

  test('it continues from the first record that failed', async () => {
    const { calls, deliver } = setUp((_, call) => (call === 1 ? failing('4', '3') : null))
    await deliver(batch)
    expect(calls).toEqual([
      ['1', '2', '3', '4'],
      ['3', '4'],
    ])
  })

  test('a record for which the call always fails is the only one given up, and the others get through', async () => {
    const { calls, lines, deliver } = setUp((numbers) => {
      if (numbers.includes('2')) throw new Error('fault')
      return null
    })
    await deliver(batch)
    expect(calls).toEqual([['1', '2', '3', '4'], ['1', '2'], ['1'], ['2'], ['2'], ['2'], ['3', '4']])
    expect(lines).toEqual([{ code: 'stream-records-given-up', mapping: 'mapping', sequenceNumbers: ['2'] }])
  })

  test('a batch whose answer always names its first record is given up whole: only failed calls are split', async () => {
    const { calls, lines, deliver } = setUp(() => failing('1'))
    await deliver(batch)
    expect(calls).toHaveLength(3)
    expect(lines).toEqual([{ code: 'stream-records-given-up', mapping: 'mapping', sequenceNumbers: ['1', '2', '3', '4'] }])
  })

  test('without bisecting the rest is given up together', async () => {
    const { calls, lines, deliver } = setUp(() => failing('1'), { bisects: false })
    await deliver(batch)
    expect([calls.length, lines]).toEqual([
      3,
      [{ code: 'stream-records-given-up', mapping: 'mapping', sequenceNumbers: ['1', '2', '3', '4'] }],
    ])
  })

  test('a window passes its state from batch to batch and ends with a last call', async () => {
    const { events, deliver, endWindow } = setUp((numbers) => ({ batchItemFailures: [], state: { last: numbers.at(-1) } }))
    const window = { shardId: 'shard', window: { start: 'a', end: 'b' }, isFinalInvokeForWindow: false }
    await deliver(batch.slice(0, 2), window)
    await deliver(batch.slice(2), window)
    await endWindow(window)
    await deliver(batch.slice(0, 1), window)
    expect(events.map(({ state, isFinalInvokeForWindow }) => [state, isFinalInvokeForWindow])).toEqual([
      [{}, false],
      [{ last: '2' }, false],
      [{ last: '4' }, true],
      [{}, false],
    ])
  })
})
