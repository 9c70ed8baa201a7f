import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { createClockWork } from '../../../functions/clock/clock-work.ts'
import { createFanningOut } from '../../../functions/fan-out/fanning-out.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { organiser, publishEvent, registerMany, seatsTaken } from '../../make/programme.ts'
import { type LocalStores, type Stores, startStores } from '../../store/local-store.ts'
import { allMessages, allRegistrations, owedByKind } from '../../store/scan.ts'

let stores: LocalStores
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  stores = await startStores()
})
afterAll(() => stores.stop())

const listSchema = z.object({ Items: z.array(z.looseObject({ email: z.string().optional() })).optional() })

const who = { staff: organiser, now: '2022-04-02T09:00:00.000Z' }
const wholeTime = { now: () => who.now, timeLeftMs: () => 60_000 }

/** Time for one page, then none. */
const shortTime = () => {
  let pages = 0
  return { now: () => who.now, timeLeftMs: () => (pages++ === 0 ? 60_000 : 0) }
}

const move = (slug: string) =>
  createManaging(stores).change(slug, who, (input) => ({ ...input, start: '2022-05-18T10:00', end: '2022-05-18T12:00' }))

describe('when an event moves', () => {
  test('everyone confirmed is owed exactly one new invitation, even if runs die after each page and repeat', async () => {
    const { slug } = await publishEvent(stores)
    await registerMany(stores, slug, 120)
    await move(slug)
    const fanOut = createFanningOut(stores)
    for (let run = 0; run < 4; run++) await fanOut({ slug, kind: 'update', revision: 1 }, shortTime())
    await Promise.all([fanOut({ slug, kind: 'update', revision: 1 }, wholeTime), fanOut({ slug, kind: 'update', revision: 1 }, wholeTime)])
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 120, update: 120 })
    const updates = (await allMessages(stores, slug)).filter(({ kind }) => kind === 'update')
    expect(new Set(updates.map(({ calendar, event }) => `${calendar?.sequence} ${event.startsAt}`))).toEqual(
      new Set(['1 2022-05-18T08:00:00.000Z']),
    )
    expect(await stores.fanOuts.get({ slug, kind: 'update', revision: 1 })).toMatchObject({ finishedAt: who.now })
  })

  test('an older move processed late owes nothing to people who know the newer one', async () => {
    const { slug } = await publishEvent(stores)
    await registerMany(stores, slug, 3)
    await move(slug)
    await createManaging(stores).change(slug, who, (input) => ({ ...input, title: 'A new title' }))
    const fanOut = createFanningOut(stores)
    await fanOut({ slug, kind: 'update', revision: 2 }, wholeTime)
    await fanOut({ slug, kind: 'update', revision: 1 }, wholeTime)
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 3, update: 3 })
    expect((await allRegistrations(stores, slug)).map(({ sequence, revision }) => [sequence, revision])).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ])
  })
})

describe('some minutes later', () => {
  const later = '2022-04-02T09:02:00.000Z'
  const clockWork = () => createClockWork(stores)

  /** Stores whose list of registrations lacks a recent one. */
  const withoutKnowing = (email: string): Stores => {
    const own = stores.another()
    own.database.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args)
        const { Items } = listSchema.parse(answer.output)
        if (Items !== undefined) Object.assign(answer.output, { Items: Items.filter((item) => item.email !== email) })
        return answer
      },
      { step: 'finalizeRequest', priority: 'low' },
    )
    return own
  }

  test('a person who registered so shortly before the move that the list lacked them is told, once', async () => {
    const { slug } = await publishEvent(stores)
    await registerMany(stores, slug, 3)
    await move(slug)
    const update = { slug, kind: 'update', revision: 1 } as const
    await createFanningOut(withoutKnowing('person2@authority.example'))(update, wholeTime)
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 3, update: 2 })
    const again = { ...wholeTime, now: () => later }
    await createFanningOut(stores)(update, again)
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 3, update: 2 })
    await clockWork()(later)
    for (let time = 0; time < 2; time++) await createFanningOut(stores)(update, again)
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 3, update: 3 })
    expect((await stores.fanOuts.due('2022-04-03T09:00:00.000Z')).filter((fanOut) => fanOut.slug === slug)).toEqual([])
  })

  test('a run that died halfway is called again, and continues', async () => {
    const { slug } = await publishEvent(stores)
    await registerMany(stores, slug, 3)
    await move(slug)
    await clockWork()(later)
    expect(await stores.fanOuts.get({ slug, kind: 'update', revision: 1 })).toMatchObject({ calledAt: later })
    await createFanningOut(stores)({ slug, kind: 'update', revision: 1 }, { ...wholeTime, now: () => later })
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 3, update: 3 })
  })
})

test('when an event is cancelled, confirmed people get a CANCEL, waiting ones a plain mail, and no seat stays taken', async () => {
  const { slug } = await publishEvent(stores, { capacity: 2 })
  await registerMany(stores, slug, 3)
  await createManaging(stores).cancel(slug, who)
  await createFanningOut(stores)({ slug, kind: 'cancellation', revision: 1 }, wholeTime)
  expect(await owedByKind(stores, slug)).toEqual({ confirmation: 2, cancellation: 2, 'waitlist-left': 1 })
  expect(new Set((await allRegistrations(stores, slug)).map(({ status }) => status))).toEqual(new Set(['cancelled']))
  expect(await seatsTaken(stores, slug)).toBe(0)
})
