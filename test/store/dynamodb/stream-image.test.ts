import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { plainImage } from '../../../shared/store/dynamodb/stream-image.ts'
import { transact } from '../../../shared/store/dynamodb/transaction.ts'
import { type LocalStores, startStores } from '../local-store.ts'
import { openStream } from '../stream.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const key = { pk: 'IMAGE', sk: 'IMAGE' }
const item = {
  ...key,
  text: 'é采',
  empty: '',
  micros: 1_795_977_600_000_123,
  below: -0.5,
  yes: false,
  nothing: null,
  list: ['a', 1, { deep: [] }],
  map: { seats: 3 },
  held: new Set(['one', 'two']),
}

test('an item reads the same from the table, from its stream and after a failed condition', async () => {
  const { database, tables } = stores
  await database.send(new PutCommand({ TableName: tables.people, Item: item }))
  const { Item: read } = await database.send(new GetCommand({ TableName: tables.people, Key: key }))
  const stream = openStream(stores, 'people')
  const [record] = await stream.next()
  stream.close()
  const refused = await transact(database, [
    {
      Put: {
        TableName: tables.people,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
  ])
  expect(read).toEqual(item)
  expect(plainImage(record?.dynamodb?.NewImage)).toEqual(item)
  expect(refused.written ? undefined : refused.stood.get(0)).toEqual(item)
})

test('an item that is new or deleted has no other image', () => expect(plainImage()).toEqual({}))
