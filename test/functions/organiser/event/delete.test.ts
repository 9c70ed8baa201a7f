import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { desk } from '../../../../functions/organiser/desk/desk.ts'
import { apiDeleteEvent, deleteEvent, deleteForm } from '../../../../functions/organiser/event/delete.ts'
import { createDeletionParts } from '../../../../functions/organiser/event/deletion-parts.ts'
import { createSeriesParts } from '../../../../functions/organiser/series/parts.ts'
import type { Reply } from '../../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../../shared/http/request.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { makeEventInput, now, organiser, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

// These drafts have no files.
const noBucket = { name: 'none', url: 'http://localhost/none', region: 'eu-west-1', credentials: { accessKeyId: '', secretAccessKey: '' } }

const deleting = () => ({
  events: stores.events,
  deletingDrafts: async () => createDeletionParts(stores.database, stores.tables, noBucket, stores),
})
const drafted = async (): Promise<string> => (await createManaging(stores).create(makeEventInput(), { staff: organiser, now })).slug

const asked = async (run: (request: StaffRequest) => Promise<Reply> | Reply, slug: string, api = false, query = ''): Promise<Reply> =>
  run({ ...makeRequest(slug, { api, query: new URLSearchParams(query) }), staff: organiser })

test('a draft is deleted on its own page after one question, and the desk says so', async () => {
  const slug = await drafted()
  const question = await asked(deleteForm(deleting()), slug)
  expect([question.statusCode, question.body?.includes('Delete this draft?'), (await stores.events.get(slug))?.slug]).toEqual([
    200,
    true,
    slug,
  ])
  const done = await asked(deleteEvent(deleting()), slug)
  expect([done.statusCode, done.headers?.['location']]).toEqual([303, '/organiser?done=deleted'])
  const planningSeries = async () =>
    createSeriesParts(stores.database, stores.tables.programme, { events: stores.events, managing: createManaging(stores) })
  const services = { events: stores.events, letters: stores.letters, gatherWork: async () => [], planningSeries }
  expect((await asked(desk(services), '', false, 'done=deleted')).body).toContain('The draft has been deleted.')
  expect((await asked(deleteEvent(deleting()), slug)).statusCode).toBe(404)
})

test('the API deletes a draft as well, and tells why it deletes nothing else', async () => {
  const slug = await drafted()
  const done = await asked(apiDeleteEvent(deleting()), slug, true)
  expect([done.statusCode, JSON.parse(done.body ?? '')]).toEqual([200, { slug }])
  const { slug: published } = await publishEvent(stores)
  const refused = await asked(apiDeleteEvent(deleting()), published, true)
  expect([refused.statusCode, JSON.parse(refused.body ?? '').detail]).toEqual([409, expect.stringContaining('Only drafts can be deleted')])
  expect((await asked(deleteForm(deleting()), published)).statusCode).toBe(409)
})
