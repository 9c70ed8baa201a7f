import { describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { laneParts } from '../../shared/store/outbox.ts'
import { synthesised } from './synthesised.ts'

const { ofType, readable } = synthesised()

const mappingSchema = z.object({
  FunctionName: z.unknown().transform(readable),
  EventSourceArn: z.unknown().transform(readable),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string().transform((text): unknown => JSON.parse(text)) })) }),
  BatchSize: z.number(),
  BisectBatchOnFunctionError: z.boolean(),
  FunctionResponseTypes: z.array(z.string()),
  MaximumRetryAttempts: z.number(),
  MaximumRecordAgeInSeconds: z.number(),
  StartingPosition: z.string(),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.unknown().transform(readable) }) }),
  TumblingWindowInSeconds: z.number().optional(),
  ParallelizationFactor: z.number().optional(),
})
const mappings = ofType('AWS::Lambda::EventSourceMapping')
  .filter(({ Properties }) => Properties['StartingPosition'] !== undefined)
  .map((resource) => mappingSchema.parse(resource.Properties))

const consumer = (name: string): string => `${name}Function`
const stream = (table: string): string => `Database${table}.StreamArn`

test('as many workers can send concurrently as share the lanes, and all other streams are processed one batch at a time', () => {
  const atOnce = mappings.flatMap(({ EventSourceArn, ParallelizationFactor: batches }) =>
    batches === undefined ? [] : [[EventSourceArn, batches]],
  )
  expect(atOnce).toEqual([[stream('Sending'), laneParts]])
})

test('each consumer gets exactly the records that concern it', () => {
  const heard = mappings.map(({ FunctionName, EventSourceArn, FilterCriteria }) => ({
    by: FunctionName,
    from: EventSourceArn,
    when: FilterCriteria.Filters.map(({ Pattern }) => Pattern),
  }))
  expect(heard).toEqual([
    {
      by: consumer('MailSender'),
      from: stream('People'),
      when: [
        { dynamodb: { NewImage: { state: { S: ['pending'] }, fanOut: { S: [{ exists: false }] } } } },
        { dynamodb: { NewImage: { owes: { S: [{ exists: true }] } } } },
        { dynamodb: { NewImage: { asks: { S: [{ exists: true }] } } } },
        { dynamodb: { NewImage: { liftedAt: { S: [{ exists: true }] } } } },
      ],
    },
    { by: consumer('MailSender'), from: stream('Sending'), when: [{ dynamodb: { Keys: { pk: { S: [{ prefix: 'NUDGE' }] } } } }] },
    {
      by: consumer('FanOut'),
      from: stream('Programme'),
      when: [{ eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { pk: { S: [{ prefix: 'FANOUT#' }] } } } }],
    },
    {
      by: consumer('Summaries'),
      from: stream('People'),
      when: [
        { dynamodb: { Keys: { sk: { S: ['REGISTRATION'] } } } },
        { dynamodb: { Keys: { sk: { S: [{ prefix: 'MESSAGE#' }] } }, NewImage: { fanOut: { S: [{ exists: true }] } } } },
      ],
    },
    {
      by: consumer('Summaries'),
      from: stream('Feedback'),
      when: [{ eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'RESPONSES#' }, { prefix: 'COMMENTS#' }] } } } }],
    },
    {
      by: consumer('Seats'),
      from: stream('Programme'),
      when: [{ eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: ['SEATS'] } } } }],
    },
  ])
})

test('no stream has more than the two readers that a shard can serve', () => {
  const readers = Map.groupBy(mappings, ({ EventSourceArn }) => EventSourceArn)
  expect(Math.max(...[...readers.values()].map((each) => each.length))).toBe(2)
})

describe('each consumer', () => {
  test.each(mappings)('$FunctionName of $EventSourceArn keeps what it could not process', (mapping) => {
    const own = mapping.FunctionName.replace(/Function$/, 'FailuresQueue.Arn')
    expect(mapping).toMatchObject({
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 12 * 3600,
      StartingPosition: 'TRIM_HORIZON',
      DestinationConfig: { OnFailure: { Destination: own } },
    })
  })
})

test('only the summaries get windows, since only they need to know the shard', () => {
  const windowed = mappings.filter((mapping) => mapping.TumblingWindowInSeconds !== undefined)
  expect(windowed.map(({ FunctionName }) => FunctionName)).toEqual([consumer('Summaries'), consumer('Summaries')])
})
