import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from '@jest/globals'
import { startDynamoDb } from '../../../infra/local/dynamodb/dynamodb.ts'
import { localClient } from '../../../infra/local/dynamodb/tables.ts'

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  )

const makeTable = async (endpoint: string, accessKeyId: string): Promise<void> => {
  const client = new DynamoDBClient(localClient(endpoint, accessKeyId))
  await client.send(
    new CreateTableCommand({
      TableName: 'kept',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  )
  client.destroy()
}

const source = join(import.meta.dirname, '../../../infra/local/dynamodb/dynamodb.ts')
const script = `const { endpoint } = await (await import(${JSON.stringify(source)})).startDynamoDb(); console.log(endpoint)`

describe('the local DynamoDB', () => {
  test('answers until it is stopped', async () => {
    const { endpoint, stop } = await startDynamoDb()
    expect(await answers(endpoint)).toBe(true)
    await stop()
    expect(await answers(endpoint)).toBe(false)
  })

  test('is reachable only on the loopback address, and not from web pages', async () => {
    const { endpoint, stop } = await startDynamoDb()
    try {
      // A server listening on all addresses would also answer on this one, without a network.
      expect(await answers(endpoint.replace('127.0.0.1', '127.0.0.2'))).toBe(false)
      const { headers } = await fetch(endpoint, { headers: { origin: 'https://elsewhere.example' } })
      expect(headers.get('access-control-allow-origin')).toBeNull()
    } finally {
      await stop()
    }
  })

  test('keeps tables in a folder, and shows each access key its own if they are separate', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'plenary test = '))
    const names = async (endpoint: string, accessKeyId?: string) => {
      const client = new DynamoDBClient(localClient(endpoint, accessKeyId))
      try {
        return (await client.send(new ListTablesCommand({}))).TableNames
      } finally {
        client.destroy()
      }
    }
    try {
      for (const expected of [[], ['kept']]) {
        const { endpoint, stop } = await startDynamoDb({ dataFolder })
        expect(await names(endpoint)).toEqual(expected)
        if (expected.length === 0) await makeTable(endpoint, 'local')
        expect(await names(endpoint, 'other')).toEqual(['kept'])
        await stop()
      }
      const { endpoint, stop } = await startDynamoDb({ separate: true })
      await makeTable(endpoint, 'own')
      expect([await names(endpoint, 'own'), await names(endpoint, 'other')]).toEqual([['kept'], []])
      await stop()
    } finally {
      rmSync(dataFolder, { recursive: true })
    }
  })

  test('ends with the process that started it, even if that was killed', async () => {
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], { env: { ...process.env, NODE_OPTIONS: '' } })
    const [endpoint] = await once(parent.stdout.setEncoding('utf8'), 'data')
    expect(await answers(String(endpoint).trim())).toBe(true)
    parent.kill('SIGKILL')
    // If it never did, the test would time out.
    while (await answers(String(endpoint).trim())) await sleep(50)
  })
})
