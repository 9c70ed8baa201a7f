import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { EventInput } from '../../../shared/domain/event/event.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { type Changing, createChanging } from '../../../shared/use-cases/registration/changing.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { audit } from '../../faults/audit.ts'
import { makePerson, now, organiser, publishEvent } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allRegistrations } from '../../store/scan.ts'

// A DynamoDB expression may have 4 kB and 300 operators; a part for each session of a large conference could exceed both.

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const many = 250
const clockTime = (minutes: number): string => new Date(Date.UTC(2022, 4, 17, 8, minutes)).toISOString().slice(0, 16)

/** One after the other, so that anybody can choose any of them; every other one has a limit. */
const sessions = (): EventInput['sessions'] =>
  Array.from({ length: many }, (_, index) => ({
    title: `Session ${index}`,
    start: clockTime(index * 5),
    end: clockTime(index * 5 + 5),
    kind: 'talk',
    speakers: [],
    choose: true,
    ...(index % 2 === 0 ? { capacity: 20 } : {}),
  }))

const change = async (slug: string, of: Partial<EventInput> | ((input: EventInput) => Partial<EventInput>)): Promise<string> => {
  const changed = await createManaging(stores).change(slug, { staff: organiser, now }, (input) => ({
    ...input,
    ...(typeof of === 'function' ? of(input) : of),
  }))
  return changed.outcome
}

const limits =
  (capacity: number | undefined) =>
  (input: EventInput): Partial<EventInput> => ({ sessions: input.sessions.map((session) => ({ ...session, capacity })) })

const choose = async (slug: string, chosen: readonly string[]): Promise<Changing> => {
  const [registration] = await allRegistrations(stores, slug)
  if (registration === undefined) throw new Error('nobody is registered')
  const { name, organisation, country, role, answers } = makePerson(1)
  return createChanging(stores)(registration, { name, organisation, country, role, answers, sessions: chosen }, now)
}

test('in a conference of 250 sessions people choose forty and then forty others, and all limits can be changed at once', async () => {
  const event = await publishEvent(stores, { start: clockTime(0), end: clockTime(many * 5), capacity: 300, sessions: sessions() })
  const { slug } = event
  const ids = event.sessions.map(({ id }) => id)
  const asked = { now, language: 'en', requestKey: undefined } as const
  expect(await createRegistering(stores)(slug, makePerson(1, { sessions: ids.slice(0, 40) }), asked)).toBe('confirmed')
  expect(await choose(slug, ids.slice(100, 140))).toBe('changed')
  expect(await change(slug, { capacity: 310 })).toBe('done')
  for (const limit of [12, undefined, 9]) expect(await change(slug, limits(limit))).toBe('done')
  expect(await audit(stores, slug, 1000)).toEqual([])
})
