import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { getEvent, listEvents } from '../../../../functions/attendee/programme/api-events.ts'
import * as api from '../../../../functions/organiser/event/api-events.ts'
import { eventFields, inputFields } from '../../../../shared/domain/event/fields.ts'
import type { eventInputSchema } from '../../../../shared/domain/event/input.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import type { Reply } from '../../../../shared/http/reply.ts'
import type { Request, StaffRequest } from '../../../../shared/http/request.ts'
import { createManaging, type Managing } from '../../../../shared/use-cases/event/managing.ts'
import { organiser } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

let stores: LocalStores
let services: LocalStores & { readonly scheduling: Managing }
beforeAll(async () => {
  stores = await startStores()
  services = { ...stores, scheduling: createManaging(stores) }
})
afterAll(() => stores.stop())

const colleague: Staff = { ...organiser, subject: 'colleague' }
const steering: Staff = { ...organiser, roles: ['steering'] }

interface Asked {
  readonly slug?: string
  readonly body?: unknown
  readonly staff?: Staff
  readonly query?: string
}

const bodySchema = z.record(z.string(), z.unknown())

const call = async (
  run: (request: StaffRequest) => Promise<Reply> | Reply,
  { slug = '', body = '', staff = organiser, query = '' }: Asked = {},
) => {
  const request: Request = makeRequest(slug, { api: true, body: JSON.stringify(body), query: new URLSearchParams(query) })
  const reply = await run({ ...request, staff })
  return { status: reply.statusCode, body: bodySchema.parse(JSON.parse(reply.body ?? '')) }
}

const slugSchema = z.object({ slug: z.string() })
const create = async (body: unknown, staff = organiser): Promise<string> =>
  slugSchema.parse((await call(api.createEvent(services), { body, staff })).body).slug

// The compiler requires a value for every field.
type Whole = Required<z.input<typeof eventInputSchema>>

const whole: Whole = {
  kind: 'conference',
  title: 'Procurement days',
  summary: 'Two lines\nabout it.',
  description: 'First paragraph.\n\nSecond paragraph.',
  format: 'hybrid',
  timeZone: 'Europe/Brussels',
  start: '2022-05-17T10:00',
  end: '2022-05-17T18:00',
  language: 'fr',
  capacity: 120,
  audience: 'approval',
  approvalDays: 5,
  registrationOpens: '2022-03-01T09:00',
  registrationCloses: '2022-05-16T18:00',
  waitingList: 'confirm',
  offerHours: 24,
  holds: [{ id: 'police', label: 'Police', places: 10, until: '2022-05-01T12:00', countries: ['BE', 'LU'] }],
  inPersonPlaces: 60,
  onlinePlaces: 90,
  joinUrl: 'https://meet.example/days',
  venue: 'Rue de l’Exemple 1\nBrussels',
  topics: ['market-engagement', 'Drones, robots'],
  partners: ['RaDAR'],
  speakers: [{ name: 'Ana Silva', organisation: 'Ministry' }, { name: 'Bo' }],
  rooms: [{ name: 'A', capacity: 80 }, { name: 'B' }],
  sessions: [
    {
      id: 'opening',
      title: 'Opening',
      kind: 'panel',
      start: '2022-05-17T11:00',
      end: '2022-05-17T12:00',
      room: 'A',
      track: 'Toolbox',
      summary: 'Words',
      speakers: [{ name: 'Bo' }],
      chair: { name: 'Ana Silva' },
      choose: true,
      capacity: 80,
    },
  ],
  attendeeTypes: [
    { id: 'speaker', label: 'Speaker' },
    { id: 'guest', label: 'Guest' },
  ],
  questions: [
    {
      id: 'diet',
      label: 'What do you eat?',
      help: 'For lunch',
      type: 'choice',
      required: true,
      options: [
        { id: 'a', label: 'A' },
        { id: 'b', label: 'B' },
      ],
    },
    { id: 'notes', label: 'Notes', type: 'text', rows: 4, required: false, when: { question: 'diet', is: ['b'] } },
  ],
  changesUntil: '2022-05-15T12:00',
  reminders: ['P2D'],
  surveyAfter: 'PT2H',
  surveyReminder: 'never',
}

/** A different value for each field, valid whatever an event's other values. */
const other: Whole = {
  kind: 'workshop',
  title: 'Procurement day',
  summary: 'One line about it.',
  description: 'One paragraph.',
  format: 'online',
  timeZone: 'Europe/Paris',
  start: '2022-05-17T09:30',
  end: '2022-05-17T18:30',
  language: 'en',
  capacity: 100,
  audience: 'network',
  approvalDays: 9,
  registrationOpens: '2022-03-02T09:00',
  registrationCloses: '2022-05-16T19:00',
  waitingList: 'none',
  offerHours: 12,
  holds: [{ id: 'police', label: 'Police and customs', places: 20, until: '2022-05-02T12:00', countries: [] }],
  inPersonPlaces: 50,
  onlinePlaces: 80,
  joinUrl: 'https://meet.example/day',
  venue: 'Rue de l’Exemple 2',
  topics: [],
  partners: [],
  speakers: [],
  rooms: [{ name: 'C', capacity: 20 }],
  sessions: [
    { id: 'close', title: 'Close', kind: 'break', start: '2022-05-17T16:00', end: '2022-05-17T17:00', speakers: [], choose: false },
  ],
  attendeeTypes: [],
  questions: [{ id: 'file', label: 'A file', type: 'file', required: false }],
  changesUntil: '2022-05-14T12:00',
  reminders: [],
  surveyAfter: 'P1D',
  surveyReminder: 'P5D',
}

test('whatever is set when an event is created can be read back', async () => {
  const slug = await create(whole)
  const { status, body } = await call(api.getOwnEvent(services), { slug })
  expect([status, body]).toEqual([200, expect.objectContaining(whole)])
  expect(body).toMatchObject({ slug, status: 'draft', url: `https://events.example/events/${slug}`, placesLeft: 110, revision: 0 })
})

test('what was read can be sent back as a change that changes nothing', async () => {
  const slug = await create(whole)
  const before = await call(api.getOwnEvent(services), { slug })
  const fields = Object.fromEntries(Object.keys(eventFields).map((field) => [field, before.body[field]]))
  expect((await call(api.changeEvent(services), { slug, body: fields })).status).toBe(200)
  expect(await call(api.getOwnEvent(services), { slug })).toEqual(before)
})

/** What was counted is not in the answer to a change. */
const withoutCounts = ({ placesLeft: _, sessionFigures: __, participationFigures: ___, ...told }: Record<string, unknown>) => told

describe('a change of one field can be read back', () => {
  let slug: string
  beforeAll(async () => {
    slug = await create(whole)
  })

  test.each(Object.entries(other))('%s', async (field, value) => {
    const before = await call(api.getOwnEvent(services), { slug })
    const changed = await call(api.changeEvent(services), { slug, body: { [field]: value } })
    const after = await call(api.getOwnEvent(services), { slug })
    expect([changed.status, after.body[field]]).toEqual([200, value])
    const told = withoutCounts(after.body)
    expect(changed.body).toEqual(told)
    const { startsAt: _, endsAt: __, ...expected } = { ...withoutCounts(before.body), [field]: value }
    expect(after.body).toMatchObject(expected)
  })
})

test('null removes any optional field', async () => {
  const slug = await create({ ...whole, holds: [] })
  const optional = Object.entries(inputFields).flatMap(([field, schema]) => (schema instanceof z.ZodOptional ? [field] : []))
  const body = Object.fromEntries(optional.map((field) => [field, null]))
  expect((await call(api.changeEvent(services), { slug, body })).status).toBe(200)
  const read = await call(api.getOwnEvent(services), { slug })
  expect(optional.filter((field) => field in read.body)).toEqual([])
})

test('the public sees exactly the fields of a published event that the table allows', async () => {
  const slug = await create(whole)
  await call(api.publishEvent(services), { slug })
  const request = makeRequest(slug, { api: true })
  const seen = bodySchema.parse(JSON.parse((await getEvent(services)(request)).body ?? ''))
  const open = Object.entries(eventFields).flatMap(([field, { readers }]) => (readers === 'everybody' ? [field] : []))
  expect(Object.keys(seen).toSorted()).toEqual([...open, 'slug', 'status', 'startsAt', 'endsAt', 'availability', 'url'].toSorted())
  expect(JSON.stringify(seen)).not.toMatch(/meet\.example|Police/)
})

test('a change tells at once what is wrong with its fields, and with the event as it would be', async () => {
  const slug = await create({ ...whole, title: 'Rounds' })
  const body = { timeZone: 'Brussels', end: '2022-05-17T09:00', nonsense: true, allowBelowGiven: 'yes' }
  const { status, body: answer } = await call(api.changeEvent(services), { slug, body })
  const { errors } = z.object({ errors: z.array(z.object({ field: z.string(), code: z.string() })) }).parse(answer)
  expect([status, errors.map(({ field, code }) => `${field} ${code}`).toSorted()]).toEqual([
    422,
    expect.arrayContaining(['allowBelowGiven not-one-of', 'end end-before-start', 'nonsense unknown-field', 'timeZone time-zone']),
  ])
})

test('publishing tells what people need to take part and the event does not say yet', async () => {
  const { joinUrl: _, venue: __, ...bare } = { ...whole, title: 'Bare' }
  const warnings = async (body: object) => (await call(api.publishEvent(services), { slug: await create(body) })).body['warnings']
  const missing = (field: string) => ({ code: 'missing', field })
  expect(await warnings({ ...bare, format: 'hybrid' })).toEqual([missing('venue'), missing('joinUrl')])
  expect(await warnings({ ...bare, format: 'in-person' })).toEqual([missing('venue')])
  expect(await warnings({ ...bare, format: 'online' })).toEqual([missing('joinUrl')])
  expect(await warnings(whole)).toEqual([])
})

describe('drafts', () => {
  test('are listed and read by their owners only', async () => {
    const mine = await create({ ...whole, title: 'Mine' }, colleague)
    const listed = async (asked: Asked): Promise<unknown> => {
      const { body } = await call(api.listOwnEvents(services), asked)
      return z
        .object({ events: z.array(slugSchema) })
        .parse(body)
        .events.map(({ slug }) => slug)
    }
    expect(await listed({ staff: colleague })).toEqual([mine])
    expect(await listed({ staff: colleague, query: 'status=draft' })).toEqual([mine])
    expect(await listed({ staff: colleague, query: 'status=published' })).toEqual([])
    expect(await listed({})).not.toContain(mine)
    expect((await call(api.listOwnEvents(services), { staff: steering })).status).toBe(403)
    expect((await call(api.listOwnEvents(services), { query: 'status=over' })).status).toBe(422)
    for (const staff of [organiser, { ...steering, subject: colleague.subject }])
      expect((await call(api.getOwnEvent(services), { slug: mine, staff })).status).toBe(404)
  })

  test('once published are forbidden to others rather than not found', async () => {
    const slug = await create(whole)
    await call(api.publishEvent(services), { slug })
    expect((await call(api.getOwnEvent(services), { slug, staff: colleague })).status).toBe(403)
  })
})

describe('a long list of events', () => {
  const pagesOf = async (first: string, run: (request: StaffRequest) => Promise<Reply> | Reply) => {
    const pages: { readonly slugs: readonly string[]; readonly bytes: number }[] = []
    let query: string | undefined = first
    while (query !== undefined) {
      const { body } = await call(run, { query })
      const { events, next } = listSchema.parse(body)
      pages.push({ slugs: events.map(({ slug }) => slug), bytes: Buffer.byteLength(JSON.stringify(body)) })
      query = next?.split('?')[1]
    }
    return pages
  }
  const listSchema = z.object({ events: z.array(z.object({ slug: z.string() })), next: z.string().optional() })

  test('comes in pages of at most 300 kB, in which each event stands once', async () => {
    const description = 'Words. '.repeat(1_400)
    for (let number = 0; number < 40; number++) {
      const slug = await create({ ...whole, kind: 'training', title: `Long ${number}`, description })
      await call(api.publishEvent(services), { slug })
    }
    const long = { public: 'kind=training&when=all', own: 'status=published' }
    for (const [pages, all] of [
      [await pagesOf(long.public, listEvents(services)), (await stores.events.listPublic()).filter(({ kind }) => kind === 'training')],
      [await pagesOf(long.own, api.listOwnEvents(services)), await stores.events.listOrganisedBy(organiser.subject)],
    ] as const) {
      expect(Math.max(...pages.map(({ bytes }) => bytes))).toBeLessThanOrEqual(300_000)
      const expected = all.filter(({ status }) => status === 'published').map(({ slug }) => slug)
      expect(pages.flatMap(({ slugs }) => slugs).toSorted()).toEqual(expected.toSorted())
      expect(pages.length).toBeGreaterThan(1)
    }
    expect((await call(listEvents(services), { query: 'from=no-such-event' })).status).toBe(422)
  }, 120_000)
})
