import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createFanningOut } from '../../../../functions/fan-out/fanning-out.ts'
import { getOwnEvent } from '../../../../functions/organiser/event/api-events.ts'
import { manageView } from '../../../../functions/organiser/event/manage-view.ts'
import { messages, writeMessage } from '../../../../functions/organiser/messages/messages.ts'
import { listRegistrations } from '../../../../functions/organiser/registrations/api-registrations.ts'
import { registrationsExport } from '../../../../functions/organiser/registrations/download.ts'
import { createReached } from '../../../../functions/organiser/registrations/reachability.ts'
import { registrationList } from '../../../../functions/organiser/registrations/registrations.ts'
import { ownEventOutput } from '../../../../shared/api/managed-event.ts'
import { registrationListOutput } from '../../../../shared/api/registrations.ts'
import type { Event } from '../../../../shared/domain/event/event.ts'
import { sessionSchema } from '../../../../shared/domain/event/fields.ts'
import type { StaffRequest } from '../../../../shared/http/request.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { createCancellingForOrganiser } from '../../../../shared/use-cases/registration/cancelling.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { csvRows } from '../../../make/csv-rows.ts'
import { noFiles } from '../../../make/no-files.ts'
import { makePerson, now, organiser, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allMessages, allRegistrations } from '../../../store/scan.ts'
import { linksIn, staffPage, textOf, textsIn } from '../../../views/staff/page.ts'

let stores: LocalStores
let event: Event
beforeAll(async () => {
  stores = await startStores()
  event = await publishEvent(stores, { capacity: 3, sessions })
  const register = createRegistering(stores)
  const choices = [['opening', 'visit'], ['opening'], ['visit'], ['visit', 'opening']]
  for (const [index, chosen] of choices.entries())
    await register(event.slug, makePerson(index + 1, { sessions: chosen }), { now: later(index), language: 'en', requestKey: undefined })
  const [first] = await allRegistrations(stores, event.slug)
  const [leaving] = (await allRegistrations(stores, event.slug)).filter(({ name }) => name === 'Person 3')
  if (first === undefined || leaving === undefined) throw new Error('nobody registered')
  await createCancellingForOrganiser(stores)(event.slug, leaving.id, { now: later(9), tells: true })
})
afterAll(() => stores.stop())

const later = (seconds: number): string => `2022-04-01T09:00:0${seconds}.000Z`

const session = (id: string, title: string, more: object) =>
  sessionSchema.parse({ id, title, start: '2022-05-17T10:00', end: '2022-05-17T10:30', ...more })
const sessions = [
  session('opening', 'Opening', { choose: true }),
  session('visit', 'Visit to the laboratory', { start: '2022-05-17T11:00', end: '2022-05-17T12:00', capacity: 2 }),
  session('lunch', 'Lunch', { start: '2022-05-17T10:30', end: '2022-05-17T11:00' }),
]

const request = (query = '', more: Partial<StaffRequest> = {}): StaffRequest => ({
  ...makeRequest(event.slug, { query: new URLSearchParams(query), api: true }),
  staff: organiser,
  ...more,
})

const services = () => ({ ...stores, ...noFiles, reached: createReached(stores), scheduling: createManaging(stores) })
const withFiles = () => ({
  ...services(),
  fileQuestions: () => [],
  files: { get: () => Promise.reject(new Error('no files are asked for')) },
})

describe('of the people who chose a session, an organiser', () => {
  test('gets a list by itself, without those who cancelled, and the same as a file', async () => {
    const page = (await registrationList(Object(withFiles()))(request('session=visit'))).body ?? ''
    expect(
      textsIn(page, 'th')
        .filter((text) => text.startsWith('Person'))
        .map((text) => text.slice(0, 8)),
    ).toEqual(['Person 1', 'Person 4'])
    expect(page).toContain('<option value="visit" selected>Visit to the laboratory</option>')
    expect(page).not.toContain('value="lunch"')
    const link = linksIn(page)['Download list (CSV)'] ?? ''
    const file = await registrationsExport(services())(request(link.slice(link.indexOf('?') + 1)))
    expect(file.headers?.['content-disposition']).toBe(`attachment; filename="${event.slug}-visit.csv"`)
    expect(csvRows(file.body ?? '').map(([name]) => name)).toEqual(
      ['\uFEFFName', 'Person 1', 'Person 4'].map((name) => name.replace('\uFEFF', '')),
    )
  })

  test('gets all of them through the API, page by page', async () => {
    const names: string[] = []
    for (let query = 'session=opening&limit=1'; query !== ''; ) {
      const { registrations, next = '' } = registrationListOutput.parse(
        JSON.parse((await listRegistrations(services())(request(query))).body ?? ''),
      )
      names.push(...registrations.map(({ name }) => name))
      query = next.slice(next.indexOf('?') + 1)
    }
    expect(names).toEqual(['Person 1', 'Person 2', 'Person 4'])
  })

  test('is told that a session of another event is none of this one', async () => {
    const reply = await listRegistrations(services())(request('session=workshop'))
    expect([reply.statusCode, reply.body]).toEqual([422, expect.stringContaining('"session"')])
  })

  test('sees the numbers on the page of the event and in the API', async () => {
    await stores.tallies.add(
      event.slug,
      'shard',
      new Map([
        ['sessions.opening=confirmed', 2],
        ['sessions.visit=confirmed', 1200],
        ['sessions.visit=waitlisted', 1],
      ]),
      { before: undefined, after: '1' },
    )
    const { body = '' } = await getOwnEvent(services())(request())
    const { sessionFigures = [] } = ownEventOutput.parse(JSON.parse(body))
    expect(sessionFigures).toEqual([
      { id: 'opening', confirmed: 2, waitlisted: 0 },
      { id: 'visit', confirmed: 1200, waitlisted: 1 },
    ])
    const figures = new Map(sessionFigures.map(({ id, ...counts }) => [id, counts]))
    const page = String(await manageView(staffPage(), { event, now, groups: [], sessions: figures }))
    expect(textsIn(page, 'tr')).toEqual([
      'Session Confirmed Waiting list Places',
      'Opening Tuesday, 17 May 2022, 10:00–10:30 2 0 No limit',
      'Visit to the laboratory Tuesday, 17 May 2022, 11:00–12:00 1,200 1 2',
    ])
    expect(linksIn(page)['Visit to the laboratory']).toBe(`/organiser/events/${event.slug}/registrations?session=visit`)
  })

  test('can write to those with a place, and to nobody else', async () => {
    const form = textOf((await messages(stores)(request('', { context: staffPage() }))).body ?? '')
    expect(form).toContain('Everyone with a place who chose “Visit to the laboratory”')
    expect(form).not.toContain('who chose “Lunch”')
    const said = {
      group: 'session-visit',
      subject: 'The bus',
      text: 'It leaves at 10:45.',
      action: 'send',
      requestKey: 'a-key-of-the-form',
    }
    const send = (group: string) => writeMessage(stores)(request('', { body: new URLSearchParams({ ...said, group }).toString() }))
    expect([(await send('session-lunch')).statusCode, (await send('session-visit')).statusCode]).toEqual([422, 303])
    const [begun] = await stores.fanOuts.listOf(event.slug)
    if (begun === undefined) throw new Error('nothing was sent')
    await createFanningOut(stores)(begun, { now: () => now, timeLeftMs: () => 60_000 })
    const owed = (await allMessages(stores, event.slug)).filter(({ kind }) => kind === 'message')
    expect(owed.map(({ recipient }) => recipient.name)).toEqual(['Person 1'])
  })
})
