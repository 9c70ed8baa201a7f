import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkForSeries, findSeries } from '../../../functions/attendee/series/public-series.ts'
import { addedDateSchema, checkSeries, type SeriesPatch, seriesPatchSchema } from '../../../shared/domain/event/dates.ts'
import { createRecentEvents } from '../../../shared/store/cached-events.ts'
import { createSeriesStore } from '../../../shared/store/programme/series.ts'
import { createManaging, type Managing } from '../../../shared/use-cases/event/managing.ts'
import { createPlanningSeries, type PlanningSeries } from '../../../shared/use-cases/event/planning-series.ts'
import { createJoiningSeries } from '../../../shared/use-cases/registration/joining-series.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { makePerson, now, organiser } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allMessages } from '../../store/scan.ts'

let stores: LocalStores
let managing: Managing
let planning: PlanningSeries
beforeAll(async () => {
  stores = await startStores()
  managing = createManaging(stores)
  planning = createPlanningSeries({ series: createSeriesStore(stores.database, stores.tables.programme), events: stores.events, managing })
})
afterAll(() => stores.stop())

const who = { staff: organiser, now }
const whole = {
  kind: 'workshop',
  title: 'Action learning',
  summary: 'Four workshops on one case.',
  format: 'online',
  timeZone: 'Europe/Brussels',
  capacity: 1,
  sessions: [{ id: 'case', title: 'The case', start: '2022-10-11T10:00', end: '2022-10-11T11:00' }],
}
const date = (day: string) => ({ start: `${day}T10:00`, end: `${day}T12:00` })
const days = ['2022-10-11', '2022-10-25', '2022-11-08', '2022-11-22']

const plan = async (more: object = {}) => {
  const checked = checkSeries({ ...whole, dates: days.map(date), ...more }, now)
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  return planning.create(checked.value, who)
}

const published = async (more: object = {}) => {
  const { series } = await plan(more)
  const done = await planning.publish(series.slug, who)
  if (done.outcome !== 'done') throw new Error(done.outcome)
  return done
}

const changed = async (slug: string, patch: unknown) => {
  const done = await planning.change(slug, who, seriesPatchSchema.parse(patch))
  if (done.outcome !== 'done') throw new Error(JSON.stringify(done))
  return done.events
}

describe('a new series', () => {
  test('is a draft for each date, at the same time of day when the clocks change, with sessions moved along', async () => {
    const { series, events } = await plan()
    expect(events.map(({ slug }) => slug)).toEqual(days.map((day) => `action-learning-${day}`))
    expect(events.map(({ startsAt }) => startsAt.slice(11, 16))).toEqual(['08:00', '08:00', '09:00', '09:00'])
    expect(events.map(({ sessions: [session] }) => session?.start)).toEqual(days.map((day) => `${day}T10:00`))
    expect(events.every((event) => event.status === 'draft' && event.series === series.slug)).toBe(true)
  })

  test('names the date with which something is wrong, and makes nothing', () => {
    const dates = [
      date('2022-10-11'),
      { start: '2023-03-26T02:30', end: '2023-03-26T04:00' },
      { ...date('2022-10-25'), end: '2022-10-25T09:00' },
    ]
    expect(checkSeries({ ...whole, dates: [...dates, date('2022-10-11')] }, now)).toEqual({
      ok: false,
      problems: [
        { field: 'dates.1.start', code: 'wall-time-skipped' },
        { field: 'dates.2.end', code: 'end-before-start' },
        { field: 'dates.3.start', code: 'duplicate' },
      ],
    })
    expect(checkSeries({ ...whole, dates: [], start: '2022-10-11T10:00' }, now)).toEqual({
      ok: false,
      problems: [
        { field: 'dates', code: 'too-few-choices', limit: 1 },
        { field: 'start', code: 'unknown-field' },
      ],
    })
  })
})

describe('changing a series', () => {
  test('reaches every date, except in what was changed there alone, and a date moved alone keeps its time', async () => {
    const { series, events } = await published()
    const [, second, third] = events
    await managing.change(second?.slug ?? '', who, (input) => ({ ...input, joinUrl: 'https://meet.example/second' }))
    await managing.move(third?.slug ?? '', who, { days: 1 })
    const after = await changed(series.slug, { joinUrl: 'https://meet.example/all', summary: 'Words for all.' })
    expect(after.map(({ joinUrl }) => joinUrl)).toEqual(['all', 'second', 'all', 'all'].map((name) => `https://meet.example/${name}`))
    expect(after.map(({ start }) => start.slice(0, 10))).toEqual(['2022-10-11', '2022-10-25', '2022-11-09', '2022-11-22'])
    expect(after.every(({ summary }) => summary === 'Words for all.')).toBe(true)
  })

  test('moves the times that it sets along with each date, but not those of one moved alone', async () => {
    const { series, events } = await plan()
    await managing.move(events[1]?.slug ?? '', who, { days: 1 })
    const patch: SeriesPatch = { registrationCloses: '2022-10-10T12:00', sessions: [] }
    const after = await changed(series.slug, patch)
    expect(after.map(({ registrationCloses }) => registrationCloses)).toEqual(
      ['2022-10-10', '2022-10-24', '2022-11-07', '2022-11-21'].map((day) => `${day}T12:00`),
    )
    expect(after.map(({ sessions }) => sessions.length)).toEqual([0, 1, 0, 0])
  })

  test('never brings a date back that was called off, nor does publishing the rest', async () => {
    const { series, events } = await plan()
    const off = events[2]?.slug ?? ''
    await managing.cancel(off, who, 'A holiday.')
    await planning.publish(series.slug, who)
    const after = await changed(series.slug, { title: 'Action learning II' })
    expect(after.map(({ status }) => status)).toEqual(['published', 'published', 'cancelled', 'published'])
    expect((await stores.events.get(off))?.title).toBe('Action learning')
    expect(await planning.publish(series.slug, who)).toEqual({ outcome: 'wrong-state' })
  })

  test('changes nothing if something is wrong with one date', async () => {
    const { series } = await published()
    const refused = await planning.change(series.slug, who, { registrationCloses: '2022-10-30T12:00', summary: 'New.' })
    expect(refused).toEqual({ outcome: 'invalid', problems: [{ field: 'registrationCloses', code: 'closes-after-end' }] })
    expect((await planning.find(series.slug))?.events.map(({ summary }) => summary)).toEqual(Array(4).fill(whole.summary))
  })

  test('is for its organiser; to others a draft does not exist', async () => {
    const { series } = await plan()
    const stranger = { staff: { ...organiser, subject: 'stranger' }, now }
    expect(await planning.change(series.slug, stranger, { summary: 'Mine.' })).toEqual({ outcome: 'no-such-event' })
    await planning.publish(series.slug, who)
    expect(await planning.publish(series.slug, stranger)).toEqual({ outcome: 'not-owner' })
  })
})

describe('a date of its own', () => {
  test('keeps the title that it was planned with when the whole is renamed', async () => {
    const dates = days.map(date).map((each, index) => (index === 1 ? { ...each, title: 'Workshop 2: the market' } : each))
    const { series } = await plan({ dates })
    expect(series.title).toBe('Action learning')
    const after = await changed(series.slug, { title: 'Action learning II' })
    expect(after.map(({ title }) => title)).toEqual([
      'Action learning II',
      'Workshop 2: the market',
      'Action learning II',
      'Action learning II',
    ])
  })
})

describe('adding a date', () => {
  const added = async (slug: string, more: object) => {
    const done = await planning.add(slug, who, addedDateSchema.parse(more))
    if (done.outcome !== 'done') throw new Error(JSON.stringify(done))
    return done
  }

  test('makes a draft with what the others have in common, as long as they are, with its sessions at its own times', async () => {
    const { series, events } = await published()
    await managing.change(events[3]?.slug ?? '', who, (input) => ({ ...input, title: 'The last one', capacity: 99 }))
    const after = await added(series.slug, { start: '2022-12-06T14:00' })
    expect(after.events.at(-1)).toMatchObject({
      status: 'draft',
      title: 'Action learning',
      capacity: 1,
      start: '2022-12-06T14:00',
      end: '2022-12-06T16:00',
      sessions: [{ start: '2022-12-06T14:00', end: '2022-12-06T15:00' }],
    })
    expect(after.events.at(-1)?.changedAlone).toBeUndefined()
  })

  test('before the first one leaves the times of later changes right', async () => {
    const { series } = await plan()
    await added(series.slug, { start: '2022-09-27T10:00', title: 'Before all' })
    const after = await changed(series.slug, { registrationCloses: '2022-09-26T12:00' })
    expect(after.map(({ registrationCloses, start }) => [start.slice(0, 10), registrationCloses])).toEqual(
      ['2022-09-26', '2022-10-10', '2022-10-24', '2022-11-07', '2022-11-21'].map((day, index) => [
        ['2022-09-27', ...days][index],
        `${day}T12:00`,
      ]),
    )
  })

  test('at once by two organisers adds both, and a date there is already is refused', async () => {
    const { series } = await plan()
    await Promise.all(['2022-12-06', '2022-12-13', '2022-12-20'].map((day) => added(series.slug, { start: `${day}T10:00` })))
    expect((await planning.find(series.slug))?.events.length).toBe(7)
    expect(await planning.add(series.slug, who, { start: '2022-12-06T10:00' })).toEqual({
      outcome: 'invalid',
      problems: [{ field: 'start', code: 'duplicate' }],
    })
  })

  test('tells at once what is wrong with it by itself and as an event', async () => {
    const { series } = await plan()
    const wrong = async (said: unknown) => {
      const done = await planning.add(series.slug, who, said)
      return done.outcome === 'invalid' ? done.problems.map(({ field, code }) => `${field} ${code}`) : done.outcome
    }
    const [taken = ''] = days
    expect(await wrong({ start: `${taken}T10:00`, end: `${taken}T09:00`, title: '', colour: 'red' })).toEqual([
      'title required',
      'colour unknown-field',
      'start duplicate',
      'end end-before-start',
    ])
    expect(await wrong({ start: 'soon', title: '' })).toEqual(['start wall-time', 'title required'])
    expect((await planning.find(series.slug))?.events.length).toBe(4)
  })

  test('and so does a change of them all, which then changes none', async () => {
    const { series, events } = await plan()
    const done = await planning.change(series.slug, who, { title: '', registrationCloses: '2023-01-01T10:00', start: '2023-01-01T09:00' })
    expect(done.outcome === 'invalid' ? done.problems.map(({ field, code }) => `${field} ${code}`) : done.outcome).toEqual([
      'title required',
      'start unknown-field',
      'registrationCloses closes-after-end',
    ])
    expect((await planning.find(series.slug))?.events).toEqual(events)
  })

  test('is for its organiser', async () => {
    const { series } = await published()
    const stranger = { staff: { ...organiser, subject: 'stranger' }, now }
    expect(await planning.add(series.slug, stranger, { start: '2022-12-06T10:00' })).toEqual({ outcome: 'not-owner' })
    expect(await planning.cancelRest(series.slug, stranger)).toEqual({ outcome: 'not-owner' })
    expect(await planning.among([series.slug], stranger)).toEqual([])
    expect((await planning.among([series.slug, 'no-such-series'], who)).map(({ slug }) => slug)).toEqual([series.slug])
  })
})

describe('cancelling the rest', () => {
  test('leaves alone what is over, and can be asked again', async () => {
    const { series } = await published()
    const later = { staff: organiser, now: '2022-10-26T09:00:00.000Z' }
    const done = await planning.cancelRest(series.slug, later, 'The room is gone.')
    expect(done.outcome === 'done' && done.events.map(({ status }) => status)).toEqual(['published', 'published', 'cancelled', 'cancelled'])
    expect(await planning.cancelRest(series.slug, later)).toEqual({ outcome: 'wrong-state' })
  })
})

describe('registering for a series', () => {
  const found = async (slug: string) => {
    const store = createSeriesStore(stores.database, stores.tables.programme)
    const series = await findSeries({ series: store, recent: createRecentEvents(stores.events) }, slug)
    if (series === undefined) throw new Error('not public')
    return series
  }

  test('is one registration for each date, with its own seats and waiting list', async () => {
    const { series, events } = await published()
    const register = createJoiningSeries(createRegistering(stores))
    const asked = { now, language: 'en', requestKey: undefined } as const
    const dates = async (body: object) => {
      const checked = checkForSeries(await found(series.slug), body, now)
      if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
      return checked.value
    }
    const { consent, ...one } = makePerson(1)
    const slugs = events.map(({ slug }) => slug)
    const single = await register(await dates({ ...one, consent, events: [slugs[1]] }), asked)
    expect(single).toEqual([{ event: slugs[1], status: 'confirmed' }])
    const all = await register(await dates({ ...makePerson(2) }), asked)
    expect(all).toEqual(slugs.map((event, index) => ({ event, status: index === 1 ? 'waitlisted' : 'confirmed' })))
    expect((await Promise.all(slugs.map((slug) => stores.registrations.countWaiting(slug, 10)))).join()).toBe('0,1,0,0')
    const uids = (await Promise.all(slugs.map((slug) => allMessages(stores, slug)))).flat().flatMap(({ calendar }) => calendar?.uid ?? [])
    expect(new Set(uids).size).toBe(4)
  })

  test('names dates that are not its own, and each problem once', async () => {
    const { series } = await published()
    const { name: _, ...nameless } = makePerson(3)
    const problems = (body: object, in_: Awaited<ReturnType<typeof found>>) => {
      const checked = checkForSeries(in_, body, now)
      return checked.ok ? [] : checked.problems
    }
    const here = await found(series.slug)
    expect(problems({ ...makePerson(3), events: ['another-event'] }, here)).toEqual([{ field: 'events.0', code: 'not-one-of' }])
    expect(problems(nameless, here)).toEqual([{ field: 'name', code: 'required' }])
  })
})
