import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createFindingRegistrations } from '../../../shared/use-cases/registration/finding-registrations.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { makePerson, now, publishEvent } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

test('an address’s registrations are found among any number of events, however it is written', async () => {
  const [first, last, other] = [await publishEvent(stores, {}), await publishEvent(stores, {}), await publishEvent(stores, {})]
  const register = createRegistering(stores)
  const asked = { now, language: 'en', requestKey: undefined } as const
  for (const { slug } of [first, last]) await register(slug, makePerson(1), asked)
  await register(other.slug, makePerson(2), asked)

  const between = Array.from({ length: 250 }, (_, index) => ({ slug: `without-anybody-${index}` }))
  const find = createFindingRegistrations(stores)
  const found = await find(makePerson(1).email.toUpperCase(), [first, ...between, other, last])
  expect(found.map(({ slug, name }) => [slug, name]).toSorted()).toEqual(
    [first, last].map(({ slug }) => [slug, makePerson(1).name]).toSorted(),
  )
  expect(await find(makePerson(1).email, [])).toEqual([])
})
