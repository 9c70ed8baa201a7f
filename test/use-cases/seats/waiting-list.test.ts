import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createClockWork } from '../../../functions/clock/clock-work.ts'
import type { EventInput } from '../../../shared/domain/event/event.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { pools, room } from '../../../shared/domain/seats/seats.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createAccepting } from '../../../shared/use-cases/registration/accepting.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { createPromoting } from '../../../shared/use-cases/seats/promoting.ts'
import { audit } from '../../faults/audit.ts'
import { makePerson, now, organiser, publishEvent, registerMany, seatsTaken } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allRegistrations, owedByKind } from '../../store/scan.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const at = (second: number): string => `2022-04-01T09:00:${String(second).padStart(2, '0')}.000Z`
const who = { staff: organiser, now }

/** A published event, and people 1 to `count` who registered one after another. */
const eventWith = async (count: number, overrides: Partial<EventInput>): Promise<string> => {
  const { slug } = await publishEvent(stores, overrides)
  await come(slug, 1, count)
  return slug
}

const come = async (slug: string, from: number, to: number, country = 'FR'): Promise<void> => {
  const register = createRegistering(stores)
  for (let number = from; number <= to; number++)
    await register(slug, makePerson(number, { country }), { now: at(number), language: 'en', requestKey: undefined })
}

const named = async (slug: string, number: number): Promise<Registration> => {
  const found = (await allRegistrations(stores, slug)).find(({ name }) => name === `Person ${number}`)
  if (found === undefined) throw new Error(`no Person ${number}`)
  return found
}

const leave = async (slug: string, number: number): Promise<unknown> => createCancelling(stores)(await named(slug, number), at(40))

/** `1 confirmed, 2 offered …` */
const standing = async (slug: string): Promise<string> =>
  (await allRegistrations(stores, slug))
    .map(({ name, status }) => `${name.slice(7)} ${status}`)
    .sort()
    .join(', ')

const clock = (time: string) => createClockWork(stores)(time)

test('seats given back to counters that give none, as the event became smaller, go to those that do', async () => {
  const { slug } = await publishEvent(stores, { capacity: 32 })
  await registerMany(stores, slug, 10)
  await createManaging(stores).change(slug, who, (input) => ({ ...input, capacity: 16 }))
  for (let number = 1; number <= 10; number++) await leave(slug, number)
  await createPromoting(stores)(slug, at(50))
  const { seats = [] } = (await stores.events.getWithSeats(slug)) ?? {}
  expect(seats.map((counter) => room(counter, pools.general))).toEqual([8, 8, 0, 0])
})

test('people waiting for a place or approval get their mail through the clock, once, if the stream failed', async () => {
  const waiting = await eventWith(2, { capacity: 1 })
  const asking = await eventWith(1, { audience: 'approval', approvalDays: 3 })
  await clock('2022-04-01T09:02:00.000Z')
  expect([await owedByKind(stores, waiting), await owedByKind(stores, asking)]).toEqual([{ confirmation: 1 }, {}])
  await clock('2022-04-01T09:02:30.000Z')
  await clock('2022-04-01T09:03:30.000Z')
  expect([await owedByKind(stores, waiting), await owedByKind(stores, asking)]).toEqual([
    { confirmation: 1, waitlisted: 1 },
    { pending: 1 },
  ])
})

test('a request whose mail came through the clock still lapses on time', async () => {
  const slug = await eventWith(1, { audience: 'approval', approvalDays: 3 })
  await clock('2022-04-01T09:02:30.000Z')
  await clock('2022-04-04T09:02:30.000Z')
  expect(await standing(slug)).toBe('1 cancelled')
})

describe('a place given up', () => {
  test('is immediately offered to the person who has waited longest, and to nobody else', async () => {
    const slug = await eventWith(4, { capacity: 2 })
    await leave(slug, 1)
    expect(await standing(slug)).toBe('1 cancelled, 2 confirmed, 3 offered, 4 waitlisted')
    expect(await seatsTaken(stores, slug)).toBe(2)
    expect(await audit(stores, slug, 2)).toEqual([])
    await come(slug, 5, 5)
    expect((await named(slug, 5)).status).toBe('waitlisted')
  })

  test('is immediately confirmed if the organiser chose that', async () => {
    const slug = await eventWith(3, { capacity: 1, waitingList: 'confirm' })
    await leave(slug, 1)
    expect(await standing(slug)).toBe('1 cancelled, 2 confirmed, 3 waitlisted')
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 2, cancellation: 1 })
  })

  test('is free for everyone if nobody is waiting', async () => {
    const slug = await eventWith(1, { capacity: 1 })
    await leave(slug, 1)
    await come(slug, 2, 2)
    expect(await standing(slug)).toBe('1 cancelled, 2 confirmed')
  })

  test('goes to as many people as left, in order, if many leave at the same time', async () => {
    const slug = await eventWith(16, { capacity: 8 })
    await Promise.all([1, 2, 3, 4, 5, 6].map((number) => leave(slug, number)))
    await createPromoting(stores)(slug, at(50))
    const offered = (await allRegistrations(stores, slug))
      .filter(({ status }) => status === 'offered')
      .map(({ name }) => Number(name.slice(7)))
    expect(offered.sort((a, b) => a - b)).toEqual([9, 10, 11, 12, 13, 14])
    expect(await audit(stores, slug, 8)).toEqual([])
  })
})

describe('an offer', () => {
  const offered = async (): Promise<string> => {
    const slug = await eventWith(3, { capacity: 1, offerHours: 24 })
    await leave(slug, 1)
    return slug
  }

  test('becomes a place once accepted, with an invitation', async () => {
    const slug = await offered()
    const accept = createAccepting(stores)
    const person = await named(slug, 2)
    expect(await Promise.all([accept(person, at(50)), accept(person, at(50))])).toEqual(['confirmed', 'confirmed'])
    expect(await standing(slug)).toBe('1 cancelled, 2 confirmed, 3 waitlisted')
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 2, cancellation: 1, offered: 1 })
    expect(await audit(stores, slug, 1)).toEqual([])
  })

  test('passes on when declined', async () => {
    const slug = await offered()
    await leave(slug, 2)
    expect(await standing(slug)).toBe('1 cancelled, 2 cancelled, 3 offered')
    expect((await named(slug, 2)).endedBy).toBe('offer-declined')
  })

  test('passes on when it expires, and can no longer be accepted', async () => {
    const slug = await offered()
    await clock('2022-04-02T09:00:39.000Z')
    expect(await standing(slug)).toBe('1 cancelled, 2 offered, 3 waitlisted')
    await clock('2022-04-02T09:00:41.000Z')
    expect(await standing(slug)).toBe('1 cancelled, 2 cancelled, 3 offered')
    expect(await createAccepting(stores)(await named(slug, 2), '2022-04-02T09:01:00.000Z')).toBe('expired')
    expect(await owedByKind(stores, slug)).toEqual({
      confirmation: 1,
      cancellation: 1,
      waitlisted: 1,
      offered: 2,
      'offer-ended': 1,
    })
    expect(await audit(stores, slug, 1)).toEqual([])
  })

  test('cannot be accepted late, even if the clock has not run', async () => {
    const slug = await offered()
    expect(await createAccepting(stores)(await named(slug, 2), '2022-04-02T09:00:41.000Z')).toBe('expired')
  })

  test('that was accepted and given up frees the place for the next', async () => {
    const slug = await offered()
    await createAccepting(stores)(await named(slug, 2), at(50))
    await leave(slug, 2)
    expect(await standing(slug)).toBe('1 cancelled, 2 cancelled, 3 offered')
    expect(await seatsTaken(stores, slug)).toBe(1)
  })
})

describe('when an organiser changes the number of places', () => {
  const resize = (slug: string, capacity: number) =>
    createManaging(stores).change(slug, who, (input) => ({ ...input, capacity, allowBelowGiven: true }))

  test('new ones go to waiting people before any newcomer', async () => {
    const slug = await eventWith(4, { capacity: 1 })
    await resize(slug, 3)
    await come(slug, 5, 5)
    await createPromoting(stores)(slug, at(50))
    expect(await standing(slug)).toBe('1 confirmed, 2 offered, 3 offered, 4 waitlisted, 5 waitlisted')
    expect(await audit(stores, slug, 3)).toEqual([])
  })

  test('those that the list does not need are free for everyone', async () => {
    const slug = await eventWith(2, { capacity: 1 })
    await resize(slug, 4)
    await createPromoting(stores)(slug, at(50))
    await come(slug, 5, 6)
    expect(await standing(slug)).toBe('1 confirmed, 2 offered, 5 confirmed, 6 confirmed')
  })

  test('fewer take nobody’s place, and places given up stay unused until few enough are taken', async () => {
    const slug = await eventWith(5, { capacity: 4 })
    await resize(slug, 2)
    expect(await seatsTaken(stores, slug)).toBe(4)
    await leave(slug, 1)
    await leave(slug, 2)
    await createPromoting(stores)(slug, at(50))
    expect(await standing(slug)).toBe('1 cancelled, 2 cancelled, 3 confirmed, 4 confirmed, 5 waitlisted')
    await leave(slug, 3)
    await createPromoting(stores)(slug, at(51))
    expect(await standing(slug)).toBe('1 cancelled, 2 cancelled, 3 cancelled, 4 confirmed, 5 offered')
    expect(await audit(stores, slug, 2)).toEqual([])
  })
})

describe('places kept for a group', () => {
  const holds = [{ label: 'France', places: 1, until: '2022-04-10T12:00', countries: ['FR'] }]

  test('are only for the group while they are kept; then for waiting people', async () => {
    const { slug } = await publishEvent(stores, { capacity: 2, holds })
    await come(slug, 1, 2, 'DE')
    expect(await standing(slug)).toBe('1 confirmed, 2 waitlisted')
    await clock('2022-04-10T09:59:00.000Z')
    expect((await named(slug, 2)).status).toBe('waitlisted')
    await clock('2022-04-10T10:01:00.000Z')
    expect((await named(slug, 2)).status).toBe('offered')
    expect(await audit(stores, slug, 2)).toEqual([])
  })

  test('are taken by the group first, then the others', async () => {
    const { slug } = await publishEvent(stores, { capacity: 2, holds })
    await come(slug, 1, 3)
    expect(await standing(slug)).toBe('1 confirmed, 2 confirmed, 3 waitlisted')
    await leave(slug, 1)
    expect((await named(slug, 3)).status).toBe('offered')
  })
})

test('nobody is promoted into an event that is over', async () => {
  const slug = await eventWith(2, { capacity: 1 })
  await createManaging(stores).change(slug, who, (input) => ({ ...input, capacity: 2 }))
  await createPromoting(stores)(slug, '2022-05-17T10:00:00.000Z')
  expect(await standing(slug)).toBe('1 confirmed, 2 waitlisted')
})
