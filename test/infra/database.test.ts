import { describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { configurations } from './configurations.ts'
import { synthesised } from './synthesised.ts'

const { all, ofType } = synthesised()
const tableIds = Object.entries(all).flatMap(([id, { Type }]) => (Type === 'AWS::DynamoDB::Table' ? [id] : []))

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }))
const tableSchema = z.object({
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z
    .array(z.object({ IndexName: z.string(), KeySchema: keySchema, Projection: z.object({ ProjectionType: z.string() }) }))
    .default([]),
  StreamSpecification: z.object({ StreamViewType: z.string() }).optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.literal(true) }).optional(),
})

const keyOf = (key: z.infer<typeof keySchema>): string => key.map(({ AttributeName }) => AttributeName).join(' ')

test('there are eight tables with the keys, indexes and streams that the store relies on', () => {
  const tables = Object.fromEntries(
    tableIds.map((id) => {
      const table = tableSchema.parse(all[id]?.Properties)
      const indexes = Object.fromEntries(table.GlobalSecondaryIndexes.map((index) => [index.IndexName, keyOf(index.KeySchema)]))
      return [
        id.replace(/^Database|[0-9A-F]{8}$/g, ''),
        { key: keyOf(table.KeySchema), stream: table.StreamSpecification?.StreamViewType, indexes },
      ]
    }),
  )
  expect(tables).toEqual({
    Programme: {
      key: 'pk sk',
      stream: 'NEW_IMAGE',
      indexes: { listing: 'listing startsAt', owner: 'owner startsAt', due: 'due dueAt' },
    },
    People: {
      key: 'pk sk',
      stream: 'NEW_AND_OLD_IMAGES',
      indexes: { byEvent: 'listPart listedAt', waiting: 'waitingFor waitingSince', due: 'due dueAt' },
    },
    Feedback: { key: 'pk sk', stream: 'NEW_IMAGE', indexes: {} },
    Ledger: { key: 'pk sk', stream: undefined, indexes: {} },
    Sending: { key: 'pk sk', stream: 'KEYS_ONLY', indexes: {} },
    Keys: { key: 'pk sk', stream: undefined, indexes: {} },
    Staff: { key: 'pk sk', stream: undefined, indexes: {} },
    Audit: { key: 'pk sk', stream: undefined, indexes: { audited: 'slug sk' } },
  })
})

test('only letters and sign-in sessions expire automatically', () => {
  const going = tableIds.flatMap((id) => {
    const { TimeToLiveSpecification } = tableSchema.parse(all[id]?.Properties)
    return TimeToLiveSpecification === undefined ? [] : [[id.replace(/^Database|[0-9A-F]{8}$/g, ''), TimeToLiveSpecification.AttributeName]]
  })
  expect(going).toEqual([
    ['People', 'expiresAt'],
    ['Staff', 'expiresAt'],
    ['Audit', 'expiresAt'],
  ])
})

describe('each table', () => {
  test.each(tableIds)('%s can be restored, cannot be deleted by accident and is encrypted with a key whose use is recorded', (id) => {
    const { BillingMode, PointInTimeRecoverySpecification, DeletionProtectionEnabled, SSESpecification } = all[id]?.Properties ?? {}
    expect({ BillingMode, PointInTimeRecoverySpecification, DeletionProtectionEnabled, SSESpecification }).toEqual({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
      SSESpecification: { SSEEnabled: true },
    })
    expect(all[id]?.DeletionPolicy).toBe('Retain')
  })
})

test('a trial can be taken down without leaving data behind', () => {
  const trial = synthesised(configurations.trial)
  const kept = Object.values(trial.all).filter((resource) => resource.DeletionPolicy === 'Retain')
  expect(kept).toEqual([])
  expect(trial.ofType('AWS::DynamoDB::Table').map((table) => table.Properties['DeletionProtectionEnabled'])).toEqual([
    ...Array(8).fill(false),
  ])
})

test('every queue is encrypted and accepts only encrypted connections', () => {
  const queues = ofType('AWS::SQS::Queue')
  expect(queues.map((queue) => queue.Properties['SqsManagedSseEnabled'])).toEqual(queues.map(() => true))
  const refusals = ofType('AWS::SQS::QueuePolicy').filter((policy) =>
    JSON.stringify(policy.Properties).includes('"aws:SecureTransport":"false"'),
  )
  expect(refusals).toHaveLength(queues.length)
})
