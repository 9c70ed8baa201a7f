import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { registerPeople, registerPerson } from '../../../../functions/attendee/registering/api-registrations.ts'
import type { Services } from '../../../../functions/attendee/services.ts'
import { rateLimits } from '../../../../shared/domain/basics/rate-limits.ts'
import { createRecentEvents } from '../../../../shared/store/cached-events.ts'
import { rateTag } from '../../../../shared/tokens/registration-tokens.ts'
import { createAdmitting } from '../../../../shared/use-cases/registration/admitting.ts'
import { createClaiming } from '../../../../shared/use-cases/registration/claiming-request-keys.ts'
import { createGroupRegistering } from '../../../../shared/use-cases/registration/group-registering.ts'
import { createProving } from '../../../../shared/use-cases/registration/proving.ts'
import { createRating } from '../../../../shared/use-cases/registration/rating.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { makeGroup } from '../../../make/group.ts'
import { makePerson, now, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { solve } from '../../../make/solved.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allRegistrations } from '../../../store/scan.ts'

let stores: LocalStores
let services: Pick<Services, 'recent' | 'admit' | 'register' | 'registerGroup' | 'prove' | 'claim'>
beforeAll(async () => {
  stores = await startStores()
  const recent = createRecentEvents(stores.events)
  const register = createRegistering(stores, recent)
  const prove = createProving({ ...stores, rate: createRating(stores) })
  services = {
    recent,
    admit: createAdmitting(stores),
    register,
    registerGroup: createGroupRegistering(register),
    prove,
    claim: createClaiming(stores),
  }
})
afterAll(() => stores.stop())

const call = async (run: typeof registerPeople | typeof registerPerson, slug: string, body: unknown, more = {}) => {
  const headers = { 'idempotency-key': 'machine', ...more }
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

test.each([
  ['Idempotency-Key', 201],
  ['Proof-Of-Work', 4001],
])('a header %s that is longer than described is refused', async (field, length) => {
  const { slug } = await publishEvent(stores)
  const person = { name: 'Ana Example', email: 'ana@long.example', organisation: 'A', country: 'PT', role: 'procurer', consent: true }
  const name = field.toLowerCase()
  expect(await call(registerPerson, slug, person, { [name]: 'x'.repeat(length) })).toMatchObject({
    status: 422,
    answer: { errors: [{ field: name }] },
  })
  expect(await allRegistrations(stores, slug)).toEqual([])
})

describe('an Idempotency-Key used with another body', () => {
  const { people: _, ...shared } = makeGroup('Ana')
  const ana = { ...shared, name: 'Ana Exmaple', email: 'ana@a.example' }
  const refused = { status: 422, answer: expect.objectContaining({ detail: expect.stringContaining('Idempotency-Key') }) }

  test.each([
    ['name', { ...ana, name: 'Ana Example' }],
    ['address', { ...ana, email: 'ana@b.example' }],
    ['answer', { ...ana, accessibilityNeeds: 'Captions' }],
    ['language', { ...ana, language: 'fr' }],
  ])('is refused: another %s', async (_what, other) => {
    const { slug } = await publishEvent(stores)
    expect(await call(registerPerson, slug, ana)).toEqual({ status: 201, answer: { status: 'confirmed' } })
    expect(await call(registerPerson, slug, other)).toEqual(refused)
    // The same in another order, and the key at another event, are no other request.
    expect(await call(registerPerson, slug, Object.fromEntries(Object.entries(ana).toReversed()))).toEqual({
      status: 201,
      answer: { status: 'confirmed' },
    })
    expect(await allRegistrations(stores, slug)).toEqual([expect.objectContaining({ name: 'Ana Exmaple', email: 'ana@a.example' })])
  })

  test.each([
    ['a corrected name', makeGroup('Ana', 'Boo')],
    ['one more person', makeGroup('Ana', 'Bo', 'Cy')],
    ['nobody of the first', makeGroup('Cy', 'Di')],
    ['another organisation', { ...makeGroup('Ana', 'Bo'), organisation: 'Corrected' }],
  ])('is refused for a group: %s', async (_what, other) => {
    const { slug } = await publishEvent(stores)
    expect((await call(registerPeople, slug, makeGroup('Ana', 'Bo'))).status).toBe(201)
    expect(await call(registerPeople, slug, other)).toEqual(refused)
    expect((await allRegistrations(stores, slug)).map(({ name }) => name).sort()).toEqual(['Ana', 'Bo'])
  })

  test('is not told apart by who is registered', async () => {
    const { slug } = await publishEvent(stores)
    await createRegistering(stores)(slug, makePerson(1), { now, language: 'en', requestKey: 'page' })
    const { consent, ...one } = makePerson(1)
    const answers = [await call(registerPerson, slug, { ...one, consent }), await call(registerPerson, slug, { ...makePerson(2) })]
    expect(answers).toEqual([{ status: 201, answer: { status: 'confirmed' } }, refused])
  })
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
  const ask = async (run: typeof registerPeople | typeof registerPerson, slug: string, input: object, network: string, proof?: string) => {
    const networks = { own: network, wide: `${network}/24` }
    const headers = proof === undefined ? {} : { 'proof-of-work': proof }
    const reply = await run(services)(makeRequest(slug, { api: true, body: JSON.stringify(input), networks, headers }))
    const answer: unknown = JSON.parse(reply.body ?? '')
    return { status: reply.statusCode, answer, headers: reply.headers }
  }
  const send = (slug: string, number: number, network: string, proof?: string) =>
    ask(registerPerson, slug, makePerson(number), network, proof)

  /** Counts so many requests of a network, as if they had come before. */
  const precede = async (network: string, requests: number): Promise<void> => {
    await stores.rates.count('network', rateTag(await stores.keys.links(), 'network', network), requests, now)
  }

  const asked = { status: 429, answer: { type: '/api/v1#proof-of-work', status: 429, challenge: expect.anything() } }
  const challengeIn = (answer: unknown): unknown => z.object({ challenge: z.unknown() }).parse(answer).challenge

  test('is asked for a proof of work, with which it is registered as before, once', async () => {
    const [{ slug }, other] = [await publishEvent(stores), await publishEvent(stores)]
    const network = '203.0.113.76'
    for (let number = 1; number <= rateLimits.network.free; number++)
      expect((await send(slug, number, network)).answer).toEqual({ status: 'confirmed' })
    const first = await send(slug, 61, network)
    expect(first).toMatchObject(asked)
    expect(await allRegistrations(stores, slug)).toHaveLength(rateLimits.network.free)
    const proof = await solve(challengeIn(first.answer))
    expect(await send(other.slug, 61, network, proof)).toMatchObject(asked)
    expect(await send(slug, 61, network, proof)).toMatchObject({ status: 201, answer: { status: 'confirmed' } })
    expect(await send(slug, 62, network, proof)).toMatchObject(asked)
    expect(await allRegistrations(stores, slug)).toHaveLength(rateLimits.network.free + 1)
    expect(await allRegistrations(stores, other.slug)).toEqual([])
  })

  test('can use a solution once, however often it is sent at the same time', async () => {
    const { slug } = await publishEvent(stores)
    const network = '203.0.113.75'
    await precede(network, rateLimits.network.free)
    const proof = await solve(challengeIn((await send(slug, 1, network)).answer))
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => send(slug, 10 + index, network, proof)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await allRegistrations(stores, slug)).toHaveLength(1)
  })

  test('is counted once for a request and its solution, unless the solution comes with another address', async () => {
    const { slug } = await publishEvent(stores)
    const network = '203.0.113.73'
    await precede(network, rateLimits.network.proof - 2)
    const first = await solve(challengeIn((await send(slug, 1, network)).answer))
    expect((await send(slug, 1, network, first)).answer).toEqual({ status: 'confirmed' })
    const last = await solve(challengeIn((await send(slug, 2, network)).answer))
    expect((await send(slug, 3, network, last)).answer).toEqual({ status: 'offered' })
  })

  test('does more work for a group than for one person', async () => {
    const { slug } = await publishEvent(stores)
    const network = '203.0.113.74'
    await precede(network, rateLimits.network.free)
    const forOne = await solve(challengeIn((await send(slug, 1, network)).answer))
    const group = makeGroup('Ana', 'Bo')
    const refused = await ask(registerPeople, slug, group, network, forOne)
    expect(refused).toMatchObject(asked)
    const forTwo = await solve(challengeIn(refused.answer))
    expect((await ask(registerPeople, slug, group, network, forTwo)).status).toBe(201)
  })

  test('has to confirm each address then, and is refused at last', async () => {
    const { slug } = await publishEvent(stores)
    const network = '203.0.113.77'
    expect((await send(slug, 1000, network)).answer).toEqual({ status: 'confirmed' })
    await precede(network, rateLimits.network.proof)
    expect((await send(slug, 1001, network)).answer).toEqual({ status: 'offered' })
    await precede(network, rateLimits.network.most)
    for (let number = 1002; number < 1006; number++) await send(slug, number, network)
    expect(await send(slug, 1010, network)).toMatchObject({
      status: 429,
      answer: { type: '/api/v1#too-many' },
      headers: { 'retry-after': '3600' },
    })
    expect((await send(slug, 1011, '203.0.114.77')).answer).toEqual({ status: 'confirmed' })
    expect((await allRegistrations(stores, slug)).filter(({ status }) => status === 'confirmed')).toHaveLength(2)
  })

  test('cannot fill the waiting list or the queue for approval with addresses that nobody confirms', async () => {
    const network = '203.0.113.78'
    await precede(network, rateLimits.network.proof)
    const full = await publishEvent(stores, { capacity: 1 })
    await send(full.slug, 1, '192.0.2.1')
    for (let number = 2; number < 8; number++) await send(full.slug, number, network)
    expect((await send(full.slug, 8, network)).answer).toMatchObject({ type: '/api/v1#too-many' })
    const byApproval = await publishEvent(stores, { audience: 'approval' })
    expect((await send(byApproval.slug, 8, network)).answer).toMatchObject({ type: '/api/v1#too-many' })
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
    expect(answers.filter((status) => status === 201)).toHaveLength(
      rateLimits.mailbox.free + rateLimits.mailbox.most - rateLimits.mailbox.proof,
    )
  })
})
