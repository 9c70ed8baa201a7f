import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { EventInput } from '../../../shared/domain/event/event.ts'
import { holdsSeat, type Registration } from '../../../shared/domain/registration/registration.ts'
import { pools } from '../../../shared/domain/seats/seats.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { type Changing, createChanging } from '../../../shared/use-cases/registration/changing.ts'
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

const full = { problems: [{ field: 'sessions', code: 'session-full', options: ['Walk'] }] }
const many = 1000

const walk = (more: object = {}): EventInput['sessions'][number] => ({
  title: 'Walk',
  start: '2022-05-17T10:20',
  end: '2022-05-17T11:00',
  kind: 'social',
  speakers: [],
  choose: true,
  ...more,
})

const eventWith = async (overrides: Partial<EventInput> = {}): Promise<string> =>
  (await publishEvent(stores, { sessions: [walk()], ...overrides })).slug

let seconds = 0
const register = (slug: string, number: number, sessions: string[] = ['walk']): Promise<Registering> => {
  seconds++
  const at = new Date(Date.parse(now) + seconds * 1000).toISOString()
  return createRegistering(stores)(slug, makePerson(number, { sessions }), { now: at, language: 'en', requestKey: undefined })
}

const registerAll = async (slug: string, count: number): Promise<void> => {
  for (let number = 1; number <= count; number++) expect(await register(slug, number)).toBe('confirmed')
}

const named = async (slug: string, number: number): Promise<Registration> => {
  const found = (await allRegistrations(stores, slug)).find(({ name }) => name === `Person ${number}`)
  if (found === undefined) throw new Error(`no Person ${number}`)
  return found
}

const choose = async (slug: string, number: number, sessions: readonly string[]): Promise<Changing> => {
  const { name, organisation, country, role, answers } = makePerson(number)
  return createChanging(stores)(await named(slug, number), { name, organisation, country, role, answers, sessions }, now)
}

const cancel = async (slug: string, number: number) => createCancelling(stores)(await named(slug, number), now)

/** Sets how many people may choose the walk; says what is wrong with that, or that it is done. */
const limit = async (slug: string, capacity: number | undefined, { of = stores, allow = false } = {}) => {
  const ended = await createManaging(of).change(slug, { staff: organiser, now }, (input) => ({
    ...input,
    sessions: input.sessions.map((session) => ({ ...session, capacity })),
    ...(allow ? { allowBelowGiven: true } : {}),
  }))
  return ended.outcome === 'invalid' ? ended.problems : ended.outcome
}

const belowGiven = (given: number) => [{ field: 'sessions.0.capacity', code: 'below-given', limit: given }]

/** How many have the walk according to the counters, and to their registrations. */
const counted = async (slug: string): Promise<readonly number[]> => {
  const seats = (await stores.events.getWithSeats(slug))?.seats ?? []
  const people = (await allRegistrations(stores, slug)).filter((each) => holdsSeat(each) && each.sessions.includes('walk'))
  return [seats.reduce((sum, { taken }) => sum + (taken[pools.session('walk')] ?? 0), 0), people.length]
}

describe('a session that gets a limit after people chose it', () => {
  test('is full when as many chose it before, however often the limit goes and comes back', async () => {
    const slug = await eventWith()
    await registerAll(slug, 3)
    expect([await limit(slug, 3), await register(slug, 4)]).toEqual(['done', full])
    expect([await limit(slug, undefined), await register(slug, 4)]).toEqual(['done', 'confirmed'])
    expect([await limit(slug, 4), await register(slug, 5)]).toEqual(['done', full])
    expect([await limit(slug, 5), await register(slug, 5), await register(slug, 6)]).toEqual(['done', 'confirmed', full])
    expect([await counted(slug), await audit(stores, slug, many)]).toEqual([[5, 5], []])
  })

  test('gets fewer places than that only on purpose, and nobody loses theirs', async () => {
    const slug = await eventWith()
    await registerAll(slug, 3)
    expect(await limit(slug, 2)).toEqual(belowGiven(3))
    expect(await limit(slug, 2, { allow: true })).toBe('done')
    expect([await counted(slug), await register(slug, 4)]).toEqual([[3, 3], full])
    await choose(slug, 1, [])
    await createPromoting(stores)(slug, now)
    expect(await register(slug, 4)).toEqual(full)
    await cancel(slug, 2)
    await createPromoting(stores)(slug, now)
    expect([await register(slug, 4), await register(slug, 5)]).toEqual(['confirmed', full])
    expect([await counted(slug), await audit(stores, slug, many)]).toEqual([[2, 2], []])
  })

  test('counts those who chose it later themselves, and not those who gave it up or cancelled', async () => {
    const slug = await eventWith()
    for (const number of [1, 2, 3, 4]) await register(slug, number, number < 3 ? ['walk'] : [])
    expect([await choose(slug, 1, []), await choose(slug, 3, ['walk']), await choose(slug, 4, ['walk'])]).toEqual(
      Array.from({ length: 3 }, () => 'changed'),
    )
    await cancel(slug, 4)
    expect(await counted(slug)).toEqual([2, 2])
    expect([await limit(slug, 1), await limit(slug, 2), await choose(slug, 1, ['walk'])]).toEqual([belowGiven(2), 'done', full])
  })

  test('counts those who came from the waiting list, or whose place was handed over', async () => {
    const slug = await eventWith({ capacity: 2, waitingList: 'confirm' })
    await registerAll(slug, 2)
    expect(await register(slug, 3)).toBe('waitlisted')
    await cancel(slug, 1)
    const { name, email } = makePerson(9)
    await createHandingOver(stores)(await named(slug, 2), { name, email, answers: {}, consent: true }, now)
    expect([await counted(slug), await limit(slug, 1)]).toEqual([[2, 2], belowGiven(2)])
    expect(await audit(stores, slug, many)).toEqual([])
  })
})

test('those who chose it before sessions without a limit were counted are counted when it gets one', async () => {
  const slug = await eventWith()
  await registerAll(slug, 3)
  for (const number of [1, 2]) {
    const person = await named(slug, number)
    const seats = { general: person.seats['general'] ?? 0 }
    await stores.registrations.write(slug, 'changed', now, [{ registration: person, set: { seats } }])
  }
  expect(await counted(slug)).toEqual([1, 3])
  expect([await limit(slug, 2), await limit(slug, 3), await register(slug, 4)]).toEqual([belowGiven(3), 'done', full])
  expect([await counted(slug), await audit(stores, slug, many)]).toEqual([[3, 3], []])
})

describe('at once', () => {
  test('somebody who chooses it just before the limit is saved counts, and the organiser is asked', async () => {
    const slug = await eventWith()
    await registerAll(slug, 1)
    let others = 2
    const save: typeof stores.events.save = async (...asked) => {
      // Two more, so that at least one is the first person of a counter.
      for (; others < 4; others++) expect(await register(slug, others)).toBe('confirmed')
      return stores.events.save(...asked)
    }
    expect(await limit(slug, 1, { of: { ...stores, events: { ...stores.events, save } } })).toEqual(belowGiven(3))
    expect([await limit(slug, 3), await register(slug, 4)]).toEqual(['done', full])
    expect([await counted(slug), await audit(stores, slug, many)]).toEqual([[3, 3], []])
  })

  test('however people and the organiser meet, no more have a place than the limit that was saved', async () => {
    for (const attempt of [1, 2, 3]) {
      const slug = await eventWith()
      const people = Array.from({ length: 8 }, (_, index) => register(slug, index + 1))
      const saved = await limit(slug, 3 + attempt)
      await Promise.all(people)
      const [given = 0, held = 0] = await counted(slug)
      expect([given, await audit(stores, slug, many)]).toEqual([held, []])
      if (saved === 'done') expect(held).toBe(3 + attempt)
      else expect(held).toBe(8)
    }
  })
})

test('the ledger proves every place, with a limit and without', async () => {
  const keeping = startKeeping(stores)
  const slug = await eventWith()
  await registerAll(slug, 3)
  await limit(slug, 3)
  await choose(slug, 1, [])
  await register(slug, 4)
  await limit(slug, undefined)
  await register(slug, 5)
  await cancel(slug, 2)
  await keeping.settle(now)
  const proof = await createProving({ events: stores.events, registrations: stores.registrations, ledger: stores.ledger }, 1)(slug, now)
  expect([proof?.findings, await counted(slug)]).toEqual([[], [3, 3]])
  keeping.close()
})
