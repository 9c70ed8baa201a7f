import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { apiApprove, apiDecline } from '../../../../functions/organiser/registrations/requests.ts'
import { emailKey } from '../../../../shared/domain/basics/email-address.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import { registrationId } from '../../../../shared/tokens/registration-tokens.ts'
import { createApproving } from '../../../../shared/use-cases/registration/approving.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { makePerson, now, organiser, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const asking = async (count: number) => {
  const { slug } = await publishEvent(stores, { audience: 'approval', capacity: 1 })
  const register = createRegistering(stores)
  for (let number = 1; number <= count; number++) await register(slug, makePerson(number), { now, language: 'en', requestKey: undefined })
  return slug
}

const call = async (run: typeof apiApprove, slug: string, number: number, staff: Staff = organiser) => {
  const id = registrationId(await stores.keys.links(), slug, emailKey(makePerson(number).email))
  const request = makeRequest(slug, { api: true, parameter: (name) => (name === 'slug' ? slug : id) })
  const reply = await run({ ...stores, approving: createApproving(stores) })({ ...request, staff })
  const answer: unknown = JSON.parse(reply.body ?? '')
  return { status: reply.statusCode, answer }
}

test('the organiser approves and declines through the API, each request once, and is told the result', async () => {
  const slug = await asking(3)
  expect(await call(apiApprove, slug, 1)).toEqual({ status: 200, answer: { status: 'confirmed' } })
  expect(await call(apiApprove, slug, 2)).toEqual({ status: 200, answer: { status: 'waitlisted' } })
  expect(await call(apiDecline, slug, 3)).toEqual({ status: 200, answer: { status: 'declined' } })
  expect((await call(apiApprove, slug, 1)).status).toBe(409)
  expect((await call(apiDecline, slug, 3)).status).toBe(409)
  expect((await call(apiApprove, slug, 4)).status).toBe(404)
})

test('only the event’s owner decides', async () => {
  const slug = await asking(1)
  const other: Staff = { subject: 'other', name: 'Other', roles: ['organiser', 'steering'] }
  expect([(await call(apiApprove, slug, 1, other)).status, (await call(apiDecline, slug, 1, other)).status]).toEqual([403, 403])
  expect(await call(apiApprove, slug, 1)).toMatchObject({ answer: { status: 'confirmed' } })
})
