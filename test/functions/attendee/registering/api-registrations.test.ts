import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { registerPeople, registerPerson } from '../../../../functions/attendee/registering/api-registrations.ts'
import type { Services } from '../../../../functions/attendee/services.ts'
import { createRecentEvents } from '../../../../shared/store/cached-events.ts'
import { createGroupRegistering } from '../../../../shared/use-cases/registration/group-registering.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { makeGroup } from '../../../make/group.ts'
import { publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

let stores: LocalStores
let services: Pick<Services, 'recent' | 'register' | 'registerGroup'>
beforeAll(async () => {
  stores = await startStores()
  const recent = createRecentEvents(stores.events)
  const register = createRegistering(stores, recent)
  services = { recent, register, registerGroup: createGroupRegistering(register) }
})
afterAll(() => stores.stop())

const call = async (run: typeof registerPeople | typeof registerPerson, slug: string, body: unknown) => {
  const headers = { 'idempotency-key': 'machine' }
  const reply = await run(services)(makeRequest(slug, { api: true, body: JSON.stringify(body), headers }))
  const answer: unknown = JSON.parse(reply.body ?? '')
  return { status: reply.statusCode, answer }
}

test('registers a group and returns what each person got', async () => {
  const { slug } = await publishEvent(stores, { capacity: 1 })
  const registrations = [
    { name: 'Ana', status: 'confirmed' },
    { name: 'Bo', status: 'waitlisted' },
  ]
  expect(await call(registerPeople, slug, makeGroup('Ana', 'Bo'))).toEqual({ status: 201, answer: { registrations } })
  expect(await call(registerPeople, slug, makeGroup('Ana', 'Bo'))).toEqual({ status: 201, answer: { registrations } })
})

test('reports wrong answers by field', async () => {
  const { slug } = await publishEvent(stores, {
    questions: [{ id: 'guests', type: 'number', label: 'Guests', required: true, max: 3 }],
  })
  const errorsOf = async (run: typeof registerPeople | typeof registerPerson, body: object) => {
    const { status, answer } = await call(run, slug, body)
    return [status, JSON.stringify(answer).match(/"field":"[^"]+","code":"[^"]+"/g)]
  }
  const { people: _, ...shared } = makeGroup('Ana')
  const person = { ...shared, name: 'Ana', email: 'ana@a.example' }
  expect(await errorsOf(registerPerson, { ...person, name: '', answers: { guests: 4, other: 1 } })).toEqual([
    422,
    ['"field":"name","code":"required"', '"field":"answers.guests","code":"too-big"', '"field":"answers.other","code":"unknown-field"'],
  ])
  expect(await errorsOf(registerPerson, { ...person, answers: { guests: { a: 1 } } })).toEqual([
    422,
    ['"field":"answers.guests","code":"not-a-number"'],
  ])
  expect(await errorsOf(registerPeople, { ...shared, people: [{ name: 'Ana', email: 'a@a.example' }, 'Bo'] })).toEqual([
    422,
    [
      '"field":"people.1","code":"invalid"',
      '"field":"people.0.answers.guests","code":"required"',
      '"field":"people.1.answers.guests","code":"required"',
    ],
  ])
  expect(await errorsOf(registerPeople, { ...shared, people: [] })).toEqual([422, ['"field":"people","code":"too-few-choices"']])
  expect((await call(registerPerson, slug, { ...person, answers: { guests: 3 } })).status).toBe(201)
})
