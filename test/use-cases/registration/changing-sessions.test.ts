import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { EventInput } from '../../../shared/domain/event/event.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { pools } from '../../../shared/domain/seats/seats.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { type Changing, createChanging } from '../../../shared/use-cases/registration/changing.ts'
import { createHandingOver } from '../../../shared/use-cases/registration/handing-over.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
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

const session = (title: string, start: string, end: string, more: object = {}): EventInput['sessions'][number] => ({
  title,
  start: `2022-05-17T${start}`,
  end: `2022-05-17T${end}`,
  kind: 'talk',
  speakers: [],
  choose: true,
  ...more,
})
// The laboratory and the walk are at the same time.
const sessions = [
  session('Lab', '10:00', '10:40', { capacity: 2 }),
  session('Walk', '10:20', '11:00'),
  session('Talk', '11:00', '11:40', { capacity: 1 }),
]

const eventWith = async (people: readonly (readonly string[])[], overrides: Partial<EventInput> = {}): Promise<string> => {
  const { slug } = await publishEvent(stores, { sessions, ...overrides })
  const register = createRegistering(stores)
  for (const [index, chosen] of people.entries())
    await register(slug, makePerson(index + 1, { sessions: [...chosen] }), {
      now: `2022-04-01T09:00:0${index}.000Z`,
      language: 'en',
      requestKey: undefined,
    })
  return slug
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

const handedTo = (number: number) => {
  const { name, email } = makePerson(number)
  return { name, email, answers: {}, consent: true } as const
}

const choose = async (slug: string, number: number, chosen: readonly string[]): Promise<Changing> => {
  return createChanging(stores)(await named(slug, number), { ...detailsOf(number), sessions: chosen }, now)
}

/** Stores in which the first reads of a registration wait for each other, so that all decide from the same state. */
const meeting = (count: number): typeof stores => {
  let expected = count
  const { promise, resolve } = Promise.withResolvers<void>()
  const get: typeof stores.registrations.get = async (id) => {
    const found = await stores.registrations.get(id)
    expected--
    if (expected <= 0) resolve()
    await promise
    return found
  }
  return { ...stores, registrations: { ...stores.registrations, get } }
}

/** A person's sessions, and the pools of their seats. */
const placeOf = async (slug: string, number: number) => {
  const { sessions: chosen, seats } = await named(slug, number)
  return [chosen, Object.keys(seats).sort()]
}

const taken = async (slug: string, id: string): Promise<number> =>
  ((await stores.events.getWithSeats(slug))?.seats ?? []).reduce((sum, shard) => sum + (shard.taken[pools.session(id)] ?? 0), 0)

describe('a person with a place', () => {
  test('changes the choice of sessions: seats are returned and taken, and counted without a limit too', async () => {
    const slug = await eventWith([['lab']])
    expect(await choose(slug, 1, ['walk', 'talk'])).toBe('changed')
    expect(await placeOf(slug, 1)).toEqual([
      ['walk', 'talk'],
      ['general', 'session-talk', 'session-walk'],
    ])
    expect([await taken(slug, 'lab'), await taken(slug, 'talk')]).toEqual([0, 1])
    expect(await choose(slug, 1, [])).toBe('changed')
    expect(await placeOf(slug, 1)).toEqual([[], ['general']])
    expect(await audit(stores, slug, 10)).toEqual([])
  })

  test('keeps the old choice, and is told which session, if a new one is full, overlaps, or does not exist', async () => {
    const slug = await eventWith([['talk'], ['lab']])
    expect(await choose(slug, 2, ['lab', 'talk'])).toEqual({ problems: [{ field: 'sessions', code: 'session-full', options: ['Talk'] }] })
    const both = { problems: [{ field: 'sessions', code: 'sessions-overlap', options: ['Lab', 'Walk'] }] }
    expect(await choose(slug, 2, ['lab', 'walk'])).toEqual(both)
    expect(await choose(slug, 2, ['dinner'])).toEqual({ problems: [{ field: 'sessions', code: 'no-such-session' }] })
    expect(await placeOf(slug, 2)).toEqual([['lab'], ['general', 'session-lab']])
  })

  test('can save the same choice again, even if the session is now full, or sessions now overlap', async () => {
    const slug = await eventWith([['talk', 'lab']])
    await createManaging(stores).change(slug, { staff: organiser, now }, (input) => ({
      ...input,
      sessions: input.sessions.map((each) => ({ ...each, start: '2022-05-17T10:00', end: '2022-05-17T10:40' })),
    }))
    expect(await choose(slug, 1, ['lab', 'talk'])).toBe('changed')
    expect(await placeOf(slug, 1)).toEqual([
      ['talk', 'lab'],
      ['general', 'session-lab', 'session-talk'],
    ])
  })

  test('keeps a session that the organiser removed from the choice', async () => {
    const slug = await eventWith([['walk']])
    const change = createManaging(stores).change
    await change(slug, { staff: organiser, now }, (input) => ({
      ...input,
      sessions: input.sessions.map((each) => (each.title === 'Walk' ? { ...each, choose: false } : each)),
    }))
    expect(await choose(slug, 1, ['talk'])).toBe('changed')
    expect(await placeOf(slug, 1)).toEqual([
      ['talk', 'walk'],
      ['general', 'session-talk', 'session-walk'],
    ])
  })
})

test('only has wishes while waiting: seats are taken with the place, if there are any', async () => {
  const slug = await eventWith([['talk'], []], { capacity: 1, waitingList: 'confirm' })
  expect(await choose(slug, 2, ['talk', 'lab'])).toBe('changed')
  expect(await placeOf(slug, 2)).toEqual([['lab', 'talk'], []])
  await createCancelling(stores)(await named(slug, 1), now)
  expect(await placeOf(slug, 2)).toEqual([
    ['lab', 'talk'],
    ['general', 'session-lab', 'session-talk'],
  ])
  expect(await audit(stores, slug, 1)).toEqual([])
})

describe('concurrently', () => {
  test('the last place in a session goes to one of ten, the others keep what they had', async () => {
    const slug = await eventWith(Array.from({ length: 10 }, () => []))
    const ended = await Promise.all(Array.from({ length: 10 }, (_, index) => choose(slug, index + 1, ['talk'])))
    expect(ended.filter((each) => each === 'changed').length).toBe(1)
    expect(await taken(slug, 'talk')).toBe(1)
    expect(await audit(stores, slug, 10)).toEqual([])
  })

  test.each([
    ['another change', (of: typeof stores, person: Registration) => createChanging(of)(person, { ...detailsOf(1), sessions: [] }, now)],
    ['giving the place up', (of: typeof stores, person: Registration) => createCancelling(of)(person, now)],
    ['handing the place over', (of: typeof stores, person: Registration) => createHandingOver(of)(person, handedTo(9), now)],
  ])('a change and %s, both decided from the same state, leave no seat behind and return none twice', async (_, other) => {
    // Few places mean one counter, which another person's seat keeps above zero.
    const slug = await eventWith([['lab'], ['lab']], { capacity: 8 })
    const [both, person] = [meeting(2), await named(slug, 1)]
    await Promise.all([createChanging(both)(person, { ...detailsOf(1), sessions: ['talk'] }, now), other(both, person)])
    expect(await audit(stores, slug, 8)).toEqual([])
  })

  test('a person who gets a place while changing their wishes gets a seat according to the last ones', async () => {
    const slug = await eventWith([[], ['lab']], { capacity: 1, waitingList: 'confirm' })
    const [first, waits] = [await named(slug, 1), await named(slug, 2)]
    await Promise.all([createChanging(stores)(waits, { ...detailsOf(2), sessions: ['talk'] }, now), createCancelling(stores)(first, now)])
    expect(await placeOf(slug, 2)).toEqual([['talk'], ['general', 'session-talk']])
  })
})

test('every seat that moves is in the ledger', async () => {
  const keeping = startKeeping(stores)
  const slug = await eventWith([['lab']])
  await choose(slug, 1, ['talk'])
  await keeping.settle(now)
  const proof = await createProving({ events: stores.events, registrations: stores.registrations, ledger: stores.ledger }, 1)(slug, now)
  expect(proof?.findings).toEqual([])
  const causes = (await stores.ledger.read(slug))
    .filter(({ change }) => change.cause === 'changed')
    .map(({ change }) => change.moves.length)
  expect(causes.reduce((sum, moves) => sum + moves, 0)).toBe(2)
  keeping.close()
})
