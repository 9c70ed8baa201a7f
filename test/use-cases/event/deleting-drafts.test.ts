import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createForgetting } from '../../../functions/erasure/forgetting-lists.ts'
import type { EventInput } from '../../../shared/domain/event/event.ts'
import { lists } from '../../../shared/store/address-lists.ts'
import { createDeletedDrafts } from '../../../shared/store/programme/deleted-drafts.ts'
import { createSeriesStore, type SeriesStore } from '../../../shared/store/programme/series.ts'
import { createDeletingDrafts, type DeletingDrafts } from '../../../shared/use-cases/event/deleting-drafts.ts'
import { createManaging, type Managing } from '../../../shared/use-cases/event/managing.ts'
import { makeEventInput, now, organiser, publishEvent } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { itemsOf } from '../../store/scan.ts'

let stores: LocalStores
let managing: Managing
let series: SeriesStore
let remove: DeletingDrafts
beforeAll(async () => {
  stores = await startStores()
  managing = createManaging(stores)
  series = createSeriesStore(stores.database, stores.tables.programme)
  remove = createDeletingDrafts({
    ...stores,
    series,
    drafts: createDeletedDrafts(stores.database, stores.tables.programme),
    files: { remove: () => Promise.resolve() },
  })
})
afterAll(() => stores.stop())

const who = { staff: organiser, now }
const colleague = { ...organiser, subject: 'colleague' }

const created = async (overrides: Partial<EventInput> = {}): Promise<string> => (await managing.create(makeEventInput(overrides), who)).slug

const shareWithColleague = async (slug: string): Promise<void> => {
  const event = await stores.events.get(slug)
  if (event === undefined) throw new Error(`no event ${slug}`)
  await stores.events.share(event, { owner: organiser.subject, coOrganisers: [colleague.subject] })
}

const leftOf = async (slug: string): Promise<readonly unknown[]> => {
  const items = [...(await itemsOf(stores, stores.tables.programme)), ...(await itemsOf(stores, stores.tables.people))]
  return items.filter((item) => JSON.stringify(item).includes(slug))
}

describe('a deleted draft', () => {
  test('leaves only its slug: no counters, nobody it was shared with, and no list of invited people', async () => {
    const slug = await created({ audience: 'invited', capacity: 4000 })
    await shareWithColleague(slug)
    await stores.retention.keepUntil(lists.invited(slug), '2022-12-01T00:00:00.000Z')
    await stores.lists.add(lists.invited(slug), ['anna@one.example', 'two.example'], now)
    expect((await leftOf(slug)).length).toBeGreaterThan(60)
    expect(await remove(slug, who)).toEqual({ outcome: 'deleted' })
    expect(await stores.events.listOrganisedBy(colleague.subject)).toEqual([])
    await createForgetting(stores)(now)
    expect(await leftOf(slug)).toEqual([{ pk: `EVENT#${slug}`, sk: 'EVENT', deletedAt: now }])
  })

  test('is found by nobody, and its address is not given again', async () => {
    const slug = await created({ title: 'A thought' })
    await remove(slug, who)
    expect([await stores.events.get(slug), await stores.events.getWithSeats(slug)]).toEqual([undefined, undefined])
    expect(await managing.publish(slug, who)).toEqual({ outcome: 'no-such-event' })
    expect(await created({ title: 'A thought' })).toBe(`${slug}-2`)
  })

  test('may lie in the past, and may be deleted by a co-organiser', async () => {
    const slug = await created()
    await shareWithColleague(slug)
    expect(await remove(slug, { staff: colleague, now: '2023-01-01T00:00:00.000Z' })).toEqual({ outcome: 'deleted' })
  })

  test('is deleted once, however often that is asked', async () => {
    const slug = await created()
    const outcomes = await Promise.all([remove(slug, who), remove(slug, who)])
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['deleted', 'no-such-event'])
  })

  test('no longer counts as a date of its series, which goes with its last one', async () => {
    const inSeries = async (day: string) =>
      (await managing.create(makeEventInput({ start: `${day}T10:00`, end: `${day}T12:00` }), who, { series: 'learning' })).slug
    const [first, second] = [await inSeries('2022-10-11'), await inSeries('2022-10-25')]
    const dates = [
      { slug: first, start: '2022-10-11T10:00' },
      { slug: second, start: '2022-10-25T10:00' },
    ]
    const more = { title: 'Learning', summary: 'Twice.', createdAt: now, version: 0 }
    await series.create({ slug: 'learning', owner: organiser.subject, coOrganisers: [], dates, ...more })
    await remove(first, who)
    expect((await series.get('learning'))?.dates).toEqual(dates.slice(1))
    await remove(second, who)
    expect(await series.get('learning')).toBeUndefined()
  })
})

describe('deleting is refused', () => {
  test('for an event that was published or cancelled, also if that happens at the same moment', async () => {
    const { slug: published } = await publishEvent(stores)
    const cancelled = await created()
    await managing.cancel(cancelled, who)
    expect([await remove(published, who), await remove(cancelled, who)]).toEqual([{ outcome: 'not-a-draft' }, { outcome: 'not-a-draft' }])
    for (let round = 0; round < 5; round++) {
      const slug = await created({ capacity: 5 })
      const [publishing, deleting] = await Promise.all([managing.publish(slug, who), remove(slug, who)])
      const there = (await stores.events.getWithSeats(slug))?.seats.length
      expect([publishing.outcome, deleting.outcome, there]).toEqual(
        publishing.outcome === 'done' ? ['done', 'not-a-draft', 1] : ['no-such-event', 'deleted', undefined],
      )
    }
  })

  test('to others, for whom the draft does not exist', async () => {
    const slug = await created()
    expect(await remove(slug, { staff: colleague, now })).toEqual({ outcome: 'no-such-event' })
    expect(await stores.events.get(slug)).toBeDefined()
  })
})
