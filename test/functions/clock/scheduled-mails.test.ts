import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createClockWork } from '../../../functions/clock/clock-work.ts'
import { createFanningOut } from '../../../functions/fan-out/fanning-out.ts'
import { markOf } from '../../../shared/domain/automatic-mails/due-mails.ts'
import type { Event, EventInput } from '../../../shared/domain/event/event.ts'
import { fanOutSchema } from '../../../shared/domain/mail/fan-out.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { organiser, publishEvent, registerMany } from '../../make/programme.ts'
import { type LocalStores, type Stores, startStores } from '../../store/local-store.ts'
import { allMessages, allRegistrations, owedByKind, partitionOf } from '../../store/scan.ts'

let stores: LocalStores
let clock: (now: string) => Promise<void>
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  stores = await startStores()
  clock = clockOf(stores)
})
afterAll(() => stores.stop())

const clockOf = (of: Stores) => createClockWork(of)

const who = (now: string) => ({ staff: organiser, now })
const dayBefore = '2022-05-16T08:00:20.000Z'

const fanOutsOf = async (slug: string) => fanOutSchema.array().parse(await partitionOf(stores, stores.tables.programme, `FANOUT#${slug}`))

const reminders = async (slug: string): Promise<number> => (await fanOutsOf(slug)).filter(({ kind }) => kind === 'reminder').length

const workOff = async (slug: string): Promise<void> => {
  const work = createFanningOut(stores)
  for (const fanOut of await fanOutsOf(slug)) await work(fanOut, { now: () => dayBefore, timeLeftMs: () => 60_000 })
}

const handled = async (slug: string): Promise<readonly string[]> =>
  ((await stores.events.get(slug))?.handledMails ?? []).map(({ offset, state }) => `${offset} ${state}`)

const change = async (slug: string, now: string, overrides: Partial<EventInput>): Promise<Event> => {
  const scheduled = await createManaging(stores).change(slug, who(now), (input) => ({ ...input, ...overrides }))
  if (scheduled.outcome !== 'done') throw new Error(scheduled.outcome)
  return scheduled.event
}

const nextDay = { start: '2022-05-18T10:00', end: '2022-05-18T12:00' }

describe('a day before the event', () => {
  test('everyone confirmed is owed one reminder, with one clock or several, and if its work is done twice', async () => {
    const { slug } = await publishEvent(stores, { capacity: 2 })
    await registerMany(stores, slug, 3)
    await Promise.all([clock(dayBefore), clockOf(stores.another())(dayBefore), clock(dayBefore)])
    await clock('2022-05-16T08:01:20.000Z')
    expect([await handled(slug), (await fanOutsOf(slug)).map(({ kind, mark }) => [kind, mark])]).toEqual([
      ['P1D begun'],
      [['reminder', 'P1D_202205170800']],
    ])
    await Promise.all([workOff(slug), workOff(slug)])
    await workOff(slug)
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 2, waitlisted: 1, reminder: 2 })
  })

  test('mark and fan-out are written together, so that a crash in between loses or duplicates nothing', async () => {
    const event = await publishEvent(stores)
    const { slug, startsAt: anchor } = event
    const mail = { kind: 'reminder', offset: 'P1D', anchor, dueAt: dayBefore, at: dayBefore, state: 'begun' } as const
    const fanOut = { kind: 'reminder', slug, revision: 0, mark: markOf(mail), createdAt: dayBefore, event } as const
    await change(slug, dayBefore, { title: 'Saved meanwhile' })
    const begin = async () => stores.events.dealWith((await stores.events.get(slug)) ?? event, [mail], [fanOut])
    expect(await stores.events.dealWith(event, [mail], [fanOut])).toBe(false)
    expect([await handled(slug), await reminders(slug)]).toEqual([[], 0])
    expect([await begin(), await begin()]).toEqual([true, false])
    expect([await handled(slug), await reminders(slug)]).toEqual([['P1D begun'], 1])
  })

  test('people confirmed less than two hours ago are not reminded', async () => {
    const { slug } = await publishEvent(stores)
    await registerMany(stores, slug, 2)
    const [first] = await allRegistrations(stores, slug)
    if (first === undefined) throw new Error('nobody registered')
    await stores.registrations.write(slug, 'changed', dayBefore, [
      { registration: first, set: { registeredAt: '2022-05-16T06:30:00.000Z' } },
    ])
    await clock(dayBefore)
    await workOff(slug)
    const reminded = (await allMessages(stores, slug)).filter(({ kind }) => kind === 'reminder')
    expect(reminded.map(({ registrationId }) => registrationId === first.id)).toEqual([false])
  })
})

describe('an event that moves', () => {
  test('at the same moment as its reminder does either first, and loses neither', async () => {
    const { slug } = await publishEvent(stores)
    await registerMany(stores, slug, 2)
    await Promise.all([clock(dayBefore), change(slug, dayBefore, nextDay), clock(dayBefore)])
    const event = await stores.events.get(slug)
    expect(event?.startsAt).toBe('2022-05-18T08:00:00.000Z')
    const kinds = (await fanOutsOf(slug)).map(({ kind }) => kind)
    expect([kinds.includes('update'), kinds.includes('reminder')]).toEqual([true, (await handled(slug)).includes('P1D begun')])
    await clock('2022-05-17T08:00:20.000Z')
    expect((await handled(slug)).at(-1)).toBe('P1D begun')
    expect((await fanOutsOf(slug)).find(({ mark }) => mark === 'P1D_202205180800')?.event.startsAt).toBe('2022-05-18T08:00:00.000Z')
  })

  test('does not invalidate the organiser’s open form when the clock sends a reminder', async () => {
    const { slug, version } = await publishEvent(stores)
    await clock(dayBefore)
    const saved = await createManaging(stores).change(slug, who(dayBefore), (input) => ({ ...input, title: 'New' }), version)
    expect(saved.outcome).toBe('done')
    expect(await handled(slug)).toEqual(['P1D begun'])
  })

  test('is found at its new due time, not at the old one', async () => {
    const { slug } = await publishEvent(stores)
    await change(slug, '2022-05-10T08:00:00.000Z', nextDay)
    const found = async (now: string) => (await stores.events.due(now)).some((each) => each.slug === slug)
    expect([await found(dayBefore), await found('2022-05-17T08:00:00.000Z')]).toEqual([false, true])
  })
})

test('a cancelled event is never found again, whatever was scheduled', async () => {
  const { slug } = await publishEvent(stores)
  await createManaging(stores).cancel(slug, who('2022-05-10T08:00:00.000Z'))
  expect((await stores.events.due('2030-01-01T00:00:00.000Z')).map((each) => each.slug)).not.toContain(slug)
  await clock(dayBefore)
  expect((await fanOutsOf(slug)).map(({ kind }) => kind)).toEqual(['cancellation'])
})

test('what the clock finds hours late is marked as missed, with the reason, and nobody is owed it', async () => {
  const { slug } = await publishEvent(stores)
  await registerMany(stores, slug, 1)
  await clock('2022-05-16T20:00:00.000Z')
  expect(await handled(slug)).toEqual(['P1D missed'])
  await clock('2022-05-17T07:00:10.000Z')
  await workOff(slug)
  expect(await owedByKind(stores, slug)).toEqual({ confirmation: 1, reminder: 1 })
})

test('confirmed people are asked for feedback once, and again only if they have not answered', async () => {
  const { slug } = await publishEvent(stores, { capacity: 2, reminders: [] })
  await registerMany(stores, slug, 3)
  for (const now of ['2022-05-17T10:30:00.000Z', '2022-05-17T10:31:00.000Z']) await clock(now)
  await workOff(slug)
  const [first] = (await allRegistrations(stores, slug)).filter(({ status }) => status === 'confirmed')
  if (first === undefined) throw new Error('nobody is confirmed')
  await stores.registrations.write(slug, 'changed', dayBefore, [{ registration: first, set: { answered: true } }])
  for (const now of ['2022-05-20T10:30:00.000Z', '2022-05-20T10:31:00.000Z']) await clock(now)
  await workOff(slug)
  await workOff(slug)
  const owed = (await allMessages(stores, slug)).filter(({ kind }) => kind.startsWith('survey'))
  expect(owed.map(({ kind, registrationId }) => `${kind} ${registrationId === first.id ? 'answered' : 'silent'}`).toSorted()).toEqual([
    'survey answered',
    'survey silent',
    'survey-reminder silent',
  ])
  expect((await stores.events.due('2030-01-01T00:00:00.000Z')).map((each) => each.slug)).not.toContain(slug)
})
