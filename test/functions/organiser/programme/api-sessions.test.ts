import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { addSession, changeSession, removeSession } from '../../../../functions/organiser/programme/api-sessions.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import type { Reply } from '../../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../../shared/http/request.ts'
import type { Events } from '../../../../shared/store/events.ts'
import { createManaging, type Managing } from '../../../../shared/use-cases/event/managing.ts'
import { makeEventInput, organiser } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

let stores: LocalStores
let services: { readonly events: Events; readonly scheduling: Managing }
beforeAll(async () => {
  stores = await startStores()
  services = { events: stores.events, scheduling: createManaging(stores) }
})
afterAll(() => stores.stop())

const now = '2022-01-01T00:00:00.000Z'
const newEvent = async (): Promise<string> => {
  const input = makeEventInput({
    start: '2022-05-17T09:00',
    end: '2022-05-18T02:00',
    capacity: 100,
    rooms: [{ name: 'Salon', capacity: 20 }],
  })
  return (await services.scheduling.create(input, { staff: organiser, now })).slug
}

interface Asked {
  readonly slug: string
  readonly id?: string
  readonly body?: unknown
  readonly staff?: Staff
  readonly seen?: string
}

type Operation = (of: typeof services) => (request: StaffRequest) => Promise<Reply>

const call = async (operation: Operation, { slug, id = '', body = '', staff = organiser, seen }: Asked) => {
  const request = makeRequest(slug, {
    api: true,
    body: JSON.stringify(body),
    headers: seen === undefined ? {} : { 'if-match': seen },
    parameter: (name) => (name === 'id' ? id : slug),
  })
  const reply = await operation(services)({ ...request, staff })
  const etag = z.string().optional().parse(reply.headers?.['etag'])
  return { status: reply.statusCode, body: z.looseObject({}).parse(JSON.parse(reply.body ?? '')), etag }
}

const errorsIn = ({ status, body }: Awaited<ReturnType<typeof call>>) => [
  status,
  ...z
    .array(z.object({ field: z.string() }))
    .parse(body['errors'])
    .map(({ field }) => field),
]

const opening = { title: 'Opening', start: '2022-05-17T09:00', end: '2022-05-17T10:00' }
const idsOf = async (slug: string) => (await stores.events.get(slug))?.sessions.map(({ id }) => id)

describe('the sessions of an event by API', () => {
  test('a session gets an id, which stays when it is renamed and moved', async () => {
    const slug = await newEvent()
    const added = await call(addSession, { slug, body: { ...opening, kind: 'panel', track: 'A', chair: { name: 'Bo' } } })
    expect(added).toMatchObject({ status: 201, body: { id: 'opening', kind: 'panel', track: 'A', chair: { name: 'Bo' }, warnings: [] } })
    const changed = await call(changeSession, { slug, id: 'opening', body: { title: 'Welcome', end: '2022-05-17T09:30', track: null } })
    expect(changed).toMatchObject({ status: 200, body: { id: 'opening', title: 'Welcome', kind: 'panel', end: '2022-05-17T09:30' } })
    expect(changed.body).not.toHaveProperty('track')
    expect(await call(removeSession, { slug, id: 'opening' })).toMatchObject({ status: 200, body: { id: 'opening' } })
    expect(await idsOf(slug)).toEqual([])
    expect((await call(removeSession, { slug, id: 'opening' })).status).toBe(404)
  })

  test('names clashes with the others, and saves all the same', async () => {
    const slug = await newEvent()
    await call(addSession, { slug, body: { ...opening, room: 'A', speakers: [{ name: 'Bo' }] } })
    const added = await call(addSession, { slug, body: { ...opening, title: 'Beside', room: 'a', chair: { name: 'bo' } } })
    expect([added.status, added.body['warnings']]).toEqual([
      201,
      [
        { code: 'same-people', sessions: ['opening', 'beside'], people: ['Bo'] },
        { code: 'same-room', sessions: ['opening', 'beside'], room: 'A' },
      ],
    ])
  })

  test('names a room that is too small', async () => {
    const slug = await newEvent()
    const added = await call(addSession, { slug, body: { ...opening, room: 'Salon' } })
    expect(added.body['warnings']).toEqual([{ code: 'room-smaller-than-event', sessions: ['opening'], room: 'Salon' }])
    const codes = async (capacity: number) => (await call(changeSession, { slug, id: 'opening', body: { capacity } })).body['warnings']
    expect(await codes(21)).toEqual([{ code: 'more-places-than-room', sessions: ['opening'], room: 'Salon' }])
    expect(await codes(20)).toEqual([])
  })

  test('says what is wrong in the terms of the session, and accepts one over midnight', async () => {
    const slug = await newEvent()
    const early = await call(addSession, { slug, body: { ...opening, start: '2022-05-17T08:00' } })
    expect(early).toMatchObject({ status: 422, body: { errors: [{ field: 'start', code: 'session-outside-event' }] } })
    const wrong = await call(addSession, { slug, body: { ...opening, kind: 'party', chair: { name: '' } } })
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: 'kind' }, { field: 'chair.name' }] } })
    // What is wrong with the session by itself and in its event is told at once, each field once.
    const both = { kind: 'party', speakers: [{ name: '' }], start: '2022-05-17T08:00', end: 'later', id: 'mine' }
    const fields = ['title', 'kind', 'end', 'speakers.0.name', 'id', 'start']
    expect(errorsIn(await call(addSession, { slug, body: both }))).toEqual([422, ...fields])
    expect(errorsIn(await call(addSession, { slug, body: 'Dinner' }))).toEqual([422, ''])
    expect(await idsOf(slug)).toEqual([])
    const late = { title: 'Dinner', kind: 'social', start: '2022-05-17T22:00', end: '2022-05-18T01:00' }
    expect((await call(addSession, { slug, body: late })).status).toBe(201)
  })

  test('a change says what is wrong with its fields and with the session in its event, and nothing of it is saved', async () => {
    const slug = await newEvent()
    const { etag = '' } = await call(addSession, { slug, body: opening })
    const wrong = { title: null, room: 'A', capacity: 0, end: '2022-05-17T08:00', colour: 'red', allowBelowGiven: 'yes' }
    expect(errorsIn(await call(changeSession, { slug, id: 'opening', body: wrong }))).toEqual([
      422,
      'title',
      'capacity',
      'allowBelowGiven',
      'colour',
      'end',
    ])
    expect((await call(changeSession, { slug, id: 'opening', body: { colour: 'red' } })).status).toBe(422)
    expect((await call(changeSession, { slug, id: 'opening', body: { room: 'B' }, seen: etag })).status).toBe(200)
    expect((await call(changeSession, { slug, id: 'closing', body: wrong })).status).toBe(404)
  })

  test('whoever changes a session as somebody else no longer left it is told, if they say what they saw', async () => {
    const slug = await newEvent()
    const { etag = '' } = await call(addSession, { slug, body: opening })
    const first = await call(changeSession, { slug, id: 'opening', body: { room: 'A' }, seen: etag })
    expect([first.status, first.etag === etag]).toEqual([200, false])
    expect((await call(changeSession, { slug, id: 'opening', body: { room: 'B' }, seen: etag })).status).toBe(409)
    expect((await call(removeSession, { slug, id: 'opening', seen: etag })).status).toBe(409)
    expect((await call(removeSession, { slug, id: 'opening', seen: first.etag ?? '' })).status).toBe(200)
  })

  test('all sessions that several organisers add at the same time are kept', async () => {
    const slug = await newEvent()
    const all = await Promise.all([1, 2, 3].map((number) => call(addSession, { slug, body: { ...opening, title: `Talk ${number}` } })))
    expect(all.map(({ status, body }) => [status, body['id']])).toEqual([1, 2, 3].map((number) => [201, `talk-${number}`]))
    expect((await idsOf(slug))?.toSorted()).toEqual(['talk-1', 'talk-2', 'talk-3'])
  })

  test('others change nothing, and learn of no draft', async () => {
    const slug = await newEvent()
    const staff: Staff = { ...organiser, subject: 'colleague' }
    expect((await call(addSession, { slug, body: opening, staff })).status).toBe(404)
    expect(await idsOf(slug)).toEqual([])
  })
})
