import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import * as api from '../../../../functions/organiser/event/api-events.ts'
import { apiMoveEvent, moveEvent } from '../../../../functions/organiser/event/move.ts'
import { saveEvent } from '../../../../functions/organiser/event-form/edit.ts'
import { controlValues } from '../../../../functions/organiser/event-form/event-form-view.ts'
import { formFromEvent } from '../../../../functions/organiser/event-form/form-values.ts'
import { createSpeakerParts } from '../../../../functions/organiser/speakers/parts.ts'
import type { Event } from '../../../../shared/domain/event/event.ts'
import type { StoredSession } from '../../../../shared/domain/event/fields.ts'
import type { Reply } from '../../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../../shared/http/request.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { organiser, publishEvent, registerMany } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { confirmedSpeaker, current } from '../../../make/speakers.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const services = () => ({
  ...stores,
  scheduling: createManaging(stores),
  speakerParts: async () => createSpeakerParts(stores.database, stores.tables, stores),
})

const withPeople = async (count: number, overrides: Parameters<typeof publishEvent>[1] = {}): Promise<Event> => {
  const event = await publishEvent(stores, { capacity: 2, ...overrides })
  await registerMany(stores, event.slug, count)
  return event
}

const now = async ({ slug }: Event): Promise<Event | undefined> => stores.events.get(slug)

/** Sends the form of an event, changed like this. */
const send = (event: Event, changes: Readonly<Record<string, string>>): Promise<Reply> => {
  const form = new URLSearchParams({ version: String(event.version) })
  for (const [name, value] of Object.entries(controlValues(formFromEvent(event))))
    for (const each of [value ?? []].flat()) form.append(name, each)
  for (const [name, value] of Object.entries(changes)) form.set(name, value)
  return saveEvent(services())({ ...makeRequest(event.slug, { body: form.toString() }), staff: organiser })
}

const later = { start: '2022-05-17T14:00', end: '2022-05-17T16:00' }

describe('a change of a published event', () => {
  test('says first whom it concerns and shows the mail, and saves nothing until that is confirmed; the note is in the mail', async () => {
    const event = await withPeople(3)
    const asked = await send(event, later)
    expect(asked.statusCode).toBe(200)
    expect(asked.body).toContain('Updates 2 invitations and e-mails 2 people.')
    expect(asked.body).toContain('1 person without a place is not e-mailed, and keeps their turn.')
    expect(asked.body).toContain('14:00 to 16:00')
    expect(asked.body).not.toContain('value="quiet"')
    const note = 'The room is free\nonly in the afternoon.'
    expect((await send(event, { ...later, note, action: 'check' })).body).toContain('only in the afternoon.')
    expect([await now(event), await stores.fanOuts.listOf(event.slug)]).toEqual([event, []])
    const saved = await send(event, { ...later, note, action: 'confirm' })
    expect([saved.statusCode, saved.headers?.['location']]).toEqual([303, `/organiser/events/${event.slug}?done=moved`])
    expect((await stores.fanOuts.listOf(event.slug)).map((fanOut) => [fanOut.kind, fanOut.note])).toEqual([['update', note]])
  })

  test('is saved at once if nobody is told of it', async () => {
    const event = await withPeople(1)
    expect((await send(event, { summary: 'Other words.' })).statusCode).toBe(303)
    const empty = await withPeople(0)
    expect((await send(empty, later)).statusCode).toBe(303)
  })

  test('of the title alone can go without mail; calendars keep the old one, and the next change tells both', async () => {
    const event = await withPeople(1)
    expect((await send(event, { title: 'Building market demand' })).body).toContain('value="quiet"')
    expect((await send(event, { title: 'Building market demand', action: 'quiet' })).statusCode).toBe(303)
    const quiet = await now(event)
    expect([quiet?.title, quiet?.revision, await stores.fanOuts.listOf(event.slug)]).toEqual(['Building market demand', 0, []])
    expect((await send(quiet ?? event, { ...later, action: 'quiet' })).statusCode).toBe(422)
  })

  test('goes back to the form with everything typed, and says what is wrong with the note', async () => {
    const event = await withPeople(1)
    const back = await send(event, { ...later, title: 'Typed title', action: 'look' })
    expect([back.statusCode, back.body?.includes('value="Typed title"')]).toEqual([200, true])
    const wrong = await send(event, { ...later, note: 'x'.repeat(1001), action: 'confirm' })
    expect([wrong.statusCode, (await now(event))?.revision]).toEqual([422, 0])
  })

  test('that moves its sessions along moves them only once that is confirmed', async () => {
    const session: StoredSession = {
      kind: 'talk',
      id: 'case',
      title: 'The case',
      start: '2022-05-17T10:00',
      end: '2022-05-17T10:30',
      speakers: [],
      choose: true,
    }
    const event = await withPeople(1, { sessions: [session] })
    const moved = { ...later, moveSessions: 'true' }
    expect((await send(event, moved)).body).toContain('name="moveSessions" value="true"')
    expect((await now(event))?.sessions).toEqual([session])
    expect((await send(event, { ...moved, action: 'look' })).body).toMatch(/name="moveSessions"[^>]* checked/)
    expect((await send(event, { ...moved, action: 'confirm' })).statusCode).toBe(303)
    expect((await now(event))?.sessions.map(({ start, end }) => [start, end])).toEqual([['2022-05-17T14:00', '2022-05-17T14:30']])
  })
})

describe('the same by API', () => {
  const outputSchema = z.looseObject({
    start: z.string(),
    consequences: z
      .object({
        invitations: z.int(),
        offers: z.int(),
        waiting: z.int(),
        mail: z.object({ subject: z.string(), text: z.string() }).optional(),
      })
      .optional(),
  })
  const call = async (run: (request: StaffRequest) => Promise<Reply> | Reply, { slug }: Event, body: unknown, query = '') => {
    const request = makeRequest(slug, { api: true, body: JSON.stringify(body), query: new URLSearchParams(query) })
    const reply = await run({ ...request, staff: organiser })
    return { status: reply.statusCode, json: JSON.parse(reply.body ?? 'null') as unknown }
  }

  test('names the speakers whose calendars follow, even if nobody else is told, before a change or a move is saved', async () => {
    const published = await withPeople(0)
    await confirmedSpeaker(stores, published)
    const event = await current(stores, published)
    const told = /They will receive one e-mail about all changes, 10 minutes after the last one: Ana Silva\./
    expect((await send(event, later)).body).toMatch(told)
    expect((await send(event, { summary: 'New words.' })).statusCode).toBe(303)
    const form = new URLSearchParams({ days: '7', action: 'preview', version: String((await current(stores, event)).version) })
    const moved = await moveEvent(services())({ ...makeRequest(event.slug, { body: form.toString() }), staff: organiser })
    expect(moved.body).toMatch(told)
  })

  test('a preview says what a change or a move would do, and saves nothing', async () => {
    const event = await withPeople(3)
    const changed = await call(api.changeEvent(services()), event, { ...later, note: 'Sorry.' }, 'preview=true')
    const { start, consequences } = outputSchema.parse(changed.json)
    expect([start, consequences?.invitations, consequences?.offers, consequences?.waiting]).toEqual([later.start, 2, 0, 1])
    expect(consequences?.mail?.text).toContain('Sorry.')
    const moved = outputSchema.parse((await call(apiMoveEvent(services()), event, { days: 7 }, 'preview=true')).json)
    expect([moved.start, moved.consequences?.invitations]).toEqual(['2022-05-24T10:00', 2])
    const text = outputSchema.parse((await call(api.changeEvent(services()), event, { summary: 'New.' }, 'preview=true')).json)
    expect(text.consequences).toEqual({ invitations: 0, offers: 0, waiting: 1 })
    expect([await now(event), await stores.fanOuts.listOf(event.slug)]).toEqual([event, []])
    expect((await call(api.changeEvent(services()), event, {}, 'preview=perhaps')).status).toBe(422)
  })

  test('a change takes a note, and a correction can be quiet', async () => {
    const event = await withPeople(1)
    await call(api.changeEvent(services()), event, { venue: 'Room 2', quiet: true })
    expect(await stores.fanOuts.listOf(event.slug)).toEqual([])
    expect((await call(api.changeEvent(services()), event, { ...later, quiet: true })).status).toBe(422)
    await call(api.changeEvent(services()), event, { ...later, note: 'Sorry.' })
    expect((await stores.fanOuts.listOf(event.slug)).map(({ note }) => note)).toEqual(['Sorry.'])
  })
})
