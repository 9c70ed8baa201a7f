import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createPublicationParts } from '../../../functions/clock/publication-parts.ts'
import { publishSeries, withdrawSeriesPublication } from '../../../functions/organiser/series/api-series.ts'
import {
  manageSeries,
  planSeriesPublication,
  withdrawSeriesPublication as withdrawOnPage,
} from '../../../functions/organiser/series/own-series.ts'
import { createSeriesParts } from '../../../functions/organiser/series/parts.ts'
import { checkSeries } from '../../../shared/domain/event/dates.ts'
import type { EventInput } from '../../../shared/domain/event/event.ts'
import type { Staff } from '../../../shared/domain/who-may.ts'
import type { Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { createEventMarks } from '../../../shared/store/programme/event-marks.ts'
import { createManaging, type Managing } from '../../../shared/use-cases/event/managing.ts'
import { createPlanningForAll } from '../../../shared/use-cases/event/planning-publication.ts'
import { now, organiser } from '../../make/programme.ts'
import { makeRequest } from '../../make/request.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'

let stores: LocalStores
let managing: Managing
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  stores = await startStores()
  managing = createManaging(stores)
})
afterAll(() => stores.stop())

const who = { staff: organiser, now }
const quinn: Staff = { ...organiser, subject: 'quinn' }
const parts = () => createSeriesParts(stores.database, stores.tables.programme, { events: stores.events, managing })
const services = () => ({ ...stores, planningSeries: async () => parts() })
const clock = async (at: string): Promise<void> =>
  createPublicationParts(stores.database, stores.tables.programme, stores)(await stores.events.toPublish(at), at)

const drafted = async (more: object = {}) => {
  const dates = ['2022-10-11', '2022-10-25', '2022-11-08'].map((day) => ({ start: `${day}T10:00`, end: `${day}T12:00` }))
  const whole = { kind: 'workshop', title: 'Action learning', summary: 'One case.', format: 'online', timeZone: 'Europe/Brussels' }
  const checked = checkSeries({ ...whole, joinUrl: 'https://meet.example/case', dates, ...more }, now)
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  const { series, events } = await parts().create(checked.value, who)
  return { slug: series.slug, dates: events.map((event) => event.slug) }
}
const change = async (slug: string, fields: Partial<EventInput>) =>
  expect((await managing.change(slug, who, (input) => ({ ...input, ...fields }))).outcome).toBe('done')

/** Each date: its state, and when it will be published. */
const stateOf = (dates: readonly string[]) =>
  Promise.all(
    dates.map(async (slug) => {
      const event = await stores.events.get(slug)
      return `${event?.status} ${event?.publication?.at ?? '-'}`
    }),
  )
const asked = async (run: (request: StaffRequest) => Promise<Reply> | Reply, slug: string, request: object = {}, staff = organiser) => {
  const { statusCode, body = '', headers } = await run({ ...makeRequest(slug, request), staff })
  return { status: statusCode, body, location: headers?.['location'] }
}
const api = async (slug: string, publishAt: string, staff = organiser) => {
  const { status, body } = await asked(publishSeries(services()), slug, { api: true, body: JSON.stringify({ publishAt }) }, staff)
  return { status, body: JSON.parse(body) }
}
const onPage = (slug: string, publishAt: string, more = '') =>
  asked(planSeriesPublication(services()), slug, { body: `${new URLSearchParams({ publishAt })}${more}` })
const shown = async (slug: string) => (await asked(manageSeries(services()), slug)).body

const due = '2022-09-01T07:00:00.000Z'
const drafts = ['draft -', 'draft -', 'draft -']

describe('a series with a set time', () => {
  test('is published as a whole when it has come, and its page says so until then', async () => {
    const { slug, dates } = await drafted()
    expect((await onPage(slug, '2022-09-01T09:00')).location).toBe(`/organiser/series/${slug}?done=planned`)
    expect(/<h2[^>]*>[^<]*will be published[^<]*|[^>]*will be published on[^<]*/.exec(await shown(slug))?.[0]).toBe(
      '3 drafts will be published on Thursday, 1 September 2022 at 09:00 (Europe/Brussels, UTC+2)',
    )
    await clock('2022-09-01T06:59:59.000Z')
    expect(await stateOf(dates)).toEqual(dates.map(() => `draft ${due}`))
    await clock(due)
    expect(await stateOf(dates)).toEqual(dates.map(() => 'published -'))
    expect((await api(slug, '2022-09-02T09:00')).status).toBe(409)
  })

  test('has the time by the clocks of each date; what is published or called off stays so', async () => {
    const { slug, dates } = await drafted()
    const [first = '', second = '', third = ''] = dates
    await change(second, { timeZone: 'Europe/Lisbon' })
    await managing.publish(first, who)
    const { status, body } = await api(slug, '2022-09-01T09:00')
    expect([status, body.events.map((each: { publishAt?: string }) => each.publishAt)]).toEqual([
      200,
      [undefined, '2022-09-01T09:00', '2022-09-01T09:00'],
    ])
    await managing.cancel(third, who)
    expect((await api(slug, '2022-09-02T09:00')).status).toBe(200)
    expect(await stateOf(dates)).toEqual(['published -', 'draft 2022-09-02T08:00:00.000Z', 'cancelled -'])
  })

  test('can stay a draft after all, on the page and by the API, however often that is said', async () => {
    const { slug, dates } = await drafted()
    for (const withdraw of [withdrawSeriesPublication, withdrawOnPage]) {
      await api(slug, '2022-09-01T09:00')
      for (const _ of ['once', 'again']) expect((await asked(withdraw(services()), slug)).status).toBeLessThan(400)
      expect(await stateOf(dates)).toEqual(drafts)
    }
    await clock(due)
    expect(await stateOf(dates)).toEqual(drafts)
  })

  test('names the dates that cannot be published any more as they are, with the reason', async () => {
    const { slug, dates } = await drafted()
    await api(slug, '2022-09-01T09:00')
    await change(dates[1] ?? '', { joinUrl: undefined })
    const notice = /Some drafts cannot be published[\s\S]*?<\/ul>/.exec(await shown(slug))?.[0] ?? ''
    expect(notice.match(/<li>/g)).toHaveLength(1)
    expect(notice).toMatch(/25 October 2022[\s\S]*<\/a><br>The link to join online is missing\./)
  })
})

describe('a time that will not do', () => {
  test('for some dates is refused with their days, and none of them is planned', async () => {
    const { slug, dates } = await drafted()
    const { status, body } = await api(slug, '2022-10-26T09:00')
    expect([status, body.errors]).toMatchObject([422, [{ field: 'publishAt', code: 'dates-over-by-then' }]])
    expect(body.errors[0].message).toContain('2022-10-11T10:00, 2022-10-25T10:00')
    const page = await onPage(slug, '2022-10-26T09:00')
    expect([page.status, page.body]).toEqual([
      422,
      expect.stringMatching(/Over by then: Tuesday,? 11 October 2022 and Tuesday,? 25 October 2022/),
    ])
    expect(page.body).toContain('value="2022-10-26T09:00"')
    expect(await stateOf(dates)).toEqual(drafts)
  })

  test.each([
    ['2022-03-27T02:30', 'wall-time-skipped', '2022-03-01T00:00:00.000Z'],
    ['2022-04-01T10:59', 'in-the-past', now],
    ['soon', 'wall-time', now],
  ])('%s is refused once for all (%s)', async (publishAt, code, at) => {
    const { slug, dates } = await drafted()
    const body = JSON.stringify({ publishAt })
    const reply = await asked(publishSeries(services()), slug, { api: true, now: at, body })
    expect([reply.status, JSON.parse(reply.body).errors.map((each: { code: string }) => each.code)]).toEqual([422, [code]])
    expect(await stateOf(dates)).toEqual(drafts)
  })
})

test('what is missing is warned of on the page before it is planned, and named for each date by the API', async () => {
  const { slug, dates } = await drafted({ format: 'in-person', joinUrl: undefined })
  expect((await onPage(slug, '2022-09-01T09:00')).status).toBe(422)
  expect(await stateOf(dates)).toEqual(drafts)
  expect((await onPage(slug, '2022-09-01T09:00', '&without=venue')).status).toBe(303)
  const { body } = await api(slug, '2022-09-01T09:00')
  expect(body.warnings).toEqual(dates.map((event) => ({ code: 'missing', field: 'venue', event })))
  await clock(due)
  expect(await stateOf(dates)).toEqual(dates.map(() => 'published -'))
})

test('a date that somebody changes or publishes at the same moment spoils nothing: it is decided again', async () => {
  const { slug, dates } = await drafted()
  const marks = createEventMarks(stores.database, stores.tables.programme)
  let meanwhile = true
  const planAll: typeof marks.planAll = async (plans) => {
    if (meanwhile) {
      await managing.publish(dates[0] ?? '', who)
      await change(dates[2] ?? '', { title: 'The last one' })
      meanwhile = false
      expect(await marks.planAll(plans)).toBe(false)
      expect(await stateOf(dates)).toEqual(['published -', 'draft -', 'draft -'])
      return false
    }
    return marks.planAll(plans)
  }
  const planning = createPlanningForAll({ own: parts().own, marks: { planAll } })
  expect((await planning.plan(slug, who, '2022-09-01T09:00')).outcome).toBe('done')
  expect(await stateOf(dates)).toEqual(['published -', `draft ${due}`, `draft ${due}`])
})

test('to others a series that is not public does not exist', async () => {
  const { slug, dates } = await drafted()
  expect((await api(slug, '2022-09-01T09:00', quinn)).status).toBe(404)
  expect((await asked(withdrawSeriesPublication(services()), slug, { api: true }, quinn)).status).toBe(404)
  expect(await stateOf(dates)).toEqual(drafts)
})
