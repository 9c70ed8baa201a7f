import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createFanningOut } from '../../../functions/fan-out/fanning-out.ts'
import type { Event, EventInput } from '../../../shared/domain/event/event.ts'
import { sessionSchema } from '../../../shared/domain/event/fields.ts'
import { registrationDetailsSchema } from '../../../shared/domain/registration/registration.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createCancellingForOrganiser } from '../../../shared/use-cases/registration/cancelling.ts'
import { createChanging } from '../../../shared/use-cases/registration/changing.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { createPromoting } from '../../../shared/use-cases/seats/promoting.ts'
import { makePerson, now, organiser, publishEvent } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allMessages, allRegistrations } from '../../store/scan.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const later = '2022-04-02T09:00:00.000Z'
const session = (id: string, hour: number, more: object = {}) =>
  sessionSchema.parse({ id, title: `About ${id}`, start: `2022-05-17T${hour}:00`, end: `2022-05-17T${hour}:30`, choose: true, ...more })
const [opening, visit] = [session('opening', 10, { room: 'Room A' }), session('visit', 11, { capacity: 1 })]

/** An event with these people: the sessions that each chose. */
const withPeople = async (choices: readonly (readonly string[])[], overrides: Partial<EventInput> = {}) => {
  const event = await publishEvent(stores, { sessions: [opening, visit], ...overrides })
  const register = createRegistering(stores)
  for (const [index, sessions] of choices.entries())
    await register(event.slug, makePerson(index + 1, { sessions: [...sessions] }), { now, language: 'en', requestKey: undefined })
  return event
}

const personOf = async ({ slug }: Event, number: number) => {
  const found = (await allRegistrations(stores, slug)).find(({ name }) => name === `Person ${number}`)
  if (found === undefined) throw new Error('not registered')
  return found
}

/** What a person is owed besides the first mail: the kind, the SEQUENCE, and the sessions now and before. */
const owedTo = async (event: Event, number: number) => {
  const { id } = await personOf(event, number)
  return (await allMessages(stores, event.slug))
    .filter((message) => message.registrationId === id && message.createdAt > now)
    .toSorted((a, b) => (a.calendar?.sequence ?? 0) - (b.calendar?.sequence ?? 0))
    .map(({ kind, calendar, event: told, missed }) => ({
      kind,
      ...(calendar === undefined ? {} : { sequence: calendar.sequence }),
      sessions: told.sessions?.map(({ title }) => title) ?? [],
      ...(told.before === undefined ? {} : { before: told.before.sessions?.map(({ title }) => title) }),
      ...(missed === undefined ? {} : { missed }),
    }))
}

const change = async (event: Event, to: Partial<EventInput>, at = later) => {
  const done = await createManaging(stores).change(event.slug, { staff: organiser, now: at }, (input) => ({ ...input, ...to }))
  if (done.outcome !== 'done') throw new Error(done.outcome)
  return done.event
}

const tellEverybody = async ({ slug }: Event, revision: number) => {
  const begun = (await stores.fanOuts.listOf(slug)).find((each) => each.revision === revision && each.kind === 'update')
  if (begun !== undefined) await createFanningOut(stores)(begun, { now: () => later, timeLeftMs: () => 60_000 })
}

describe('somebody with a place who chooses other sessions', () => {
  const details = registrationDetailsSchema.strip()

  test('gets their calendar updated, once, with what they had before', async () => {
    const event = await withPeople([['opening']])
    const choose = async (sessions: readonly string[]) => {
      const registration = await personOf(event, 1)
      return createChanging(stores)(registration, { ...details.parse(registration), sessions }, later)
    }
    expect([await choose(['visit']), await choose(['visit']), await choose([])]).toEqual(['changed', 'changed', 'changed'])
    expect(await owedTo(event, 1)).toEqual([
      { kind: 'update', sequence: 1, sessions: ['About visit'], before: ['About opening'] },
      { kind: 'update', sequence: 2, sessions: [], before: ['About visit'] },
    ])
    expect((await personOf(event, 1)).sequence).toBe(2)
  })

  test('gets no mail for another name, nor while still waiting', async () => {
    const event = await withPeople([['opening'], ['opening']], { capacity: 1 })
    const [first, second] = [await personOf(event, 1), await personOf(event, 2)]
    const changing = createChanging(stores)
    await changing(first, { ...details.parse(first), organisation: 'Another ministry', sessions: ['opening'] }, later)
    await changing(second, { ...details.parse(second), sessions: ['visit'] }, later)
    expect([await owedTo(event, 1), await owedTo(event, 2), (await personOf(event, 2)).sessions]).toEqual([[], [], ['visit']])
  })
})

describe('when a session changes', () => {
  const renamed = { sessions: [{ ...opening, title: 'Welcome', room: 'Room B' }, visit] }

  test('those who chose it get an update; others get nothing, and keep their SEQUENCE', async () => {
    const event = await withPeople([['opening'], ['visit'], []])
    await tellEverybody(await change(event, renamed), 1)
    await tellEverybody(event, 1)
    expect(await owedTo(event, 1)).toEqual([{ kind: 'update', sequence: 1, sessions: ['Welcome'], before: ['About opening'] }])
    expect([await owedTo(event, 2), await owedTo(event, 3)]).toEqual([[], []])
    expect([(await personOf(event, 2)).sequence, (await personOf(event, 2)).revision]).toEqual([0, 1])
  })

  test('removing it tells those who chose it; a new summary or capacity tells nobody', async () => {
    const event = await withPeople([['opening', 'visit'], ['visit']], { sessions: [opening, { ...visit, capacity: 2 }] })
    const quiet = await change(event, {
      sessions: [
        { ...opening, summary: 'Coffee first.' },
        { ...visit, capacity: 5 },
      ],
    })
    expect(quiet.revision).toBe(0)
    await tellEverybody(await change(event, { sessions: [{ ...visit, capacity: 5 }] }), 1)
    expect(await owedTo(event, 1)).toEqual([
      { kind: 'update', sequence: 1, sessions: ['About visit'], before: ['About opening', 'About visit'] },
    ])
    expect(await owedTo(event, 2)).toEqual([])
  })

  test.each([
    ['in the order of the changes', [1, 2]],
    ['the other way round', [2, 1]],
  ])('nobody misses that the event moved as well, whichever is told first: %s', async (_, order) => {
    const event = await withPeople([['opening'], []])
    await change(event, { title: 'Another title' })
    await change(event, renamed, '2022-04-02T09:10:00.000Z')
    for (const revision of order) await tellEverybody(event, revision)
    const last = async (number: number) => (await owedTo(event, number)).at(-1)?.sessions
    expect([await last(1), await last(2)]).toEqual([['Welcome'], []])
    expect([(await personOf(event, 1)).revision, (await personOf(event, 2)).revision]).toEqual([2, 2])
  })
})

test.each(['offer', 'confirm'] as const)(
  'somebody who waited for a session that is full by then is told so with the place (%s), until they choose anew',
  async (waitingList) => {
    const event = await withPeople([['visit'], [], ['opening', 'visit']], { capacity: 2, waitingList })
    const leaving = await personOf(event, 2)
    await createCancellingForOrganiser(stores)(event.slug, leaving.id, { now: later, tells: false })
    await createPromoting(stores)(event.slug, later)
    expect((await owedTo(event, 3)).map(({ kind: _, sequence: __, ...told }) => told)).toEqual([
      { sessions: ['About opening'], missed: ['About visit'] },
    ])
    const promoted = await personOf(event, 3)
    expect([promoted.sessions, promoted.missed]).toEqual([['opening'], ['visit']])
    await createChanging(stores)(promoted, { ...registrationDetailsSchema.strip().parse(promoted), sessions: [] }, later)
    expect((await personOf(event, 3)).missed).toBeUndefined()
  },
)
