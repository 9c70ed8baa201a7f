import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { publish } from '../../../../functions/organiser/event/manage.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { makeEventInput, now, organiser } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

test('an event without a venue is published only by those who were warned', async () => {
  const scheduling = createManaging(stores)
  const { slug } = await scheduling.create(makeEventInput({ format: 'in-person' }), { staff: organiser, now })
  const services = { ...stores, scheduling }
  const sent = async (body: string) => publish(services)({ ...makeRequest(slug, { body }), staff: organiser })
  const asked = await sent('')
  expect([asked.statusCode, asked.body?.includes('Publish anyway'), (await stores.events.get(slug))?.status]).toEqual([422, true, 'draft'])
  expect((await sent('without=joinUrl')).statusCode).toBe(422)
  const done = await sent('without=venue')
  expect([done.statusCode, (await stores.events.get(slug))?.status]).toEqual([303, 'published'])
})
