import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createClockWork } from '../../../functions/clock/clock-work.ts'
import { expiryAfter, registrationKeptDays } from '../../../shared/domain/people/periods.ts'
import { createProving } from '../../../shared/use-cases/seats/proving.ts'
import { itemsOf } from '../../store/scan.ts'
import { startKeeping } from '../../store/stream.ts'
import { days, type Erasing, makeEvents, makeEverything, startErasing } from './one-of-everything.ts'

let erasing: Erasing
beforeAll(async () => {
  erasing = await startErasing()
})
afterAll(() => erasing.stop())

// DynamoDB would delete these by itself.
const expired = async (at: string): Promise<ReadonlySet<string>> =>
  new Set(
    (await itemsOf(erasing.stores, erasing.stores.tables.people))
      .filter(({ expiresAt }) => typeof expiresAt === 'number' && expiresAt <= expiryAfter(at, 0))
      .map(({ pk, sk }) => `${pk}|${sk}`),
  )

test('nothing about people outlives its time, even if nobody asks; what counts and what proves stays', async () => {
  const { stores } = erasing
  const events = await makeEvents(stores)
  await makeEverything(erasing, events, 1)
  // Reminders and surveys that nobody needs any more.
  for (let run = 0; run < 3; run++) await createClockWork(stores)(days(200 + run))
  const keeping = startKeeping(stores)
  await keeping.settle(days(203))
  keeping.close()
  const kept = await Promise.all(Object.values(events).map(({ slug }) => stores.events.getWithSeats(slug)))
  const early = days(registrationKeptDays + 60)
  await erasing.work(early)
  expect((await stores.registrations.pageOf(events.past.slug, 10)).registrations).toEqual([])
  // The person and the colleagues whom they registered.
  expect((await stores.registrations.pageOf(events.left.slug, 20)).registrations).toHaveLength(9)

  const late = days(registrationKeptDays + 65)
  await erasing
    .work(late, { deleting: { ...erasing.parts.deleting, registration: () => Promise.reject(new Error('died')) } })
    .catch(() => undefined)
  for (let run = 0; run < 3; run++) await erasing.work(late)
  const gone = await expired(late)
  const people = await itemsOf(stores, stores.tables.people)
  const rest = people.map(({ pk, sk }) => `${pk}|${sk}`).filter((key) => !gone.has(key))
  // Members stay listed, and what a person chose or complained about is respected.
  expect(rest.map((key) => key.replace(/#[\w-]{22}\|/, '#…|')).sort()).toEqual([
    'ADDRESS#…|CALENDAR',
    'ADDRESS#…|OPTIONAL-MAIL',
    'ADDRESS#…|SUPPRESSION',
    'LIST#members|ENTRY#authority.example',
    'LIST#members|ENTRY#authority.example@person1',
    'LIST#members|LIST',
  ])
  expect(await expired(days(5 * 365 + 1))).toContain(
    [...people].map(({ pk, sk }) => `${pk}|${sk}`).find((key) => key.endsWith('SUPPRESSION')),
  )
  expect(await Promise.all(Object.values(events).map(({ slug }) => stores.events.getWithSeats(slug)))).toEqual(kept)
  expect((await createProving(stores, 1)(events.past.slug, late))?.findings).toEqual([])
  expect(await stores.events.toForget(late)).toEqual([])
})
