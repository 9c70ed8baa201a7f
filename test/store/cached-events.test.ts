import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals'
import { placesLeft } from '../../shared/domain/seats/seats.ts'
import { createRecentEvents } from '../../shared/store/cached-events.ts'
import { createManaging } from '../../shared/use-cases/event/managing.ts'
import { now, organiser, publishEvent, registerMany } from '../make/programme.ts'
import { type LocalStores, startStores } from './local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())
afterEach(() => {
  jest.restoreAllMocks()
})

test('a page that many look at shows a change of the event at once, and places as they were up to a second ago', async () => {
  const { slug } = await publishEvent(stores, { capacity: 5 })
  const recent = createRecentEvents(stores.events)
  const shown = async () => {
    const found = await recent.withRecentSeats(slug)
    return found && [found.event.title, placesLeft(found.seats)]
  }
  const clock = jest.spyOn(performance, 'now').mockReturnValue(10_000)
  const [title, ...places] = (await shown()) ?? []
  expect(places).toEqual([5])
  await registerMany(stores, slug, 2)
  clock.mockReturnValue(10_900)
  expect(await shown()).toEqual([title, 5])
  clock.mockReturnValue(11_001)
  expect(await shown()).toEqual([title, 3])
  const change = createManaging(stores).change
  await change(slug, { staff: organiser, now }, (before) => ({ ...before, title: 'Another title', capacity: 10 }))
  expect(await shown()).toEqual(['Another title', 8])
})

test('and nothing of an event that there is not', async () => {
  expect(await createRecentEvents(stores.events).withRecentSeats('nowhere')).toBeUndefined()
})
