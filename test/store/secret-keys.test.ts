import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createKeys } from '../../shared/store/secret-keys.ts'
import { type LocalStores, startStores } from './local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

test('functions that first need a key at the same time agree on one', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => createKeys(stores.database, stores.tables.keys).links()))
  expect(new Set(made.map(({ signing }) => signing.export().toString('hex'))).size).toBe(1)
  expect(made[0]?.ids.symmetricKeySize).toBe(32)
})

test('links and sessions have different keys', async () => {
  const { links, sessions } = createKeys(stores.database, stores.tables.keys)
  expect((await links()).signing.equals(await sessions())).toBe(false)
})
