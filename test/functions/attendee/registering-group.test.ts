import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { registerPeople, registerPerson } from '../../../functions/attendee/api-registrations.ts'
import { createRecentEvents } from '../../../functions/attendee/recent-events.ts'
import { registerGroup, registerGroupForm } from '../../../functions/attendee/register-group.ts'
import { createRegistering, type Register } from '../../../functions/attendee/registering.ts'
import { createGroupRegistering } from '../../../functions/attendee/registering-group.ts'
import type { Services } from '../../../functions/attendee/services.ts'
import { type GroupRegistrationInput, groupRegistrationInputSchema } from '../../../shared/domain/group-registration.ts'
import type { Request } from '../../../shared/web/request.ts'
import { now, publishEvent } from '../../make/programme.ts'
import { type Stores, startStores } from '../../store/local-store.ts'
import { allRegistrations, owedByKind } from '../../store/scan.ts'
import { textsIn } from '../../views/staff/page.ts'

let stores: Stores
let services: Pick<Services, 'events' | 'recent' | 'register' | 'registerGroup'>
beforeAll(async () => {
  stores = await startStores()
  const recent = createRecentEvents(stores.events)
  const register = createRegistering(stores, recent)
  services = { events: stores.events, recent, register, registerGroup: createGroupRegistering(register) }
})
afterAll(() => stores.stop())

const asked = { now, language: 'en' } as const

const people = (...names: readonly string[]) => names.map((name) => ({ name, email: `${name.toLowerCase()}@authority.example` }))

const group = (...names: readonly string[]): GroupRegistrationInput =>
  groupRegistrationInputSchema.parse({
    organisation: 'Authority',
    country: 'FR',
    role: 'procurer',
    consent: true,
    people: people(...names),
  })

const request = (slug: string, more: Partial<Request> = {}): Request => ({
  now,
  requestId: 'request',
  api: false,
  language: 'en',
  context: { language: 'en', here: '/', siteUrl: 'https://events.example' },
  query: new URLSearchParams(),
  body: '',
  headers: {},
  cookies: [],
  parameter: () => slug,
  ...more,
})

const outcomes = (members: Awaited<ReturnType<Services['registerGroup']>>) =>
  typeof members === 'string' ? members : members.map(({ name, status }) => [name, status])

describe('a group', () => {
  test('is registered person by person, each with a mail, places first and then the waiting list', async () => {
    const { slug } = await publishEvent(stores, { capacity: 2 })
    const members = await services.registerGroup(slug, group('Ana', 'Bo', 'Cy'), { ...asked, requestKey: 'form' })
    expect(outcomes(members)).toEqual([
      ['Ana', 'confirmed'],
      ['Bo', 'confirmed'],
      ['Cy', 'waitlisted'],
    ])
    const stored = await allRegistrations(stores, slug)
    expect(stored.map(({ name, organisation, requestKey, owes }) => [name, organisation, requestKey, owes]).sort()).toEqual([
      ['Ana', 'Authority', 'form-1', undefined],
      ['Bo', 'Authority', 'form-2', undefined],
      ['Cy', 'Authority', 'form-3', 'waitlisted'],
    ])
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 2 })
  })

  test('that was broken off by a fault is sent again without harm: everybody has one place and one mail', async () => {
    const { slug } = await publishEvent(stores, { capacity: 3 })
    let calls = 0
    const failing: Register = (...args) => {
      calls += 1
      if (calls === 2) throw new Error('the table does not answer')
      return services.register(...args)
    }
    const registerAll = createGroupRegistering(failing)
    await expect(registerAll(slug, group('Ana', 'Bo', 'Cy'), { ...asked, requestKey: 'form' })).rejects.toThrow('does not answer')
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 1 })
    const members = await registerAll(slug, group('Ana', 'Bo', 'Cy'), { ...asked, requestKey: 'form' })
    expect(outcomes(members)).toEqual([
      ['Ana', 'confirmed'],
      ['Bo', 'confirmed'],
      ['Cy', 'confirmed'],
    ])
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 3 })
  })

  test('does not tell who was registered before', async () => {
    const { slug } = await publishEvent(stores)
    await services.registerGroup(slug, group('Ana'), { ...asked, requestKey: 'one' })
    expect(outcomes(await services.registerGroup(slug, group('Ana', 'Bo'), { ...asked, requestKey: 'two' }))).toEqual([
      ['Ana', 'confirmed'],
      ['Bo', 'confirmed'],
    ])
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 2, link: 1 })
  })
})

const fields = (...rows: readonly Record<string, string>[]): Record<string, string> => ({
  requestKey: 'page',
  organisation: 'Authority',
  country: 'FR',
  role: 'procurer',
  consent: 'true',
  action: 'register',
  ...Object.fromEntries(rows.flatMap((row, index) => Object.entries(row).map(([name, value]) => [`people.${index}.${name}`, value]))),
})

const send = async (slug: string, form: Record<string, string>) => {
  const { statusCode, body = '' } = await registerGroup(services)(request(slug, { body: new URLSearchParams(form).toString() }))
  return { statusCode, body }
}

/** The values of the text fields of a page, by name. */
const written = (page: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...page.matchAll(/<input id="([^"]+)"[^>]*? value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]))

test('a group is told why when nobody of it can be registered, and who got nothing when some can', async () => {
  const full = await publishEvent(stores, { capacity: 1, waitingList: 'none' })
  const registerAll = (slug: string, ...names: readonly string[]) =>
    services.registerGroup(slug, group(...names), { ...asked, requestKey: undefined })
  expect(outcomes(await registerAll(full.slug, 'Ana', 'Bo'))).toEqual([
    ['Ana', 'confirmed'],
    ['Bo', 'full'],
  ])
  expect(outcomes(await registerAll(full.slug, 'Cy', 'Di'))).toBe('full')
  const approved = await publishEvent(stores, { audience: 'approval' })
  expect(outcomes(await registerAll(approved.slug, 'Ana'))).toEqual([['Ana', 'pending']])
  const invited = await publishEvent(stores, { audience: 'invited' })
  expect(outcomes(await registerAll(invited.slug, 'Ana'))).toBe('not-admitted')
})

describe('the page for groups', () => {
  test('names everybody with what they got', async () => {
    const { slug } = await publishEvent(stores, { capacity: 1 })
    const { statusCode, body } = await send(
      slug,
      fields({ name: 'Ana <b>', email: 'ana@a.example' }, { name: '', email: '' }, { name: 'Bo', email: 'bo@a.example' }),
    )
    const listed = textsIn(/<ul class="group-members.*?<\/ul>/s.exec(body)?.[0] ?? '', 'li')
    expect([statusCode, listed]).toEqual([200, ['Ana <b> Confirmed', 'Bo On the waiting list']])
  })

  test('registers nobody while a row is wrong, and keeps all that was written', async () => {
    const { slug } = await publishEvent(stores)
    const rows = [
      { name: 'Ana', email: 'ana@a.example' },
      { name: 'Bo', email: 'bo' },
      { name: 'Cy', email: 'ANA@A.example' },
      { name: '', email: 'x@a.example' },
    ]
    const { consent: _, ...form } = fields(...rows)
    const { statusCode, body } = await send(slug, form)
    expect([statusCode, textsIn(/<div class="error-summary.*?<\/div>/s.exec(body)?.[0] ?? '', 'li')]).toEqual([
      422,
      [
        'Person 2, E-mail address: Write an e-mail address such as name@organisation.eu.',
        'Person 4, Name: Fill this in.',
        'Consent: We can register you only if you agree to the privacy notice.',
      ],
    ])
    expect(written(body)).toEqual({
      organisation: 'Authority',
      'people.0.name': 'Ana',
      'people.0.email': 'ana@a.example',
      'people.1.name': 'Bo',
      'people.1.email': 'bo',
      'people.2.name': 'Cy',
      'people.2.email': 'ANA@A.example',
      'people.3.name': '',
      'people.3.email': 'x@a.example',
    })
    expect(await allRegistrations(stores, slug)).toEqual([])
  })

  test('takes an address once', async () => {
    const { slug } = await publishEvent(stores)
    const { statusCode, body } = await send(slug, fields({ name: 'Ana', email: 'ana@a.example' }, { name: 'Cy', email: 'ANA@a.example' }))
    expect(statusCode).toBe(422)
    expect(body).toContain('href="#people.1.email"')
    expect(await allRegistrations(stores, slug)).toEqual([])
  })

  test('asks each person what the event asks, and stores what each answered', async () => {
    const option = (id: string) => ({ id, label: id.toUpperCase() })
    const { slug } = await publishEvent(stores, {
      attendeeTypes: [option('speaker'), option('guest')],
      questions: [
        { id: 'talk', type: 'text', rows: 1, label: 'Talk', required: true, when: { question: 'attendeeType', is: ['speaker'] } },
      ],
    })
    const ana = { name: 'Ana', email: 'ana@a.example', attendeeType: 'speaker', 'answers.talk': 'Mine' }
    const bo = { name: 'Bo', email: 'bo@a.example', attendeeType: 'guest', 'answers.talk': 'Not asked' }
    const wrong = await send(slug, fields({ ...ana, 'answers.talk': '' }, { ...bo, attendeeType: '' }))
    expect([wrong.statusCode, [...wrong.body.matchAll(/<li><a href="#([^"]+)"/g)].map(([, field]) => field)]).toEqual([
      422,
      ['people.0.answers.talk', 'people.1.attendeeType'],
    ])
    expect((await send(slug, fields(ana, bo))).statusCode).toBe(200)
    const stored = await allRegistrations(stores, slug)
    expect(stored.map(({ name, attendeeType, answers }) => [name, attendeeType, answers]).sort()).toEqual([
      ['Ana', 'speaker', { talk: 'Mine' }],
      ['Bo', 'guest', {}],
    ])
  })

  test('gains and loses rows by its buttons, keeping what was written, at most ten', async () => {
    const { slug } = await publishEvent(stores)
    const rows = [
      { name: 'Ana', email: 'a' },
      { name: 'Bo', email: 'b' },
    ]
    const added = await send(slug, { ...fields(...rows), action: 'add-person' })
    expect([added.statusCode, Object.keys(written(added.body)).filter((name) => name.endsWith('.name'))]).toEqual([
      200,
      ['people.0.name', 'people.1.name', 'people.2.name'],
    ])
    expect(added.body).toMatch(/id="people\.2" tabindex="-1" data-focus/)
    const removed = await send(slug, { ...fields(...rows), action: 'remove-person.0' })
    expect(written(removed.body)).toEqual({ organisation: 'Authority', 'people.0.name': 'Bo', 'people.0.email': 'b' })
    const ten = Array.from({ length: 10 }, (_, index) => ({ name: `P${index}`, email: '' }))
    const full = await send(slug, { ...fields(...ten), action: 'add-person' })
    expect(Object.keys(written(full.body)).filter((name) => name.endsWith('.name'))).toHaveLength(10)
    expect(full.body).not.toContain('value="add-person"')
  })

  test('an empty form asks for the first person', async () => {
    const { slug } = await publishEvent(stores)
    const { statusCode, body } = await send(slug, {
      requestKey: 'page',
      action: 'register',
      'people.0.name': '',
      'people.0.email': ' ',
      'people.1.name': '',
    })
    expect([statusCode, [...body.matchAll(/<li><a href="#([^"]+)"/g)].map(([, field]) => field)]).toEqual([
      422,
      ['organisation', 'country', 'role', 'people.0.name', 'people.0.email', 'consent'],
    ])
  })

  test('is not there when registration is closed', async () => {
    const { slug } = await publishEvent(stores)
    const late = { now: '2022-06-01T00:00:00.000Z' }
    expect((await registerGroupForm(services)(request(slug, late))).statusCode).toBe(409)
    expect((await registerGroup(services)(request(slug, late))).statusCode).toBe(409)
    expect((await registerGroupForm(services)(request('nowhere'))).statusCode).toBe(404)
  })
})

describe('the API', () => {
  const call = async (run: typeof registerPeople | typeof registerPerson, slug: string, body: unknown) => {
    const headers = { 'idempotency-key': 'machine' }
    const reply = await run(services)(request(slug, { api: true, body: JSON.stringify(body), headers }))
    const answer: unknown = JSON.parse(reply.body ?? '')
    return { status: reply.statusCode, answer }
  }

  test('registers a group and says what each got', async () => {
    const { slug } = await publishEvent(stores, { capacity: 1 })
    const registrations = [
      { name: 'Ana', status: 'confirmed' },
      { name: 'Bo', status: 'waitlisted' },
    ]
    expect(await call(registerPeople, slug, group('Ana', 'Bo'))).toEqual({ status: 201, answer: { registrations } })
    expect(await call(registerPeople, slug, group('Ana', 'Bo'))).toEqual({ status: 201, answer: { registrations } })
  })

  test('names wrong answers by their fields', async () => {
    const { slug } = await publishEvent(stores, {
      questions: [{ id: 'guests', type: 'number', label: 'Guests', required: true, max: 3 }],
    })
    const errorsOf = async (run: typeof registerPeople | typeof registerPerson, body: object) => {
      const { status, answer } = await call(run, slug, body)
      return [status, JSON.stringify(answer).match(/"field":"[^"]+","code":"[^"]+"/g)]
    }
    const { people: _, ...shared } = group('Ana')
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
})
