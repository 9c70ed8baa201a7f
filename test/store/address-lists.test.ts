import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { lists } from '../../shared/store/address-lists.ts'
import { type LocalStores, startStores } from './local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const now = '2022-04-01T09:00:00.000Z'
let lastList = 0
const anotherList = (): string => lists.invited(`event-${++lastList}`)
const manyAddresses = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `person${String(index).padStart(4, '0')}@authority.example`)

/** All entries of a list, page by page. */
const allOf = async (list: string, limit: number): Promise<readonly string[]> => {
  const found: string[] = []
  let after: string | undefined
  do {
    const page = await stores.lists.page(list, limit, after === undefined ? {} : { after })
    found.push(...page.entries.map(({ entry }) => entry))
    after = page.next
  } while (after !== undefined)
  return found
}

describe('a list of addresses', () => {
  test('counts an entry once, however often it is added', async () => {
    const list = anotherList()
    const many = manyAddresses(250)
    expect(await stores.lists.add(list, many, now)).toBe(250)
    expect(await stores.lists.add(list, [...many.slice(0, 120), 'new@authority.example'], now)).toBe(1)
    expect(await stores.lists.count(list)).toBe(251)
    expect(await allOf(list, 40)).toEqual(['new@authority.example', ...many])
  })

  test('has a correct count after concurrent additions and removals', async () => {
    const list = anotherList()
    const [first, second] = [manyAddresses(150), manyAddresses(200).slice(50)]
    await stores.lists.add(list, manyAddresses(20), now)
    const [one = 0, other = 0, gone] = await Promise.all([
      stores.lists.add(list, first, now),
      stores.another().lists.add(list, second, now),
      stores.another().lists.remove(list, manyAddresses(20)),
    ])
    expect(gone).toBe(20)
    expect(await stores.lists.count(list)).toBe((await allOf(list, 100)).length)
    expect(20 + one + other - 20).toBe(await stores.lists.count(list))
  })

  test('removes an entry once', async () => {
    const list = anotherList()
    await stores.lists.add(list, ['anna@example.org', 'example.org'], now)
    expect(await Promise.all([1, 2, 3].map(() => stores.lists.remove(list, ['anna@example.org'])))).toEqual(
      expect.arrayContaining([1, 0, 0]),
    )
    expect(await stores.lists.count(list)).toBe(1)
    expect(await allOf(list, 10)).toEqual(['example.org'])
  })

  test('is separate from every other', async () => {
    const [one, other] = [anotherList(), anotherList()]
    await stores.lists.add(one, ['anna@example.org'], now)
    expect(await stores.lists.admits(other, 'anna@example.org')).toBe(false)
    expect(await stores.lists.count(other)).toBe(0)
    expect(await allOf(other, 10)).toEqual([])
  })
})

test('an address is admitted by itself or its domain, ignoring case, but not by a parent or similar domain', async () => {
  const list = anotherList()
  await stores.lists.add(list, ['anna@example.org', 'police.example'], now)
  const admitted = (email: string): Promise<boolean> => stores.lists.admits(list, email)
  expect(await Promise.all(['Anna@example.org', 'bo@police.example', 'BO@POLICE.example'].map(admitted))).toEqual([true, true, true])
  const strangers = ['bo@example.org', 'anna+x@example.org', 'bo@it.police.example', 'bo@notpolice.example', 'bo@police.example.org']
  expect(await Promise.all(strangers.map(admitted))).toEqual(strangers.map(() => false))
  await stores.lists.remove(list, ['police.example'])
  expect(await admitted('bo@police.example')).toBe(false)
})

test('a search finds an address, or everything in domains with that beginning', async () => {
  const list = anotherList()
  await stores.lists.add(list, ['anna@example.org', 'bo@example.org', 'example.org', 'example.net', 'bo@police.example'], now)
  const found = async (search: string) => (await stores.lists.page(list, 10, { search })).entries.map(({ entry }) => entry)
  expect(await found('bo@example.org')).toEqual(['bo@example.org'])
  expect(await found('example.org')).toEqual(['example.org', 'anna@example.org', 'bo@example.org'])
  expect(await found('exam')).toEqual(['example.net', 'example.org', 'anna@example.org', 'bo@example.org'])
  expect(await found('bo')).toEqual([])
})
