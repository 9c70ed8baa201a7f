import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createForgetting } from '../../../functions/erasure/forgetting-lists.ts'
import { createFanningOut } from '../../../functions/fan-out/fanning-out.ts'
import { keepToTheEnd } from '../../../functions/organiser/lists/invited.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { lists } from '../../../shared/store/address-lists.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { now, organiser, publishEvent } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { partitionOf } from '../../store/scan.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

// The event ends on 17 May at 12:00 in Brussels; 90 days later it is 15 August.
const [before, after] = ['2022-08-15T09:59:00.000Z', '2022-08-15T10:00:00.000Z']
const entries = (count: number) => Array.from({ length: count }, (_, index) => `guest${index}@authority.example`)

const eventWithList = async (count: number): Promise<Event> => {
  const event = await publishEvent(stores, { audience: 'invited' })
  await keepToTheEnd(stores, event)
  await stores.lists.add(lists.invited(event.slug), entries(count), now)
  return event
}

const forget = (at: string, of = stores) => createForgetting(of)(at)
const left = async ({ slug }: Event) => (await partitionOf(stores, stores.tables.people, `LIST#${lists.invited(slug)}`)).length

const move = async ({ slug }: Event, month: string): Promise<void> => {
  const times = { start: `2022-${month}-17T10:00`, end: `2022-${month}-17T12:00` }
  await createManaging(stores).change(slug, { staff: organiser, now }, (input) => ({ ...input, ...times }))
}

describe('the list of the people invited to an event', () => {
  test('is kept for 90 days after the end, then nothing is left of it, not even its count', async () => {
    const event = await eventWithList(250)
    await forget(before)
    expect(await left(event)).toBe(251)
    await forget(after)
    expect(await left(event)).toBe(0)
  })

  test('is deleted by the next run if a process died midway, and by two concurrent ones', async () => {
    const event = await eventWithList(250)
    const list = lists.invited(event.slug)
    await stores.lists.remove(list, entries(99))
    await Promise.all([forget(after), forget(after)])
    await forget(after)
    expect(await left(event)).toBe(0)
  })

  test('is kept longer if the event is moved to a later day', async () => {
    const event = await eventWithList(3)
    await move(event, '06')
    await forget(after)
    expect(await left(event)).toBe(4)
    await forget('2022-09-15T10:00:00.000Z')
    expect(await left(event)).toBe(0)
  })

  test('is deleted earlier if the event is moved to an earlier day', async () => {
    const event = await eventWithList(3)
    await move(event, '04')
    const about = { now: () => now, timeLeftMs: () => 60_000 }
    await createFanningOut(stores)({ slug: event.slug, kind: 'update', revision: 1 }, about)
    await forget('2022-07-16T10:00:00.000Z')
    expect(await left(event)).toBe(0)
  })

  test('is deleted again if an organiser adds to it afterwards; the list of members never is', async () => {
    const event = await eventWithList(2)
    await stores.lists.add(lists.members, ['member@authority.example'], now)
    await forget(after)
    await keepToTheEnd(stores, event)
    await stores.lists.add(lists.invited(event.slug), ['late@authority.example'], after)
    await forget(after)
    expect([await left(event), await stores.lists.count(lists.members)]).toEqual([0, 1])
  })
})
