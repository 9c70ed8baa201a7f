import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Event, EventInput } from '../../../shared/domain/event/event.ts'
import { mostTemplates, type Template } from '../../../shared/domain/event/template.ts'
import type { Staff } from '../../../shared/domain/who-may.ts'
import { createTemplateStore, type TemplateStore } from '../../../shared/store/programme/templates.ts'
import { createManaging, type Managing } from '../../../shared/use-cases/event/managing.ts'
import { createUsingTemplates, type UsingTemplates } from '../../../shared/use-cases/event/using-templates.ts'
import { makeEventInput, now, organiser } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'

let stores: LocalStores
let templates: TemplateStore
let managing: Managing
let using: UsingTemplates
beforeAll(async () => {
  stores = await startStores()
  templates = createTemplateStore(stores.database, stores.tables.programme)
  managing = createManaging(stores)
  using = createUsingTemplates({ templates, managing })
})
beforeEach(async () => {
  for (const { id } of await templates.list()) await templates.remove(id)
})
afterAll(() => stores.stop())

const who = { staff: organiser, now }
const colleague: Staff = { subject: 'colleague', name: 'Colleague', roles: ['organiser'] }

const workshop: Partial<EventInput> = {
  kind: 'workshop',
  title: 'Writing specifications',
  format: 'hybrid',
  venue: 'Rue de la Loi 1, Brussels',
  start: '2022-05-17T09:00',
  end: '2022-05-18T17:00',
  capacity: 30,
  registrationCloses: '2022-05-10T12:00',
  rooms: [{ name: 'Main hall', capacity: 30 }],
  sessions: [
    { kind: 'talk', id: 'opening', title: 'Opening', start: '2022-05-17T09:00', end: '2022-05-17T10:00', speakers: [], choose: false },
  ],
}
const drafted = (overrides = workshop): Promise<Event> => managing.create(makeEventInput(overrides), who)
const kept = async (name: string, event?: Event): Promise<Template> => {
  const done = await using.keep(event ?? (await drafted()), name, who)
  if (done.outcome !== 'done') throw new Error(JSON.stringify(done))
  return done.template
}
const made = async (...asked: Parameters<UsingTemplates['use']>): Promise<Event> => {
  const done = await using.use(...asked)
  if (done.outcome !== 'done') throw new Error(JSON.stringify(done))
  return done.event
}

describe('an event made from a template', () => {
  test('has everything that was set, at times counted from the new start, except the link to join', async () => {
    const { id } = await kept('Two days on specifications')
    const event = await made(id, { title: 'Specifications for drones', start: '2022-10-26T10:30' }, { ...who, staff: colleague })
    expect(event).toMatchObject({
      title: 'Specifications for drones',
      status: 'draft',
      owner: 'colleague',
      venue: workshop.venue,
      capacity: 30,
      rooms: workshop.rooms,
      start: '2022-10-26T10:30',
      end: '2022-10-27T18:30',
      registrationCloses: '2022-10-19T13:30',
      sessions: [{ title: 'Opening', start: '2022-10-26T10:30', end: '2022-10-26T11:30' }],
    })
    expect(event.joinUrl).toBeUndefined()
  })

  test('keeps the template’s title if no other is given, and each gets an address of its own', async () => {
    const { id } = await kept('Specifications')
    const both = await Promise.all([made(id, { start: '2022-06-01T09:00' }, who), made(id, { start: '2022-06-01T09:00' }, who)])
    expect(both.map(({ title }) => title)).toEqual([workshop.title, workshop.title])
    expect(new Set(both.map(({ slug }) => slug)).size).toBe(2)
  })

  test('is not changed by what happens to the event that it came from', async () => {
    const event = await drafted()
    const { id } = await kept('Before the change', event)
    await managing.change(event.slug, who, (input) => ({ ...input, title: 'Changed', capacity: 5 }))
    expect(await made(id, { start: '2022-06-01T09:00' }, who)).toMatchObject({ title: workshop.title, capacity: 30 })
  })

  test.each([
    ['does not exist because the clocks change', '2023-03-26T02:30', 'wall-time-skipped'],
    ['is out of reach', '2040-01-01T09:00', 'too-far-ahead'],
  ])('is refused for a start that %s', async (_, start, code) => {
    const { id } = await kept('For any day')
    const done = await using.use(id, { start }, who)
    expect(done).toMatchObject({
      outcome: 'invalid',
      problems: expect.arrayContaining([expect.objectContaining({ field: 'start', code })]),
    })
  })
})

describe('the templates of the network', () => {
  test('are found by all organisers with what helps to choose', async () => {
    await kept('Two days on specifications')
    expect(await templates.list()).toEqual([
      {
        id: 'two-days-on-specifications',
        name: 'Two days on specifications',
        kind: 'workshop',
        format: 'hybrid',
        minutes: 1920,
        sessions: 1,
        questions: 0,
        madeBy: 'organiser',
        madeAt: now,
      },
    ])
  })

  test('have different names, also if two organisers keep one at once', async () => {
    const event = await drafted()
    const both = await Promise.all([using.keep(event, 'Webinar', who), using.keep(event, 'WEBINAR!', { ...who, staff: colleague })])
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'invalid'])
    expect(both).toContainEqual({ outcome: 'invalid', problems: [{ field: 'name', code: 'name-taken' }] })
  })

  test(`are ${mostTemplates} at most`, async () => {
    const { id: _, ...first } = await kept('Number 1')
    for (let number = 2; number <= mostTemplates; number++) await templates.create({ ...first, id: `number-${number}` })
    expect(await using.keep(await drafted(), 'One more', who)).toEqual({
      outcome: 'invalid',
      problems: [{ field: 'name', code: 'too-many-templates', limit: mostTemplates }],
    })
  })

  test('are deleted by whoever made them and by administrators, not by others', async () => {
    const { id } = await kept('Short-lived')
    expect(await using.remove(id, { staff: colleague })).toEqual({ outcome: 'not-maker' })
    expect(await using.remove(id, who)).toEqual({ outcome: 'done' })
    expect(await using.remove(id, who)).toEqual({ outcome: 'no-such-template' })
    expect(await using.use(id, { start: '2022-06-01T09:00' }, who)).toEqual({ outcome: 'no-such-template' })
    const { id: other } = await kept('Left behind')
    expect(await using.remove(other, { staff: { subject: 'a', name: 'A', roles: ['administrator'] } })).toEqual({ outcome: 'done' })
  })
})
