import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createTypedForms } from '../../../shared/store/staff/typed-forms.ts'
import { createKeepingTyped } from '../../../shared/use-cases/staff/keeping-typed.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { itemsOf } from '../../store/scan.ts'

let stores: LocalStores
let typed: ReturnType<typeof createKeepingTyped>
beforeAll(async () => {
  stores = await startStores()
  typed = createKeepingTyped({ typedForms: createTypedForms(stores.database, stores.tables.staff) })
})
afterAll(() => stores.stop())

const now = '2022-04-26T08:00:00.000Z'
const after = (minutes: number): string => new Date(Date.parse(now) + minutes * 60_000).toISOString()

test('what was typed is found again by the same person alone, for an hour', async () => {
  const id = await typed.keep('title=Caf%C3%A9', 'olga', now)
  expect(await typed.find(id, 'olga', after(59))).toBe('title=Caf%C3%A9')
  expect([
    await typed.find(id, 'paul', after(1)),
    await typed.find(id, 'olga', after(60)),
    await typed.find(`${id.slice(0, -1)}~`, 'olga', after(1)),
    await typed.find('x'.repeat(43), 'olga', after(1)),
  ]).toEqual([undefined, undefined, undefined, undefined])
})

test('the largest list that can be sent is kept whole', async () => {
  // Random, so that it cannot be compressed much.
  const entries = Array.from({ length: 75_000 }, () => `${Math.random().toString(36).slice(2)}@x.example`).join('\n')
  const id = await typed.keep(entries, 'olga', now)
  expect((await typed.find(id, 'olga', after(1))) === entries).toBe(true)
}, 60_000)

test('the table alone does not reveal it', async () => {
  await typed.keep('entries=secret.person%40authority.example', 'olga', now)
  const all = JSON.stringify(await itemsOf(stores, stores.tables.staff), (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  )
  expect(all).not.toContain('secret.person')
})
