import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type RightsGate, startRightsGate } from '../../../infra/local/dynamodb/rights-gate.ts'
import { createTableRights } from '../../../infra/local/dynamodb/role-rights.ts'
import { localClient } from '../../../infra/local/dynamodb/tables.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { stackTemplate } from '../../store/template.ts'

let stores: LocalStores
let gate: RightsGate
const refusals: string[] = []
const changes: string[] = []
const clients: DynamoDBClient[] = []
beforeAll(async () => {
  stores = await startStores()
  gate = await startRightsGate(stores.client, createTableRights(stackTemplate()), {
    refused: (words) => refusals.push(words),
    written: (table) => changes.push(table),
  })
})
afterAll(async () => {
  for (const client of clients) client.destroy()
  await gate.stop()
  await stores.stop()
})

/** DynamoDB as seen by a function. */
const seenBy = (name: string): DynamoDBDocumentClient => {
  const client = new DynamoDBClient({ ...localClient(gate.endpointOf(name)), maxAttempts: 1 })
  clients.push(client)
  return DynamoDBDocumentClient.from(client)
}

const registration = { pk: 'REGISTRATION#r', sk: 'REGISTRATION' }
const get = () => new GetCommand({ TableName: stores.tables.programme, Key: { pk: 'EVENT#e', sk: 'EVENT' } })
const indexQuery = (index: string) =>
  new QueryCommand({
    TableName: stores.tables.people,
    IndexName: index,
    KeyConditionExpression: 'due = :due',
    ExpressionAttributeValues: { ':due': 'offer' },
  })
const remove = (pk: string) => new DeleteCommand({ TableName: stores.tables.people, Key: { pk, sk: 'x' } })
const keyOf = (name: string) => new GetCommand({ TableName: stores.tables.keys, Key: { pk: `KEY#${name}`, sk: 'KEY' } })
const transaction = (deleted: string) =>
  new TransactWriteCommand({
    TransactItems: [
      { Put: { TableName: stores.tables.people, Item: { pk: 'REGISTRATION#t', sk: 'REGISTRATION' } } },
      { Delete: { TableName: stores.tables.people, Key: { pk: deleted, sk: 'x' } } },
    ],
  })

const denied = { name: 'AccessDeniedException' }

describe('a function reaches', () => {
  test('what its role allows: tables, an index, keys of a kind, and the parts of a transaction', async () => {
    await expect(seenBy('clock').send(get())).resolves.toBeDefined()
    await expect(seenBy('clock').send(indexQuery('due'))).resolves.toMatchObject({ Count: 0 })
    await expect(seenBy('mail').send(remove('PERSON#p'))).resolves.toBeDefined()
    await expect(seenBy('mail').send(keyOf('links'))).resolves.toBeDefined()
    await expect(seenBy('mail').send(transaction('PERSON#p'))).resolves.toBeDefined()
    const batch = new BatchGetCommand({ RequestItems: { [stores.tables.people]: { Keys: [registration] } } })
    await expect(seenBy('clock').send(batch)).resolves.toBeDefined()
    expect(refusals).toEqual([])
  })

  test('the streams of what it writes, which are read at once, but of nothing that it only reads', async () => {
    changes.length = 0
    await seenBy('mail').send(keyOf('links'))
    expect(changes).toEqual([])
    await seenBy('mail').send(transaction('PERSON#p'))
    expect(changes).toEqual([stores.tables.people])
  })

  test.each([
    ['another table', 'summaries', (database: DynamoDBDocumentClient) => database.send(get())],
    ['another action', 'steering', (database: DynamoDBDocumentClient) => database.send(remove('LIST#members'))],
    ['another index', 'attendee', (database: DynamoDBDocumentClient) => database.send(indexQuery('due'))],
    ['items of another kind', 'mail', (database: DynamoDBDocumentClient) => database.send(remove('REGISTRATION#r'))],
    ['a key that is not for it', 'mail', (database: DynamoDBDocumentClient) => database.send(keyOf('sessions'))],
    ['one of these in a transaction', 'mail', (database: DynamoDBDocumentClient) => database.send(transaction('REGISTRATION#r'))],
    ['anything where nobody knows it', 'stranger', (database: DynamoDBDocumentClient) => database.send(get())],
  ])('not %s, and the run reports it without revealing whose data it was', async (_, name, send) => {
    refusals.length = 0
    await expect(send(seenBy(name))).rejects.toMatchObject(denied)
    expect(refusals).toEqual([expect.stringMatching(new RegExp(`^${name} may not \\w+ \\w+`))])
    expect(refusals.join()).not.toContain('#')
  })
})
