import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createFanningOut } from '../../../../functions/fan-out/fanning-out.ts'
import { getOwnEvent } from '../../../../functions/organiser/event/api-events.ts'
import { manage } from '../../../../functions/organiser/event/manage.ts'
import { messages, writeMessage } from '../../../../functions/organiser/messages/messages.ts'
import { listRegistrations } from '../../../../functions/organiser/registrations/api-registrations.ts'
import { registrationsExport } from '../../../../functions/organiser/registrations/download.ts'
import { createReached } from '../../../../functions/organiser/registrations/reachability.ts'
import { registrationList } from '../../../../functions/organiser/registrations/registrations.ts'
import { ownEventOutput } from '../../../../shared/api/managed-event.ts'
import { registrationListOutput } from '../../../../shared/api/registrations.ts'
import type { Event } from '../../../../shared/domain/event/event.ts'
import type { StaffRequest } from '../../../../shared/http/request.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { csvRows } from '../../../make/csv-rows.ts'
import { noFiles } from '../../../make/no-files.ts'
import { makePerson, now, organiser, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allMessages } from '../../../store/scan.ts'
import { linksIn, staffPage, textOf, textsIn } from '../../../views/staff/page.ts'

let stores: LocalStores
let event: Event
beforeAll(async () => {
  stores = await startStores()
  event = await publishEvent(stores, { format: 'hybrid', venue: 'Town hall' })
  const register = createRegistering(stores)
  for (const [index, way] of (['in-person', 'online', undefined, 'online'] as const).entries())
    await register(event.slug, makePerson(index + 1, way === undefined ? {} : { participation: way }), {
      now: `2022-04-01T09:00:0${index}.000Z`,
      language: 'en',
      requestKey: undefined,
    })
})
afterAll(() => stores.stop())

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

const listed = async (query = ''): Promise<string> => (await registrationList(Object(withFiles()))(request(query))).body ?? ''
const peopleIn = (page: string): readonly string[] =>
  textsIn(page, 'th')
    .filter((text) => text.startsWith('Person'))
    .map((text) => text.replace(/ Open.*/, ''))

test('the list says how each person takes part, and can be narrowed to one way or to those who have not said', async () => {
  expect(peopleIn(await listed())).toEqual([
    'Person 1 Taking part: In person',
    'Person 2 Taking part: Online',
    'Person 3 Taking part: Not said yet',
    'Person 4 Taking part: Online',
  ])
  const online = await listed('participation=online')
  expect(peopleIn(online)).toEqual(['Person 2 Taking part: Online', 'Person 4 Taking part: Online'])
  expect(online).toContain('<option value="online" selected>Online</option>')
  expect(peopleIn(await listed('participation=not-said'))).toEqual(['Person 3 Taking part: Not said yet'])
})

test('the file has it as a column, also of a part of the list', async () => {
  const link = linksIn(await listed('participation=online'))['Download list (CSV)'] ?? ''
  expect(link).toContain('?participation=online')
  const file = await registrationsExport(services())(request(link.slice(link.indexOf('?') + 1)))
  expect(file.headers?.['content-disposition']).toBe(`attachment; filename="${event.slug}-online.csv"`)
  const [head = [], ...rows] = csvRows((await registrationsExport(services())(request())).body ?? '')
  const column = head.indexOf('Taking part')
  expect(rows.map((row) => row[column])).toEqual(['In person', 'Online', 'Not said yet', 'Online'])
})

test('the API tells and filters the same', async () => {
  const read = async (query: string) => JSON.parse((await listRegistrations(services())(request(query))).body ?? '')
  const all = registrationListOutput.parse(await read('')).registrations
  expect(all.map(({ participation }) => participation)).toEqual(['in-person', 'online', undefined, 'online'])
  const some = registrationListOutput.parse(await read('participation=online&limit=1'))
  expect([some.registrations.map(({ name }) => name), some.next]).toEqual([['Person 2'], expect.stringContaining('&participation=online')])
  expect((await read('participation=by-post')).errors).toEqual([expect.objectContaining({ field: 'participation' })])
})

test('the numbers are on the page of the event and in the API', async () => {
  const counts = [
    ['confirmed', 4],
    ['participation.in-person=confirmed', 1],
    ['participation.online=confirmed', 2],
  ] as const
  await stores.tallies.add(event.slug, 'shard', new Map(counts), { before: undefined, after: '1' })
  const answer = ownEventOutput.parse(JSON.parse((await getOwnEvent(services())(request())).body ?? ''))
  expect(answer.participationFigures).toEqual({
    'in-person': { confirmed: 1, waitlisted: 0 },
    online: { confirmed: 2, waitlisted: 0 },
    'not-said': { confirmed: 1, waitlisted: 0 },
  })
  const page = (await manage(Object(services()))(request('', { context: staffPage() }))).body ?? ''
  expect(textsIn(page, 'tr').slice(0, 4)).toEqual([
    'Taking part Confirmed Waiting list Places',
    'In person 1 0 No limit',
    'Online 2 0 No limit',
    'Not said yet 1 0 –',
  ])
  expect(linksIn(page)['Not said yet']).toBe(`/organiser/events/${event.slug}/registrations?participation=not-said`)
})

test('an organiser can write to those who come, and only to them', async () => {
  const form = textOf((await messages(stores)(request('', { context: staffPage() }))).body ?? '')
  expect(form).toContain('Everyone with a place who takes part in person')
  const said = { group: 'in-person', subject: 'The bus', text: 'It leaves at 10:45.', action: 'send', requestKey: 'a-key-of-the-form' }
  expect((await writeMessage(stores)(request('', { body: new URLSearchParams(said).toString() }))).statusCode).toBe(303)
  const [begun] = await stores.fanOuts.listOf(event.slug)
  if (begun === undefined) throw new Error('nothing was sent')
  await createFanningOut(stores)(begun, { now: () => now, timeLeftMs: () => 60_000 })
  const owed = (await allMessages(stores, event.slug)).filter(({ kind }) => kind === 'message')
  expect(owed.map(({ recipient }) => recipient.name)).toEqual(['Person 1'])
})

test('nothing of it is shown once the event is no longer hybrid', async () => {
  await createManaging(stores).change(event.slug, { staff: organiser, now }, (input) => ({ ...input, format: 'in-person' }))
  expect(await listed('participation=online')).not.toContain('aking part')
  const [head = []] = csvRows((await registrationsExport(services())(request())).body ?? '')
  expect(head).not.toContain('Taking part')
  const all = registrationListOutput.parse(JSON.parse((await listRegistrations(services())(request())).body ?? '')).registrations
  expect(all.map(({ participation }) => participation)).toEqual([undefined, undefined, undefined, undefined])
  expect(textOf((await messages(stores)(request('', { context: staffPage() }))).body ?? '')).not.toContain('takes part online')
  const refused = await writeMessage(stores)(
    request('', { body: new URLSearchParams({ group: 'online', subject: 'S', text: 'T', action: 'send' }).toString() }),
  )
  expect(refused.statusCode).toBe(422)
})
