import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createCancelling } from '../../../functions/attendee/cancelling.ts'
import { createRegistering } from '../../../functions/attendee/registering.ts'
import { createScheduling } from '../../../functions/organiser/scheduling.ts'
import { createPromoting } from '../../../functions/waiting-list/promoting.ts'
import { makePerson, now, organiser, publishEvent, seatsTaken } from '../../make/programme.ts'
import { type Stores, startStores } from '../../store/local-store.ts'
import { allRegistrations, owedByKind } from '../../store/scan.ts'

let stores: Stores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const registerInOrder = async (slug: string, count: number): Promise<void> => {
  const register = createRegistering(stores)
  for (let number = 1; number <= count; number++) {
    await register(slug, makePerson(number), { now: `2022-04-01T09:00:0${number}.000Z`, language: 'en', requestKey: undefined })
  }
}

const confirmed = async (slug: string): Promise<readonly string[]> =>
  (await allRegistrations(stores, slug))
    .filter(({ status }) => status === 'confirmed')
    .map(({ name }) => name)
    .sort()

test('a freed seat goes to whoever waited longest, and to nobody twice', async () => {
  const { slug } = await publishEvent(stores, { capacity: 2 })
  await registerInOrder(slug, 5)
  const first = (await allRegistrations(stores, slug)).find(({ name }) => name === 'Person 1')
  await createCancelling(stores)({ id: first?.id ?? '', round: 1 }, now)
  const promote = createPromoting(stores)
  await Promise.all([promote(slug, now), promote(slug, now), promote(slug, now)])
  expect(await confirmed(slug)).toEqual(['Person 2', 'Person 3'])
  expect(await seatsTaken(stores, slug)).toBe(2)
  expect(await owedByKind(stores, slug)).toEqual({ confirmation: 3, waitlisted: 3, cancellation: 1 })
})

test('seats that an organiser adds go to the waiting list in order', async () => {
  const { slug } = await publishEvent(stores, { capacity: 1 })
  await registerInOrder(slug, 4)
  await createScheduling(stores).change(slug, { staff: organiser, now }, (input) => ({ ...input, capacity: 3 }))
  await createPromoting(stores)(slug, now)
  expect(await confirmed(slug)).toEqual(['Person 1', 'Person 2', 'Person 3'])
})

test('nobody is promoted into an event that is over', async () => {
  const { slug } = await publishEvent(stores, { capacity: 1 })
  await registerInOrder(slug, 2)
  await createScheduling(stores).change(slug, { staff: organiser, now }, (input) => ({ ...input, capacity: 2 }))
  await createPromoting(stores)(slug, '2022-05-17T10:00:00.000Z')
  expect(await confirmed(slug)).toEqual(['Person 1'])
})
