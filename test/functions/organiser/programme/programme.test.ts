import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { moveSession, planProgramme } from '../../../../functions/organiser/programme/programme.ts'
import {
  addSession,
  checkRemoval,
  editSession,
  newSession,
  removeSession,
  saveSession,
} from '../../../../functions/organiser/programme/session.ts'
import { createSpeakerParts, type SpeakerParts } from '../../../../functions/organiser/speakers/parts.ts'
import type { EventInput } from '../../../../shared/domain/event/event.ts'
import type { Reply } from '../../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../../shared/http/request.ts'
import type { Events } from '../../../../shared/store/events.ts'
import type { Tallies } from '../../../../shared/store/tallies.ts'
import { createManaging, type Managing } from '../../../../shared/use-cases/event/managing.ts'
import { makeEventInput, organiser } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { confirmedSpeaker } from '../../../make/speakers.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

interface Services {
  readonly speakerParts: () => Promise<SpeakerParts>
  readonly events: Events
  readonly scheduling: Managing
  readonly tallies: Tallies
}
let stores: LocalStores
let services: Services
beforeAll(async () => {
  stores = await startStores()
  const speakerParts = async () => createSpeakerParts(stores.database, stores.tables, stores)
  services = { events: stores.events, scheduling: createManaging(stores), tallies: stores.tallies, speakerParts }
})
afterAll(() => stores.stop())

const now = '2022-01-01T00:00:00.000Z'
const session = (id: string, from: string, to: string, more: object = {}) => ({
  id,
  title: id,
  start: `2022-06-${from}`,
  end: `2022-06-${to}`,
  kind: 'talk' as const,
  speakers: [],
  choose: false,
  ...more,
})
const rooms = [{ name: 'Hall', capacity: 120 }, { name: 'Salon', capacity: 20 }, { name: 'Foyer' }]
const planned = async (sessions: EventInput['sessions'], published = false, more: Partial<EventInput> = {}): Promise<string> => {
  const input = makeEventInput({ start: '2022-06-14T09:00', end: '2022-06-16T02:00', capacity: 100, sessions, ...more })
  const { slug } = await services.scheduling.create(input, { staff: organiser, now })
  if (published) await services.scheduling.publish(slug, { staff: organiser, now })
  return slug
}

type Page = (of: Services) => (request: StaffRequest) => Promise<Reply>
interface Asked {
  readonly id?: string
  readonly form?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
}

const open = async (page: Page, slug: string, { id = '', form = {}, query = {} }: Asked = {}) => {
  const request = makeRequest(slug, {
    body: new URLSearchParams(form).toString(),
    query: new URLSearchParams(query),
    parameter: (name) => (name === 'id' ? id : slug),
  })
  const { statusCode, headers, body = '' } = await page(services)({ ...request, staff: organiser })
  return { status: statusCode, location: headers?.['location'], body, form: fieldsOf(body) }
}

/** The fields of the page's form as a browser would post them unchanged. */
const fieldsOf = (body: string): Readonly<Record<string, string>> => {
  const unescaped = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
  const main = /<main[\s\S]*<\/main>/.exec(body)?.[0] ?? ''
  const found: (readonly [string, string])[] = []
  for (const [, attributes = ''] of main.matchAll(/<input ([^>]*)>/g)) {
    const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1]
    if (of('type') !== 'checkbox' || / checked/.test(attributes)) found.push([of('name') ?? '', unescaped(of('value') ?? '')])
  }
  for (const [, name = '', text = ''] of main.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>\n([^<]*)/g)) found.push([name, unescaped(text)])
  for (const [, name = '', inside = ''] of main.matchAll(/<select [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g))
    found.push([name, /<option value="([^"]*)" selected/.exec(inside)?.[1] ?? ''])
  return Object.fromEntries(found)
}

const sessionsOf = async (slug: string): Promise<readonly string[]> =>
  ((await stores.events.get(slug))?.sessions ?? []).map(
    ({ id, start, end, room = '-' }) => `${id} ${start.slice(8)}–${end.slice(8)} ${room}`,
  )

describe('adding and changing sessions on their own pages', () => {
  test('one added to the empty second day stays there, and the event where it was', async () => {
    const slug = await planned([session('opening', '14T09:00', '14T10:00')])
    const { form } = await open(newSession, slug, { query: { day: '2022-06-15' } })
    const added = await open(addSession, slug, { form: { ...form, title: 'Second day' } })
    expect([added.status, added.location]).toEqual([303, `/organiser/events/${slug}/programme?done=added&about=second-day`])
    expect(await sessionsOf(slug)).toEqual(['opening 14T09:00–14T10:00 -', 'second-day 15T09:00–15T09:30 -'])
    expect((await stores.events.get(slug))?.start).toBe('2022-06-14T09:00')
  })

  test('what is wrong is said at its control, with everything that was entered', async () => {
    const slug = await planned([])
    const { form } = await open(newSession, slug)
    const wrong = await open(addSession, slug, { form: { ...form, title: 'Late', end: '2022-06-17T10:00', speakers: 'Bo\n, Ministry' } })
    expect([wrong.status, wrong.form['title'], wrong.form['speakers']]).toEqual([422, 'Late', 'Bo\n, Ministry'])
    expect([wrong.body.includes('href="#speakers"'), wrong.body.includes('href="#end"')]).toEqual([true, true])
    const outside = await open(addSession, slug, { form: { ...form, title: 'Late', end: '2022-06-17T10:00' } })
    expect([outside.status, outside.body.includes('<a href="#end">End must be between the start and the end of the event')]).toEqual([
      422,
      true,
    ])
    expect(await sessionsOf(slug)).toEqual([])
  })

  test('a speaker who would be mailed is named before a session is saved, and nothing is saved until that is confirmed', async () => {
    const slug = await planned([session('talk', '14T09:00', '14T10:00')], true)
    await confirmedSpeaker(stores, { slug }, { sessions: ['talk'] })
    const { form } = await open(editSession, slug, { id: 'talk' })
    const asked = await open(saveSession, slug, { id: 'talk', form: { ...form, end: '2022-06-14T10:30' } })
    expect([asked.status, asked.body.includes('10 minutes after the last one: Ana Silva.')]).toEqual([200, true])
    expect(await sessionsOf(slug)).toEqual(['talk 14T09:00–14T10:00 -'])
    expect((await open(saveSession, slug, { id: 'talk', form: asked.form })).status).toBe(303)
    expect(await sessionsOf(slug)).toEqual(['talk 14T09:00–14T10:30 -'])
  })

  test('a clash is shown before it is saved, and saved once confirmed', async () => {
    const slug = await planned([session('one', '14T09:00', '14T10:00', { room: 'Hall', speakers: [{ name: 'Bo' }] })])
    const filled = {
      ...(await open(newSession, slug)).form,
      title: 'two',
      start: '2022-06-14T09:30',
      end: '2022-06-14T10:30',
      room: 'hall',
      chair: 'bo',
    }
    const checked = await open(addSession, slug, { form: filled })
    expect(checked.status).toBe(200)
    expect(checked.body).toContain('“one” and “two” are in Hall at the same time.')
    expect(checked.body).toContain('Bo is needed in “one” and “two” at the same time.')
    expect(await sessionsOf(slug)).toHaveLength(1)
    expect((await open(addSession, slug, { form: { ...checked.form, room: '' } })).status).toBe(200)
    expect((await open(addSession, slug, { form: checked.form })).status).toBe(303)
    const shown = await open(planProgramme, slug, { query: { done: 'added', about: 'two' } })
    expect(shown.body).toContain('Session added: two')
    expect(shown.body).toContain('These sessions clash')
  })

  test('a session that does not fit into its room is shown before it is saved', async () => {
    const slug = await planned([session('one', '14T09:00', '14T10:00', { room: 'salon', capacity: 20 })], false, { rooms })
    const { form, body } = await open(editSession, slug, { id: 'one' })
    expect(body).toContain('Rooms: Hall (120 places) and Salon (20 places).')
    const more = await open(saveSession, slug, { id: 'one', form: { ...form, capacity: '21' } })
    expect([more.status, more.body.includes('“one” has more places (21) than salon (20).')]).toEqual([200, true])
    const unlimited = await open(saveSession, slug, { id: 'one', form: { ...form, capacity: '' } })
    expect(unlimited.body).toContain('“one” has no limit of its own: up to 100 people can come, and salon has 20 places.')
    expect((await open(saveSession, slug, { id: 'one', form: { ...form, capacity: '', room: 'Hall' } })).status).toBe(303)
  })

  test('the second of two people sees both versions, and nothing is wiped until they say so', async () => {
    const slug = await planned([session('talk', '14T09:00', '14T10:00')])
    const [first, second] = [await open(editSession, slug, { id: 'talk' }), await open(editSession, slug, { id: 'talk' })]
    expect((await open(saveSession, slug, { id: 'talk', form: { ...first.form, room: 'Blue room', track: 'Law' } })).status).toBe(303)
    const late = await open(saveSession, slug, { id: 'talk', form: { ...second.form, room: 'Red room' } })
    expect([late.status, late.form['room']]).toEqual([409, 'Red room'])
    expect(late.body).toMatch(/Room[\s\S]*Blue room[\s\S]*Red room/)
    expect(late.body).toMatch(/Track[\s\S]*Law[\s\S]*\(empty\)/)
    expect(await sessionsOf(slug)).toEqual(['talk 14T09:00–14T10:00 Blue room'])
    expect((await open(saveSession, slug, { id: 'talk', form: { ...late.form, track: 'Law' } })).status).toBe(303)
    expect(await sessionsOf(slug)).toEqual(['talk 14T09:00–14T10:00 Red room'])
  })

  test('two people who change different sessions do not meet', async () => {
    const slug = await planned([session('one', '14T09:00', '14T10:00'), session('two', '14T10:00', '14T11:00')])
    const forms = [await open(editSession, slug, { id: 'one' }), await open(editSession, slug, { id: 'two' })] as const
    const saved = await Promise.all([
      open(saveSession, slug, { id: 'one', form: { ...forms[0].form, room: 'A' } }),
      open(saveSession, slug, { id: 'two', form: { ...forms[1].form, room: 'B' } }),
    ])
    expect(saved.map(({ status }) => status)).toEqual([303, 303])
    expect(await sessionsOf(slug)).toEqual(['one 14T09:00–14T10:00 A', 'two 14T10:00–14T11:00 B'])
  })

  test('what was entered for a session that somebody removed can be added again', async () => {
    const slug = await planned([session('talk', '14T09:00', '14T10:00')])
    const { form } = await open(editSession, slug, { id: 'talk' })
    const { form: seen } = await open(editSession, slug, { id: 'talk' })
    expect((await open(removeSession, slug, { id: 'talk', form: { seen: seen['seen'] ?? '' } })).status).toBe(303)
    const late = await open(saveSession, slug, { id: 'talk', form: { ...form, title: 'Talk, renamed' } })
    expect([late.status, late.form['title'], late.form['seen']]).toEqual([409, 'Talk, renamed', undefined])
    expect((await open(addSession, slug, { form: late.form })).status).toBe(303)
    expect(await sessionsOf(slug)).toEqual(['talk-renamed 14T09:00–14T10:00 -'])
  })
})

describe('moving sessions with buttons', () => {
  const pressed = async (slug: string, id: string, action: string, more: Readonly<Record<string, string>> = {}) => {
    const { form } = await open(planProgramme, slug, { query: { session: id } })
    return open(moveSession, slug, { form: { ...form, action, ...more } })
  }

  test('earlier, longer, to another room and another day; the page comes back with the same button', async () => {
    const slug = await planned([
      session('talk', '14T10:00', '14T11:00', { room: 'A' }),
      session('other', '14T09:00', '14T10:00', { room: 'B' }),
    ])
    const { location = '' } = await pressed(slug, 'talk', 'earlier', { by: '30' })
    expect(location).toBe(`/organiser/events/${slug}/programme?session=talk&by=30&pressed=earlier`)
    const shown = await open(planProgramme, slug, { query: Object.fromEntries(new URL(String(location), 'https://x').searchParams) })
    expect(shown.body).toMatch(/value="earlier" autofocus/)
    expect(shown.body).toContain('talk: Tuesday, 14 June 2022, 09:30–10:30, A')
    await pressed(slug, 'talk', 'longer', { by: '15' })
    await pressed(slug, 'talk', 'day', { day: '2022-06-15' })
    await pressed(slug, 'talk', 'room', { room: 'B' })
    expect(await sessionsOf(slug)).toEqual(['talk 15T09:30–15T10:45 B', 'other 14T09:00–14T10:00 B'])
  })

  test('a move out of the event is refused in words, and leaves everything as it was', async () => {
    const slug = await planned([session('opening', '14T09:00', '14T10:00'), session('late', '16T01:00', '16T02:00')])
    const refused = await pressed(slug, 'opening', 'earlier')
    expect([refused.status, refused.body.includes('opening: Start must be between the start and the end of the event')]).toEqual([
      422,
      true,
    ])
    expect((await pressed(slug, 'late', 'later')).status).toBe(422)
    expect(await sessionsOf(slug)).toEqual(['opening 14T09:00–14T10:00 -', 'late 16T01:00–16T02:00 -'])
  })

  test('to where it clashes, it is asked first: also with what moves along', async () => {
    const slug = await planned([session('a', '14T10:00', '14T11:00', { room: 'A' }), session('b', '14T10:00', '14T11:00', { room: 'B' })])
    const asked = await pressed(slug, 'a', 'room', { room: 'B' })
    expect([asked.status, asked.body.includes('“a” and “b” are in B at the same time.')]).toEqual([200, true])
    expect(await sessionsOf(slug)).toContain('a 14T10:00–14T11:00 A')
    expect((await open(moveSession, slug, { form: asked.form })).status).toBe(303)
    expect(await sessionsOf(slug)).toContain('a 14T10:00–14T11:00 B')
  })

  test('if people chose a session of a published event, it is asked first, however it moves', async () => {
    const slug = await planned([session('talk', '14T10:00', '14T11:00'), session('lab', '14T11:00', '14T12:00', { choose: true })], true)
    expect((await pressed(slug, 'talk', 'earlier')).status).toBe(303)
    const asked = await pressed(slug, 'talk', 'later', { following: 'true' })
    expect([asked.status, asked.body.includes('Nobody with a place has chosen “lab”')]).toEqual([200, true])
    expect((await open(moveSession, slug, { form: asked.form })).status).toBe(303)
    expect(await sessionsOf(slug)).toEqual(['talk 14T10:00–14T11:00 -', 'lab 14T11:15–14T12:15 -'])
    expect((await stores.events.get(slug))?.sessionRevisions).toEqual([{ revision: 1, sessions: ['lab'] }])
  })

  test('if a day of a published event gets longer, everyone with a place is told, which is asked first', async () => {
    const slug = await planned([session('talk', '14T10:00', '14T11:00'), session('end', '15T10:00', '15T11:00')], true)
    const asked = await pressed(slug, 'talk', 'longer', { by: '60' })
    expect(asked.status).toBe(303)
    const dinner = { title: 'Dinner', kind: 'social', start: '2022-06-14T19:00', end: '2022-06-14T22:00' }
    const added = await open(addSession, slug, { form: dinner })
    expect([added.status, added.body.includes('The days or hours of the event change. Nobody has a place yet')]).toEqual([200, true])
    expect((await stores.events.get(slug))?.revision).toBe(0)
    expect((await open(addSession, slug, { form: added.form })).status).toBe(303)
    expect((await stores.events.get(slug))?.revision).toBe(1)
    const later = await pressed(slug, 'dinner', 'later')
    expect([later.status, later.body.includes('The days or hours of the event change')]).toEqual([200, true])
    const gone = await open(checkRemoval, slug, { id: 'end' })
    expect(gone.body).not.toContain('The days or hours of the event change')
  })

  test('a session can move to each room of the event, also to one where nothing is yet', async () => {
    const slug = await planned([session('talk', '14T10:00', '14T11:00', { room: 'hall' })], false, { rooms })
    const { form, body } = await open(planProgramme, slug, { query: { session: 'talk' } })
    expect(body).toContain('Rooms: Hall (120 places), Salon (20 places) and Foyer.')
    expect(body).toContain('<option value="Hall" selected>')
    const asked = await open(moveSession, slug, { form: { ...form, action: 'room', room: 'Salon' } })
    expect([asked.status, asked.body.includes('Salon has 20 places')]).toEqual([200, true])
    expect((await open(moveSession, slug, { form: { ...form, action: 'room', room: 'Foyer' } })).status).toBe(303)
    expect(await sessionsOf(slug)).toEqual(['talk 14T10:00–14T11:00 Foyer'])
  })

  test('of two people who press a button, the second is shown what the first did', async () => {
    const slug = await planned([session('talk', '14T10:00', '14T11:00')])
    const { form } = await open(planProgramme, slug, { query: { session: 'talk' } })
    expect((await open(moveSession, slug, { form: { ...form, action: 'later' } })).status).toBe(303)
    const late = await open(moveSession, slug, { form: { ...form, action: 'later' } })
    expect([late.status, late.body.includes('10:15–11:15')]).toEqual([409, true])
    expect(await sessionsOf(slug)).toEqual(['talk 14T10:15–14T11:15 -'])
  })

  test('a session over midnight stands on the day on which it begins, and one after midnight at the end of it', async () => {
    const slug = await planned([
      session('nightcap', '15T01:00', '15T02:00'),
      session('dinner', '14T23:00', '15T01:00'),
      session('second', '15T09:00', '15T10:00'),
    ])
    const { body } = await open(planProgramme, slug)
    const order = [...body.matchAll(/id="(day-[\d-]+|nightcap|dinner|second)"/g)].map(([, id]) => id)
    expect(order).toEqual(['day-2022-06-14', 'dinner', 'nightcap', 'day-2022-06-15', 'second'])
  })
})
