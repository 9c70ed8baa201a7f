import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type EventInput, inputOf } from '../../../shared/domain/event/event.ts'
import type { Participation } from '../../../shared/domain/event/participation.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { pools } from '../../../shared/domain/seats/seats.ts'
import { checkChange } from '../../../shared/use-cases/event/checked-change.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { type Changing, createChanging } from '../../../shared/use-cases/registration/changing.ts'
import { createGroupRegistering } from '../../../shared/use-cases/registration/group-registering.ts'
import { createHandingOver } from '../../../shared/use-cases/registration/handing-over.ts'
import { createRegistering, type Registering } from '../../../shared/use-cases/registration/registering.ts'
import { createPromoting } from '../../../shared/use-cases/seats/promoting.ts'
import { createProving } from '../../../shared/use-cases/seats/proving.ts'
import { audit } from '../../faults/audit.ts'
import { makePerson, now, organiser, publishEvent } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allRegistrations } from '../../store/scan.ts'
import { startKeeping } from '../../store/stream.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const inPersonFull = { problems: [{ field: 'participation', code: 'in-person-full' }] }
const onlineFull = { problems: [{ field: 'participation', code: 'online-full' }] }

const eventWith = async (overrides: Partial<EventInput> = {}): Promise<string> =>
  (await publishEvent(stores, { format: 'hybrid', venue: 'Town hall', waitingList: 'confirm', ...overrides })).slug

let seconds = 0
const register = (slug: string, number: number, participation: Participation, of: typeof stores = stores): Promise<Registering> => {
  seconds++
  const at = new Date(Date.parse(now) + seconds * 1000).toISOString()
  return createRegistering(of)(slug, makePerson(number, { participation }), { now: at, language: 'en', requestKey: undefined })
}

const registerAll = async (slug: string, ways: readonly Participation[]): Promise<readonly Registering[]> => {
  const ended: Registering[] = []
  for (const [index, way] of ways.entries()) ended.push(await register(slug, index + 1, way))
  return ended
}

const named = async (slug: string, number: number): Promise<Registration> => {
  const found = (await allRegistrations(stores, slug)).find(({ name }) => name === `Person ${number}`)
  if (found === undefined) throw new Error(`no Person ${number}`)
  return found
}

const detailsOf = (number: number) => {
  const { name, organisation, country, role, answers } = makePerson(number)
  return { name, organisation, country, role, answers }
}

const switchTo = async (slug: string, number: number, participation: Participation, of: typeof stores = stores): Promise<Changing> =>
  createChanging(of)(await named(slug, number), { ...detailsOf(number), participation }, now)

const change = async (slug: string, fields: Partial<EventInput> & { readonly allowBelowGiven?: true }) =>
  (await createManaging(stores).change(slug, { staff: organiser, now }, (input) => ({ ...input, ...fields }))).outcome

const cancel = async (slug: string, number: number) => createCancelling(stores)(await named(slug, number), now)

/** How each person stands: `1 confirmed in-person`. */
const standing = async (slug: string): Promise<readonly string[]> =>
  (await allRegistrations(stores, slug))
    .map(({ name, status, participation = 'not said' }) => `${name.slice('Person '.length)} ${status} ${participation}`)
    .toSorted((one, other) => Number(one.split(' ')[0]) - Number(other.split(' ')[0]))

const taken = async (slug: string): Promise<readonly number[]> => {
  const seats = (await stores.events.getWithSeats(slug))?.seats ?? []
  return (['in-person', 'online'] as const).map((way) => seats.reduce((sum, of) => sum + (of.taken[pools.participation(way)] ?? 0), 0))
}

const many = 1000

describe('when no place is left in person', () => {
  test('people are told that they can take part online, and can', async () => {
    const slug = await eventWith({ inPersonPlaces: 1 })
    expect(await registerAll(slug, ['in-person', 'in-person'])).toEqual(['confirmed', inPersonFull])
    expect(await register(slug, 2, 'online')).toBe('confirmed')
    expect(await standing(slug)).toEqual(['1 confirmed in-person', '2 confirmed online'])
    expect(await taken(slug)).toEqual([1, 1])
    expect(await audit(stores, slug, many)).toEqual([])
  })

  test('nobody can switch to it, and the old place stays', async () => {
    const slug = await eventWith({ inPersonPlaces: 1, onlinePlaces: 1 })
    await registerAll(slug, ['in-person', 'online'])
    expect([await switchTo(slug, 2, 'in-person'), await switchTo(slug, 1, 'online')]).toEqual([inPersonFull, onlineFull])
    expect([await standing(slug), await taken(slug)]).toEqual([
      ['1 confirmed in-person', '2 confirmed online'],
      [1, 1],
    ])
  })

  test('of a group, those who come get the places there are, and the rest are told', async () => {
    const slug = await eventWith({ inPersonPlaces: 1 })
    const { organisation, country, role } = makePerson(1)
    const people = (['in-person', 'in-person', 'online'] as const).map((participation, index) => {
      const { name, email, answers } = makePerson(index + 1)
      return { name, email, answers, participation }
    })
    const asked = { now, language: 'en', requestKey: undefined } as const
    const group = createGroupRegistering(createRegistering(stores))
    const members = await group(slug, { organisation, country, role, consent: true, people }, asked)
    expect(typeof members === 'string' ? members : members.map(({ status }) => status)).toEqual(['confirmed', 'full', 'confirmed'])
  })
})

test('a switch takes the new place and gives the old one back', async () => {
  const slug = await eventWith({ inPersonPlaces: 1, onlinePlaces: 2 })
  await registerAll(slug, ['in-person', 'online'])
  expect(await switchTo(slug, 1, 'online')).toBe('changed')
  expect(await taken(slug)).toEqual([0, 2])
  expect(await switchTo(slug, 2, 'in-person')).toBe('changed')
  expect([await taken(slug), await audit(stores, slug, many)]).toEqual([[1, 1], []])
})

describe('when no place is left in either way', () => {
  test('people join the waiting list with their wish, and get a place of that kind only', async () => {
    const slug = await eventWith({ inPersonPlaces: 1, onlinePlaces: 1 })
    expect(await registerAll(slug, ['in-person', 'online', 'in-person', 'online'])).toEqual([
      'confirmed',
      'confirmed',
      'waitlisted',
      'waitlisted',
    ])
    await cancel(slug, 2)
    expect(await standing(slug)).toEqual(['1 confirmed in-person', '2 cancelled online', '3 waitlisted in-person', '4 confirmed online'])
    await cancel(slug, 1)
    expect((await standing(slug))[2]).toBe('3 confirmed in-person')
    expect([await taken(slug), await audit(stores, slug, many)]).toEqual([[1, 1], []])
  })

  test('somebody who waits may change the wish, and is served by the new one', async () => {
    const slug = await eventWith({ inPersonPlaces: 1, onlinePlaces: 1 })
    await registerAll(slug, ['in-person', 'online', 'in-person'])
    expect(await switchTo(slug, 3, 'online')).toBe('changed')
    await cancel(slug, 2)
    expect((await standing(slug))[2]).toBe('3 confirmed online')
  })

  test('more places serve those who wait for them', async () => {
    const slug = await eventWith({ inPersonPlaces: 1, onlinePlaces: 1, capacity: 100 })
    await registerAll(slug, ['in-person', 'online', 'online', 'in-person', 'in-person'])
    expect(await change(slug, { inPersonPlaces: 2 })).toBe('done')
    await createPromoting(stores)(slug, now)
    expect((await standing(slug)).slice(2)).toEqual(['3 waitlisted online', '4 confirmed in-person', '5 waitlisted in-person'])
    expect(await audit(stores, slug, many)).toEqual([])
  })

  test('nothing is set aside for those who wait for the other way', async () => {
    const slug = await eventWith({ inPersonPlaces: 1, capacity: 2 })
    // The event is full, and so is the room.
    expect(await registerAll(slug, ['in-person', 'online', 'in-person'])).toEqual(['confirmed', 'confirmed', 'waitlisted'])
    await cancel(slug, 2)
    await createPromoting(stores)(slug, now)
    expect(await register(slug, 4, 'online')).toBe('confirmed')
    await cancel(slug, 1)
    expect(await standing(slug)).toEqual(['1 cancelled in-person', '2 cancelled online', '3 confirmed in-person', '4 confirmed online'])
    expect(await audit(stores, slug, many)).toEqual([])
  })
})

describe('an organiser', () => {
  test('sets a limit later, and those who are there count', async () => {
    const slug = await eventWith()
    await registerAll(slug, ['in-person', 'in-person'])
    expect(await change(slug, { inPersonPlaces: 2 })).toBe('done')
    expect(await register(slug, 3, 'in-person')).toEqual(inPersonFull)
    expect(await change(slug, { inPersonPlaces: undefined })).toBe('done')
    expect(await register(slug, 3, 'in-person')).toBe('confirmed')
    expect([await taken(slug), await audit(stores, slug, many)]).toEqual([[3, 0], []])
  })

  test('lowers it below what is given only on purpose, and then nobody gets a place until enough are free', async () => {
    const slug = await eventWith({ inPersonPlaces: 3 })
    await registerAll(slug, ['in-person', 'in-person', 'in-person'])
    const read = await stores.events.getWithSeats(slug)
    if (read === undefined) throw new Error('no event')
    const refused = checkChange(read.event, read.seats, { ...inputOf(read.event), inPersonPlaces: 1 }, now)
    expect(refused.ok ? [] : refused.problems).toEqual([{ field: 'inPersonPlaces', code: 'below-given', limit: 3 }])
    expect(await change(slug, { inPersonPlaces: 1 })).toBe('invalid')
    expect(await change(slug, { inPersonPlaces: 1, allowBelowGiven: true })).toBe('done')
    await cancel(slug, 1)
    await createPromoting(stores)(slug, now)
    expect(await register(slug, 4, 'in-person')).toEqual(inPersonFull)
    await cancel(slug, 2)
    await cancel(slug, 3)
    await createPromoting(stores)(slug, now)
    expect(await register(slug, 5, 'in-person')).toBe('confirmed')
    expect([await taken(slug), await audit(stores, slug, many)]).toEqual([[1, 0], []])
  })

  test('makes an event hybrid: who registered before takes a place only by saying so', async () => {
    const slug = await eventWith({ format: 'online', inPersonPlaces: 1 })
    const enter = createRegistering(stores)
    for (const number of [1, 2]) await enter(slug, makePerson(number), { now, language: 'en', requestKey: undefined })
    expect(await change(slug, { format: 'hybrid' })).toBe('done')
    expect([await switchTo(slug, 1, 'in-person'), await switchTo(slug, 2, 'in-person')]).toEqual(['changed', inPersonFull])
    expect([await taken(slug), await audit(stores, slug, many)]).toEqual([[1, 0], []])
  })
})

describe('at once', () => {
  test('the last place goes to one of ten, and the others are told', async () => {
    const slug = await eventWith({ inPersonPlaces: 1 })
    const ended = await Promise.all(Array.from({ length: 10 }, (_, index) => register(slug, index + 1, 'in-person')))
    expect(ended.filter((each) => each === 'confirmed').length).toBe(1)
    expect(ended.filter((each) => each !== 'confirmed')).toEqual(Array.from({ length: 9 }, () => inPersonFull))
    expect([await taken(slug), await audit(stores, slug, many)]).toEqual([[1, 0], []])
  })

  test('of those who switch, one gets the last place, and nobody loses the old one', async () => {
    const slug = await eventWith({ inPersonPlaces: 1 })
    await registerAll(
      slug,
      Array.from({ length: 6 }, () => 'online' as const),
    )
    const ended = await Promise.all(Array.from({ length: 6 }, (_, index) => switchTo(slug, index + 1, 'in-person')))
    expect(ended.filter((each) => each === 'changed').length).toBe(1)
    expect([await taken(slug), await audit(stores, slug, many)]).toEqual([[1, 5], []])
  })

  test('a switch and giving the place up, or handing it over, leave no seat behind', async () => {
    const slug = await eventWith({ inPersonPlaces: 4, onlinePlaces: 4, capacity: 8 })
    await registerAll(slug, ['in-person', 'in-person', 'online'])
    const [first, second] = [await named(slug, 1), await named(slug, 2)]
    const { name, email } = makePerson(9)
    await Promise.all([
      switchTo(slug, 1, 'online'),
      createCancelling(stores)(first, now),
      switchTo(slug, 2, 'online'),
      createHandingOver(stores)(second, { name, email, answers: {}, consent: true }, now),
    ])
    expect(await audit(stores, slug, many)).toEqual([])
  })
})

test('a switch whose answer is lost halfway is made once, and sending it again changes nothing', async () => {
  const slug = await eventWith({ inPersonPlaces: 1 })
  await registerAll(slug, ['online'])
  const { write } = stores.registrations
  const losing: typeof write = async (...asked) => {
    await write(...asked)
    throw new Error('the answer was lost')
  }
  const broken = { ...stores, registrations: { ...stores.registrations, write: losing } }
  await expect(switchTo(slug, 1, 'in-person', broken)).rejects.toThrow('the answer was lost')
  expect(await switchTo(slug, 1, 'in-person')).toBe('changed')
  expect([await taken(slug), await audit(stores, slug, many)]).toEqual([[1, 0], []])
})

test('every place that moves is in the ledger, which proves that none was given twice', async () => {
  const keeping = startKeeping(stores)
  const slug = await eventWith({ inPersonPlaces: 2, onlinePlaces: 2 })
  await registerAll(slug, ['in-person', 'online', 'in-person', 'in-person'])
  await switchTo(slug, 1, 'online')
  await cancel(slug, 2)
  await keeping.settle(now)
  const proof = await createProving({ events: stores.events, registrations: stores.registrations, ledger: stores.ledger }, 1)(slug, now)
  expect(proof?.findings).toEqual([])
  expect(await audit(stores, slug, many)).toEqual([])
  keeping.close()
})
