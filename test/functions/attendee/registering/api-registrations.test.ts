import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { registerPeople, registerPerson } from '../../../../functions/attendee/registering/api-registrations.ts'
import type { Services } from '../../../../functions/attendee/services.ts'
import { rateLimits } from '../../../../shared/domain/basics/rate-limits.ts'
import { createRecentEvents } from '../../../../shared/store/cached-events.ts'
import { rateTag } from '../../../../shared/tokens/registration-tokens.ts'
import { createGroupRegistering } from '../../../../shared/use-cases/registration/group-registering.ts'
import { createRating } from '../../../../shared/use-cases/registration/rating.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { makeGroup } from '../../../make/group.ts'
import { makePerson, now, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allRegistrations } from '../../../store/scan.ts'

let stores: LocalStores
let services: Pick<Services, 'recent' | 'register' | 'registerGroup' | 'rate'>
beforeAll(async () => {
  stores = await startStores()
  const recent = createRecentEvents(stores.events)
  const register = createRegistering(stores, recent)
  services = { recent, register, registerGroup: createGroupRegistering(register), rate: createRating(stores) }
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

describe('a client that registers more people in an hour than an office has', () => {
  const send = async (slug: string, number: number, network: string) => {
    const networks = { own: network, wide: `${network}/24` }
    const body = JSON.stringify(makePerson(number))
    const reply = await registerPerson(services)(makeRequest(slug, { api: true, body, networks }))
    const answer: unknown = JSON.parse(reply.body ?? '')
    return { status: reply.statusCode, answer, headers: reply.headers }
  }

  test('has to confirm each address, and is refused at last', async () => {
    const { slug } = await publishEvent(stores)
    const network = '203.0.113.77'
    for (let number = 1; number <= rateLimits.network.free; number++)
      expect((await send(slug, number, network)).answer).toEqual({ status: 'confirmed' })
    expect((await send(slug, 1001, network)).answer).toEqual({ status: 'offered' })
    const tag = rateTag(await stores.keys.links(), 'network', network)
    await stores.rates.count('network', tag, rateLimits.network.most, now)
    for (let number = 1002; number < 1006; number++) await send(slug, number, network)
    expect(await send(slug, 1010, network)).toMatchObject({
      status: 429,
      answer: { type: '/api/v1#too-many' },
      headers: { 'retry-after': '3600' },
    })
    expect((await send(slug, 1011, '203.0.114.77')).answer).toEqual({ status: 'confirmed' })
    expect((await allRegistrations(stores, slug)).filter(({ status }) => status === 'confirmed')).toHaveLength(rateLimits.network.free + 1)
  })

  test('cannot fill the waiting list or the queue for approval with addresses that nobody confirms', async () => {
    const network = '203.0.113.78'
    await stores.rates.count('network', rateTag(await stores.keys.links(), 'network', network), rateLimits.network.free, now)
    const full = await publishEvent(stores, { capacity: 1 })
    await send(full.slug, 1, '192.0.2.1')
    for (let number = 2; number < 8; number++) await send(full.slug, number, network)
    expect((await send(full.slug, 8, network)).status).toBe(429)
    const byApproval = await publishEvent(stores, { audience: 'approval' })
    expect((await send(byApproval.slug, 8, network)).status).toBe(429)
  })

  test('gains nothing by tags in the addresses of one mailbox', async () => {
    const { slug } = await publishEvent(stores)
    const answers: unknown[] = []
    for (let tag = 0; tag < rateLimits.mailbox.most + 10; tag++) {
      const networks = { own: `198.51.100.${tag}`, wide: `198.${tag}` }
      const body = JSON.stringify(makePerson(tag, { email: `Anna+${tag}@authority.example` }))
      const { statusCode } = await registerPerson(services)(makeRequest(slug, { api: true, body, networks }))
      answers.push(statusCode)
    }
    expect(answers.filter((status) => status === 201)).toHaveLength(rateLimits.mailbox.most)
  })
})
