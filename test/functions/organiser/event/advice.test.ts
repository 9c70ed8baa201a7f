import { afterAll, beforeAll, expect, test } from '@jest/globals'
import * as z from 'zod'
import * as api from '../../../../functions/organiser/event/api-events.ts'
import type { Reply } from '../../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../../shared/http/request.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { makeEventInput, organiser } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const services = () => ({ ...stores, scheduling: createManaging(stores) })
const answerSchema = z.object({ slug: z.string(), advice: z.array(z.unknown()).optional() })

const ask = async (run: (request: StaffRequest) => Promise<Reply> | Reply, slug = '', body: object = {}) => {
  const reply = await run({ ...makeRequest(slug, { api: true, body: JSON.stringify(body) }), staff: organiser })
  return answerSchema.parse(JSON.parse(reply.body ?? ''))
}

const { capacity: _, ...unlimited } = makeEventInput({ format: 'in-person', start: '2022-07-21T10:00', end: '2022-07-21T12:00' })
const advice = [{ code: 'no-limit' }, { code: 'holiday', day: '2022-07-21', countries: ['BE'] }]

test('what may have been overlooked is told by API until the event is published, and with it', async () => {
  const created = await ask(api.createEvent(services()), '', unlimited)
  expect(created.advice).toEqual(advice)
  expect((await ask(api.getOwnEvent(services()), created.slug)).advice).toEqual(advice)
  expect((await ask(api.publishEvent(services()), created.slug)).advice).toEqual(advice)
  expect((await ask(api.getOwnEvent(services()), created.slug)).advice).toBeUndefined()
})
