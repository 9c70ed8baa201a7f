import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { registerGroup, registerGroupForm } from '../../../../functions/attendee/registering/group-registration.ts'
import type { Services } from '../../../../functions/attendee/services.ts'
import { createGroupRegistering } from '../../../../shared/use-cases/registration/group-registering.ts'
import { createProving } from '../../../../shared/use-cases/registration/proving.ts'
import { createRating } from '../../../../shared/use-cases/registration/rating.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allMessages, allRegistrations } from '../../../store/scan.ts'
import { textsIn } from '../../../views/staff/page.ts'

let stores: LocalStores
let services: Pick<Services, 'events' | 'registerGroup' | 'prove'>
beforeAll(async () => {
  stores = await startStores()
  const prove = createProving({ ...stores, rate: createRating(stores) })
  services = { events: stores.events, registerGroup: createGroupRegistering(createRegistering(stores)), prove }
})
afterAll(() => stores.stop())

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
  const { statusCode, body = '' } = await registerGroup(services)(makeRequest(slug, { body: new URLSearchParams(form).toString() }))
  return { statusCode, body }
}

/** The values of the text fields of a page, by name. */
const written = (page: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...page.matchAll(/<input id="([^"]+)"[^>]*? value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]))

describe('the page for groups', () => {
  test('names everyone with what they got', async () => {
    const { slug } = await publishEvent(stores, { capacity: 1 })
    const { statusCode, body } = await send(
      slug,
      fields({ name: 'Ana <b>', email: 'ana@a.example' }, { name: '', email: '' }, { name: 'Bo', email: 'bo@a.example' }),
    )
    const listed = textsIn(/<ul class="group-members.*?<\/ul>/s.exec(body)?.[0] ?? '', 'li')
    expect([statusCode, listed]).toEqual([200, ['Ana <b> ana@a.example Confirmed', 'Bo bo@a.example On the waiting list']])
  })

  test('asks who registers the others, who are told, and keeps that name while a row is wrong', async () => {
    const { slug } = await publishEvent(stores)
    const form: Record<string, string> = { ...fields({ name: 'Ana', email: 'ana@a.example' }), registeredBy: 'Piet Jansen' }
    expect(written((await send(slug, { ...form, organisation: '' })).body)).toMatchObject({ registeredBy: 'Piet Jansen' })
    await send(slug, form)
    expect((await allMessages(stores, slug)).map(({ registeredBy }) => registeredBy)).toEqual(['Piet Jansen'])
    const { body } = await send(slug, { ...form, requestKey: 'other', registeredBy: 'Win at www.prize.example' })
    expect(textsIn(/<div class="error-summary.*?<\/div>/s.exec(body)?.[0] ?? '', 'li')).toEqual([
      'Your name must be a person’s name, without web or e-mail addresses',
    ])
  })

  test('registers nobody while a row is wrong, and keeps all input', async () => {
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
        'Person 2: Enter an e-mail address such as name@organisation.eu',
        'Person 3: E-mail address must not appear twice',
        'Person 4: Enter a name',
        'Tick the box to confirm that all these people agree',
      ],
    ])
    expect(written(body)).toEqual({
      registeredBy: '',
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

  test('accepts each address once', async () => {
    const { slug } = await publishEvent(stores)
    const { statusCode, body } = await send(slug, fields({ name: 'Ana', email: 'ana@a.example' }, { name: 'Cy', email: 'ANA@a.example' }))
    expect(statusCode).toBe(422)
    expect(body).toContain('href="#people.1.email"')
    expect(await allRegistrations(stores, slug)).toEqual([])
  })

  test('asks the event’s questions for each person, and stores the answers', async () => {
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

  test('adds and removes rows with its buttons, up to ten, keeping all input', async () => {
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
    expect(written(removed.body)).toEqual({ registeredBy: '', organisation: 'Authority', 'people.0.name': 'Bo', 'people.0.email': 'b' })
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

  test('is not available when registration is closed', async () => {
    const { slug } = await publishEvent(stores)
    const late = { now: '2022-06-01T00:00:00.000Z' }
    expect((await registerGroupForm(services)(makeRequest(slug, late))).statusCode).toBe(409)
    expect((await registerGroup(services)(makeRequest(slug, late))).statusCode).toBe(409)
    expect((await registerGroupForm(services)(makeRequest('nowhere'))).statusCode).toBe(404)
  })
})
