import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createCancelling } from '../../functions/attendee/cancelling.ts'
import { createRegistering } from '../../functions/attendee/registering.ts'
import { createFanningOut } from '../../functions/fan-out/fanning-out.ts'
import { createScheduling } from '../../functions/organiser/scheduling.ts'
import { emailKey } from '../../shared/domain/email-address.ts'
import { room } from '../../shared/domain/seats.ts'
import { createPromoting } from '../../shared/seating/promoting.ts'
import { registrationId } from '../../shared/web/links.ts'
import { makePerson, now, organiser, publishEvent } from '../make/programme.ts'
import { type Stores, startStores } from '../store/local-store.ts'
import { allRegistrations, partitionOf } from '../store/scan.ts'
import { audit } from './audit.ts'
import { injectFaults, seeded } from './fault-injector.ts'

let stores: Stores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

// More with HISTORIES=1000 npm run jest -- …; a failing history prints its seed and path.
const histories = Number(process.env['HISTORIES'] ?? 40)
const people = 12
const startCapacity = 5

const person = fc.integer({ min: 1, max: people })
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('register' as const), person }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cancel' as const), person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), hour: fc.integer({ min: 10, max: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resize' as const), capacity: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('promote' as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

const who = { staff: organiser, now }

/** Everything that the service does for an event, as its functions do it. */
const actor = (slug: string) => {
  const register = createRegistering(stores)
  const cancel = createCancelling(stores)
  const scheduling = createScheduling(stores)
  const promote = createPromoting(stores)
  const fanOut = createFanningOut(stores)
  const take = async (what: Step): Promise<unknown> => {
    switch (what.do) {
      case 'register':
        return register(slug, makePerson(what.person), { now, language: 'en', requestKey: `form-${what.person}` })
      case 'cancel': {
        const id = registrationId(await stores.keys.links(), slug, emailKey(makePerson(what.person).email))
        const registration = await stores.registrations.get(id)
        return registration && cancel({ id, round: registration.round }, now)
      }
      case 'move':
        return scheduling.change(slug, who, (input) => ({
          ...input,
          start: `2022-05-17T${what.hour}:00`,
          end: `2022-05-17T${what.hour}:30`,
        }))
      case 'resize':
        return scheduling.change(slug, who, (input) => ({ ...input, capacity: what.capacity }))
      case 'promote':
        return promote(slug, now)
    }
  }
  /** What the streams bring about in the end: every fan-out worked off, free seats given to those who wait. */
  const settle = async (): Promise<void> => {
    const owed = await partitionOf(stores, stores.tables.programme, `FANOUT#${slug}`)
    for (const { revision } of owed.sort((a, b) => Number(a['revision']) - Number(b['revision']))) {
      await fanOut({ slug, kind: 'update', revision: Number(revision) }, { now: () => now, timeLeftMs: () => 60_000 })
    }
    await promote(slug, now)
  }
  return { take, settle }
}

/** A step as a caller lives it: a fault is shown, and half of the callers try once more. */
const live = async (take: (what: Step) => Promise<unknown>, what: Step, random: () => number): Promise<void> => {
  try {
    await take(what)
  } catch {
    if (random() < 0.5) await take(what).catch(() => undefined)
  }
}

test(
  'whatever happens at once, and whatever is lost on the way, seats, registrations and mails agree',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 3, maxLength: 8 }),
        fc.integer(),
        async (waves, seed) => {
          const { slug } = await publishEvent(stores, { capacity: startCapacity })
          const { take, settle } = actor(slug)
          const random = seeded(seed)
          const calm = injectFaults(stores.database, { lostCall: 0.05, lostAnswer: 0.05, conflict: 0.1 }, random)
          for (const wave of waves) await Promise.all(wave.map((what) => live(take, what, random)))
          calm()
          await settle()
          const largest = Math.max(startCapacity, ...waves.flat().map((what) => (what.do === 'resize' ? what.capacity : 0)))
          expect(await audit(stores, slug, largest)).toEqual([])
        },
      ),
      { numRuns: histories, endOnFailure: true },
    )
  },
  60_000 + histories * 3000,
)

/** Reading whether there is room and then writing, as many services do it. */
const registerBroken = async (slug: string, number: number): Promise<void> => {
  const read = await stores.events.getWithSeats(slug)
  const shard = read?.seats.find((each) => room(each, 'general') > 0)
  if (shard === undefined) return
  await stores.database.send(
    new UpdateCommand({
      TableName: stores.tables.programme,
      Key: { pk: `EVENT#${slug}`, sk: `SEATS#${String(shard.shard).padStart(2, '0')}` },
      UpdateExpression: 'SET taken.#general = taken.#general + :one',
      ExpressionAttributeNames: { '#general': 'general' },
      ExpressionAttributeValues: { ':one': 1 },
    }),
  )
  const { consent: _, ...person } = makePerson(number)
  const about = {
    id: `broken-${slug}-${number}`,
    slug,
    language: 'en',
    round: 1,
    sequence: 0,
    revision: 0,
    groups: [],
    seats: { general: shard.shard },
  } as const
  const item = { ...person, ...about, status: 'confirmed', registeredAt: now, consentedAt: now }
  await stores.database.send(
    new UpdateCommand({
      TableName: stores.tables.people,
      Key: { pk: `REGISTRATION#${about.id}`, sk: 'REGISTRATION' },
      UpdateExpression: `SET ${Object.keys(item)
        .map((name) => `#${name} = :${name}`)
        .join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(Object.keys(item).map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(Object.entries(item).map(([name, value]) => [`:${name}`, value])),
    }),
  )
}

test('the audit sees an oversale: reading first and writing then gives a seat twice', async () => {
  const { slug } = await publishEvent(stores, { capacity: startCapacity })
  await Promise.all(Array.from({ length: 40 }, (_, index) => registerBroken(slug, index + 1)))
  const confirmed = (await allRegistrations(stores, slug)).length
  expect(confirmed).toBeGreaterThan(startCapacity)
  expect(await audit(stores, slug, startCapacity)).toContain(`${confirmed} places given of ${startCapacity}`)
})
