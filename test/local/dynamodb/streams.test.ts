import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { type LocalDynamoDb, startDynamoDb } from '../../../infra/local/dynamodb/dynamodb.ts'
import { openPositions, type Positions } from '../../../infra/local/dynamodb/positions.ts'
import { startStreams } from '../../../infra/local/dynamodb/streams.ts'
import { createTables, type LocalTable, localClient } from '../../../infra/local/dynamodb/tables.ts'
import { openServiceLog } from '../../../infra/local/service-log.ts'
import type { Template } from '../../../infra/stacks/joined-template.ts'

const resource = (Type: string, Properties: Record<string, unknown>) => ({ Type, Properties, Metadata: {}, DependsOn: [] })
const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' })
const table = resource('AWS::DynamoDB::Table', {
  AttributeDefinitions: [text('pk'), text('sk')],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
})
const template: Template = {
  Resources: {
    People: table,
    Copies: table,
    Mail: resource('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': ['People', 'StreamArn'] },
      FunctionName: { Ref: 'Mailer' },
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 2,
      FilterCriteria: { Filters: [{ Pattern: '{"dynamodb":{"NewImage":{"state":{"S":["pending"]}}}}' }] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    }),
    Count: resource('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': ['Copies', 'StreamArn'] },
      FunctionName: { Ref: 'Counter' },
      StartingPosition: 'TRIM_HORIZON',
      TumblingWindowInSeconds: 5,
    }),
  },
}

const folder = mkdtempSync(join(tmpdir(), 'plenary-test-'))
let dynamoDb: LocalDynamoDb
let tables: readonly LocalTable[]
let client: DynamoDBClient

beforeAll(async () => {
  dynamoDb = await startDynamoDb()
  tables = await createTables(template, localClient(dynamoDb.endpoint))
  client = new DynamoDBClient(localClient(dynamoDb.endpoint))
})
afterAll(async () => {
  client.destroy()
  await dynamoDb.stop()
  rmSync(folder, { recursive: true })
})

const put = (name: string, sk: string, state: string) =>
  client.send(new PutItemCommand({ TableName: name, Item: { pk: { S: 'a' }, sk: { S: sk }, state: { S: state } } }))

const eventSchema = z.object({
  Records: z.array(z.object({ eventSourceARN: z.string(), dynamodb: z.object({ Keys: z.object({ sk: z.object({ S: z.string() }) }) }) })),
  isFinalInvokeForWindow: z.boolean().optional(),
  shardId: z.string().optional(),
})

/** The service's functions: `Mailer` copies what it gets into the other table, `Counter` only reads. */
const run = (positions: Positions, more: { readonly restMilliseconds?: number } = {}) => {
  const calls: [string, string[], boolean | undefined][] = []
  const streams = startStreams(template, {
    database: localClient(dynamoDb.endpoint),
    tables,
    positions,
    ...more,
    log: openServiceLog(join(folder, 'service.log')),
    invoke: async (logicalId, event) => {
      const { Records, isFinalInvokeForWindow } = eventSchema.parse(event)
      const keys = Records.map(({ dynamodb }) => dynamodb.Keys.sk.S)
      calls.push([logicalId, keys, isFinalInvokeForWindow])
      if (logicalId === 'Mailer') for (const sk of keys) await put('Copies', sk, 'copied')
      return {}
    },
  })
  return { streams, calls, of: (logicalId: string) => calls.filter(([name]) => name === logicalId) }
}

describe('streams', () => {
  test('reach their consumers in order, filtered, in batches, until nothing is left', async () => {
    const positions = openPositions(join(folder, 'positions.json'))
    const { streams, of } = run(positions)
    for (const [sk, state] of [
      ['1', 'pending'],
      ['2', 'sent'],
      ['3', 'pending'],
      ['4', 'pending'],
    ] as const)
      await put('People', sk, state)
    await streams.idle()
    expect(of('Mailer').flatMap(([, keys]) => keys)).toEqual(['1', '3', '4'])
    expect(of('Mailer').every(([, keys]) => keys.length <= 2)).toBe(true)
    // What the first consumer wrote, the second has seen too.
    expect(of('Counter').flatMap(([, keys]) => keys)).toEqual(['1', '3', '4'])
    expect(of('Counter').at(-1)).toEqual(['Counter', [], true])
    await streams.stop()
  })

  test('are not repeated to a run that remembers its positions', async () => {
    const { streams, calls } = run(openPositions(join(folder, 'positions.json')))
    await streams.idle()
    expect(calls).toEqual([])
    await put('People', '5', 'pending')
    await streams.idle()
    expect(calls.map(([name, keys]) => [name, keys])).toEqual([
      ['Mailer', ['5']],
      ['Counter', ['5']],
      ['Counter', []],
    ])
    await streams.stop()
  })

  test('are repeated from the beginning to a run that remembers nothing', async () => {
    const { streams, of } = run(openPositions())
    await streams.idle()
    expect(of('Mailer').flatMap(([, keys]) => keys)).toEqual(['1', '3', '4', '5'])
    await streams.stop()
  })

  test('are read at once when their table is said to have been written to', async () => {
    const { streams, of } = run(openPositions(join(folder, 'positions.json')), { restMilliseconds: 3_600_000 })
    await streams.idle()
    await put('People', '6', 'pending')
    streams.written('People')
    while (of('Mailer').length === 0) await sleep(10)
    expect(of('Mailer')).toEqual([['Mailer', ['6'], undefined]])
    await streams.stop()
  })
})

describe('tables', () => {
  test('that already exist stay unchanged', async () => {
    expect(await createTables(template, localClient(dynamoDb.endpoint))).toEqual(tables)
  })

  test('of another version are not used', async () => {
    const index = { IndexName: 'due', KeySchema: [{ AttributeName: 'sk', KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } }
    const other = { Resources: { People: { ...table, Properties: { ...table.Properties, GlobalSecondaryIndexes: [index] } } } }
    await expect(createTables(other, localClient(dynamoDb.endpoint))).rejects.toThrow('The kept data are of another version of Plenary.')
  })
})
