import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createPublicationParts } from '../../../functions/clock/publication-parts.ts'
import {
  publishEvent as apiPublish,
  apiWithdrawPublication,
  planPublication,
} from '../../../functions/organiser/publishing/planned-publication.ts'
import type { Event, EventInput } from '../../../shared/domain/event/event.ts'
import type { Staff } from '../../../shared/domain/who-may.ts'
import type { Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { createEventMarks } from '../../../shared/store/programme/event-marks.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createPlanningPublication } from '../../../shared/use-cases/event/planning-publication.ts'
import { makeEventInput, now, organiser } from '../../make/programme.ts'
import { makeRequest } from '../../make/request.ts'
import { signedInCookie } from '../../make/signed-in.ts'
import { type LocalStores, type Stores, startStores } from '../../store/local-store.ts'
import { itemsOf } from '../../store/scan.ts'

let stores: LocalStores
const olga: Staff = { ...organiser, email: 'olga@authority.example' }
const quinn: Staff = { ...organiser, subject: 'quinn', email: 'quinn@authority.example' }
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  stores = await startStores()
  for (const staff of [olga, quinn]) await signedInCookie(stores, 'https://events.example', staff)
})
afterAll(() => stores.stop())

const who = { staff: olga, now }
const marks = () => createEventMarks(stores.database, stores.tables.programme)
const planning = () => createPlanningPublication({ events: stores.events, marks: marks() })
const clockOf =
  (of: Stores = stores) =>
  async (at: string): Promise<void> =>
    createPublicationParts(of.database, of.tables.programme, of)(await of.events.toPublish(at), at)

const drafted = (more: Partial<EventInput> = {}): Promise<Event> => createManaging(stores).create(makeEventInput(more), who)
/** A draft to be published on 20 April at 9:00 in Brussels. */
const planned = async (more: Partial<EventInput> = {}): Promise<string> => {
  const { slug } = await drafted(more)
  expect((await planning().plan(slug, who, '2022-04-20T09:00')).outcome).toBe('done')
  return slug
}
const [before, due, late] = ['2022-04-20T06:59:59.000Z', '2022-04-20T07:00:00.000Z', '2022-04-22T07:00:00.000Z']
const stateOf = async (slug: string) => {
  const event = await stores.events.get(slug)
  return [event?.status, event?.publishedAt, event?.publication?.at]
}
const mailsAbout = async (slug: string): Promise<readonly string[]> =>
  (await itemsOf(stores, stores.tables.people))
    .filter((item) => item['kind'] === 'not-published' && JSON.stringify(item).includes(slug))
    .map((item) => JSON.stringify([item['recipient'], item['publication']]))
    .toSorted()

describe('a draft with a set time', () => {
  test('is published when it has come by the clocks of the event, and not a moment before', async () => {
    const slug = await planned()
    await clockOf()(before)
    expect(await stateOf(slug)).toEqual(['draft', undefined, due])
    await clockOf()(due)
    expect(await stateOf(slug)).toEqual(['published', due, undefined])
  })

  test('is published once, though several clocks come late and at once', async () => {
    const slug = await planned()
    await Promise.all([clockOf()(late), clockOf(stores.another())(late), clockOf()(late)])
    await clockOf()('2022-04-23T07:00:00.000Z')
    const event = await stores.events.get(slug)
    expect([event?.status, event?.publishedAt, event?.version]).toEqual(['published', late, 1])
  })

  test('keeps it when the draft changes, even if it gets another address', async () => {
    const slug = await planned()
    const managing = createManaging(stores)
    const changed = await managing.change(slug, who, (input) => ({ ...input, title: 'Another title', audience: 'invited' }))
    const moved = changed.outcome === 'done' ? changed.event.slug : ''
    expect(moved).not.toBe(slug)
    await clockOf()(due)
    expect([await stateOf(slug), await stateOf(moved)]).toEqual([
      [undefined, undefined, undefined],
      ['published', due, undefined],
    ])
  })

  test('can get another time, or none', async () => {
    const [later, never] = [await planned(), await planned()]
    await planning().plan(later, who, '2022-04-21T09:00')
    await planning().withdraw(never, who)
    await planning().withdraw(never, who)
    await clockOf()(due)
    expect([await stateOf(later), await stateOf(never)]).toEqual([
      ['draft', undefined, '2022-04-21T07:00:00.000Z'],
      ['draft', undefined, undefined],
    ])
    await clockOf()('2022-04-21T07:00:30.000Z')
    expect((await stateOf(later))[0]).toBe('published')
  })

  test('is left alone if it was cancelled or published before', async () => {
    const [cancelled, published] = [await planned(), await planned()]
    await createManaging(stores).cancel(cancelled, who)
    await createManaging(stores).publish(published, who)
    await clockOf()(due)
    expect([await stateOf(cancelled), await stateOf(published)]).toEqual([
      ['cancelled', undefined, undefined],
      ['published', now, undefined],
    ])
    expect((await planning().plan(published, who, '2022-04-21T09:00')).outcome).toBe('wrong-state')
  })

  test('is not published by a clock that has read it before its organiser chose another time', async () => {
    const slug = await planned()
    const read = await stores.events.toPublish(due)
    expect(read.map((event) => event.slug)).toContain(slug)
    await planning().plan(slug, who, '2022-05-01T09:00')
    await createPublicationParts(stores.database, stores.tables.programme, stores)(read, due)
    expect((await stateOf(slug))[0]).toBe('draft')
    expect((await createManaging(stores).publishPlanned(slug, due)).outcome).toBe('wrong-state')
  })
})

describe('a draft that cannot be published at its time', () => {
  test('stays one, and each of its organisers is told why, once', async () => {
    const slug = await planned({ format: 'in-person', venue: 'Brussels' })
    const event = await stores.events.get(slug)
    if (event === undefined) throw new Error('no draft')
    await stores.events.share(event, { owner: olga.subject, coOrganisers: [quinn.subject] })
    await createManaging(stores).change(slug, who, ({ venue: _, ...input }) => input)
    await Promise.all([clockOf()(due), clockOf(stores.another())(due)])
    await clockOf()(late)
    expect(await stateOf(slug)).toEqual(['draft', undefined, undefined])
    const publication = { at: due, obstacles: ['venue'] }
    const to = [olga, quinn].map(({ name, email }) => JSON.stringify([{ name, email }, publication]))
    expect((await mailsAbout(slug)).map((text) => JSON.stringify(JSON.parse(text)))).toEqual(to.toSorted())
  })

  test('is published without what its organiser was warned of', async () => {
    const slug = await planned({ format: 'in-person' })
    await clockOf()(due)
    expect([(await stateOf(slug))[0], await mailsAbout(slug)]).toEqual(['published', []])
  })

  test('stays one if it is over', async () => {
    const slug = await planned()
    await clockOf()('2022-05-18T00:00:00.000Z')
    expect([(await stateOf(slug))[0], (await mailsAbout(slug)).length]).toEqual(['draft', 1])
  })
})

describe('a time to publish', () => {
  const asked = async (run: (request: StaffRequest) => Promise<Reply> | Reply, slug: string, request: object, staff = olga) =>
    run({ ...makeRequest(slug, request), staff })
  const services = () => ({ ...stores, scheduling: createManaging(stores), planningPublication: async () => planning() })
  const api = async (slug: string, publishAt: string, staff = olga) => {
    const reply = await asked(apiPublish(services()), slug, { api: true, body: JSON.stringify({ publishAt }) }, staff)
    return { status: reply.statusCode, body: JSON.parse(reply.body ?? '') }
  }
  const october = { start: '2022-11-10T10:00', end: '2022-11-10T12:00' }

  test.each([
    ['2022-03-27T02:30', 'wall-time-skipped', '2022-03-01T00:00:00.000Z'],
    ['2022-10-30T02:30', 'publish-time-twice', now],
    ['2022-04-01T11:00', 'in-the-past', now],
    ['2022-11-10T12:00', 'published-after-end', now],
    ['next Tuesday', 'wall-time', now],
  ])('%s is refused, with what to do (%s), and nothing is planned', async (publishAt, code, at) => {
    const { slug } = await drafted(october)
    const body = JSON.stringify({ publishAt })
    const reply = await asked(apiPublish(services()), slug, { api: true, body, now: at })
    expect([reply.statusCode, JSON.parse(reply.body ?? '').errors.map((each: { code: string }) => each.code)]).toEqual([422, [code]])
    const form = await asked(planPublication(services()), slug, { body: new URLSearchParams({ publishAt }).toString(), now: at })
    expect([form.statusCode, form.body?.includes('There is a problem'), form.body?.includes(publishAt)]).toEqual([422, true, true])
    expect(await stateOf(slug)).toEqual(['draft', undefined, undefined])
  })

  test('is read back as it was set, and shown with its zone and offset', async () => {
    const { slug } = await drafted({ ...october, format: 'in-person' })
    const { status, body } = await api(slug, '2022-10-31T09:00')
    expect([status, body.status, body.publishAt, body.publishesAt, body.warnings]).toEqual([
      200,
      'draft',
      '2022-10-31T09:00',
      '2022-10-31T08:00:00.000Z',
      [{ code: 'missing', field: 'venue' }],
    ])
    const warned = await asked(planPublication(services()), slug, { body: 'publishAt=2022-10-29T09:00' })
    expect([warned.statusCode, /Will be published[^<]*/.exec(warned.body ?? '')?.[0]]).toEqual([
      422,
      'Will be published on Monday, 31 October 2022 at 09:00 (Europe/Brussels, UTC+1)',
    ])
    const done = await asked(planPublication(services()), slug, { body: 'publishAt=2022-10-29T09:00&without=venue' })
    expect([done.statusCode, (await stateOf(slug))[2]]).toEqual([303, '2022-10-29T07:00:00.000Z'])
    const withdrawn = await asked(apiWithdrawPublication(services()), slug, { api: true })
    expect([withdrawn.statusCode, JSON.parse(withdrawn.body ?? '').publishAt]).toEqual([200, undefined])
  })

  test('is set and withdrawn only by those who organise the event; to others the draft does not exist', async () => {
    const slug = await planned()
    expect((await api(slug, '2022-04-25T09:00', quinn)).status).toBe(404)
    expect((await asked(apiWithdrawPublication(services()), slug, { api: true }, quinn)).statusCode).toBe(404)
    expect((await stateOf(slug))[2]).toBe(due)
  })
})
