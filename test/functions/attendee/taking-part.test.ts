import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { environment } from '../../../functions/attendee/environment.ts'
import * as api from '../../../functions/attendee/own-registration/api-own-registration.ts'
import { handOver, handOverForm } from '../../../functions/attendee/own-registration/hand-over.ts'
import { registerAgain } from '../../../functions/attendee/own-registration/register-again.ts'
import { changeRegistration, registration, registrationChange } from '../../../functions/attendee/own-registration/registration.ts'
import { registerPeople, registerPerson } from '../../../functions/attendee/registering/api-registrations.ts'
import { registerGroup, registerGroupForm } from '../../../functions/attendee/registering/group-registration.ts'
import { register, registerForm } from '../../../functions/attendee/registering/register.ts'
import { checkForSeries } from '../../../functions/attendee/series/public-series.ts'
import { createServices, type Services } from '../../../functions/attendee/services.ts'
import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import type { EventInput } from '../../../shared/domain/event/event.ts'
import type { Series } from '../../../shared/domain/event/series.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { registrationId, registrationToken } from '../../../shared/tokens/registration-tokens.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { makeEnvironment } from '../../make/environment.ts'
import { makePerson, now, organiser, publishEvent } from '../../make/programme.ts'
import { makeRequest } from '../../make/request.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allRegistrations } from '../../store/scan.ts'
import { linksIn, mainOf, postedForm, textOf, textsIn } from '../../views/staff/page.ts'

let stores: LocalStores
let services: Services
beforeAll(async () => {
  stores = await startStores()
  const platform = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' }
  services = createServices(makeEnvironment(environment, stores), platform)
})
afterAll(() => stores.stop())

const hybrid = { format: 'hybrid', venue: 'Town hall, Riga' } as const

const eventWith = async (ways: readonly Registration['participation'][] = [], overrides: Partial<EventInput> = {}): Promise<string> => {
  const { slug } = await publishEvent(stores, { ...hybrid, ...overrides })
  const enter = createRegistering(stores)
  for (const [index, participation] of ways.entries())
    await enter(slug, makePerson(index + 1, participation === undefined ? {} : { participation }), {
      now,
      language: 'en',
      requestKey: undefined,
    })
  return slug
}

const tokenOf = async (slug: string, number: number): Promise<string> => {
  const key = await stores.keys.links()
  return registrationToken(key, { id: registrationId(key, slug, emailKey(makePerson(number).email)), round: 1 })
}

const person = { name: 'Ana', organisation: 'Authority', country: 'FR', role: 'procurer', consent: 'true' }
const bodyOf = (form: Record<string, string>): string => new URLSearchParams(form).toString()

const said = async (slug: string) => (await allRegistrations(stores, slug)).map(({ participation }) => participation ?? 'not said')

const read = async (token: string, at = now) =>
  JSON.parse((await api.getRegistration(services)(makeRequest(token, { now: at }))).body ?? '')

const patch = async (token: string, body: object, at = now) => {
  const reply = await api.changeRegistration(services)(makeRequest(token, { api: true, now: at, body: JSON.stringify(body) }))
  return { status: reply.statusCode, answer: JSON.parse(reply.body ?? '') }
}

const errorsOf = (page = ''): readonly string[] => textsIn(/<div class="error-summary.*?<\/div>/s.exec(page)?.[0] ?? '', 'li')

describe('registering for a hybrid event', () => {
  test('asks how the person takes part, and refuses the form until that is said', async () => {
    const slug = await eventWith()
    const page = textOf((await registerForm(services)(makeRequest(slug))).body ?? '')
    expect(page).toContain('How will you take part? In person You come to the venue.')
    const form = { ...person, email: 'ana@authority.example', requestKey: 'page' }
    const refused = await register(services)(makeRequest(slug, { body: bodyOf(form) }))
    expect([refused.statusCode, errorsOf(refused.body)]).toEqual([422, ['Select how you will take part']])
    const done = await register(services)(makeRequest(slug, { body: bodyOf({ ...form, participation: 'online' }) }))
    expect([done.statusCode, await said(slug)]).toEqual([303, ['online']])
  })

  test('asks nobody where there is but one way, and takes no answer from a form of before', async () => {
    const slug = await eventWith([], { format: 'in-person' })
    expect((await registerForm(services)(makeRequest(slug))).body).not.toContain('take part')
    const form = { ...person, email: 'ana@authority.example', participation: 'online' }
    expect((await register(services)(makeRequest(slug, { body: bodyOf(form) }))).statusCode).toBe(303)
    expect(await said(slug)).toEqual(['not said'])
  })

  test('asks for each person of a group', async () => {
    const slug = await eventWith()
    expect((await registerGroupForm(services)(makeRequest(slug))).body).toContain('How will this person take part?')
    const group = {
      ...Object.fromEntries(Object.entries(person).filter(([name]) => name !== 'name')),
      'people.0.name': 'Ana',
      'people.0.email': 'ana@authority.example',
      'people.0.participation': 'in-person',
      'people.1.name': 'Bo',
      'people.1.email': 'bo@authority.example',
      action: 'register',
    }
    const refused = await registerGroup(services)(makeRequest(slug, { body: bodyOf(group) }))
    expect(errorsOf(refused.body)).toEqual(['Person 2: Select how this person will take part'])
    await registerGroup(services)(makeRequest(slug, { body: bodyOf({ ...group, 'people.1.participation': 'online' }) }))
    expect((await said(slug)).toSorted()).toEqual(['in-person', 'online'])
  })

  test('is the same by the API', async () => {
    const slug = await eventWith()
    const send = async (body: object) => {
      const reply = await registerPerson(services)(makeRequest(slug, { api: true, body: JSON.stringify(body) }))
      return [reply.statusCode, JSON.parse(reply.body ?? '').errors?.map(({ field, code }: Record<string, string>) => `${field} ${code}`)]
    }
    const { consent: _, ...known } = person
    const ana = { ...known, consent: true, email: 'ana@authority.example' }
    expect(await send(ana)).toEqual([422, ['participation required']])
    expect(await send({ ...ana, participation: 'in-person' })).toEqual([201, undefined])
    const group = { organisation: 'A', country: 'FR', role: 'procurer', consent: true }
    const people = [{ name: 'Bo', email: 'bo@authority.example', participation: 'online' }]
    const reply = await registerPeople(services)(makeRequest(slug, { api: true, body: JSON.stringify({ ...group, people }) }))
    expect([reply.statusCode, (await said(slug)).toSorted()]).toEqual([201, ['in-person', 'online']])
    const other = await eventWith([], { format: 'online' })
    const wrong = await registerPerson(services)(
      makeRequest(other, { api: true, body: JSON.stringify({ ...ana, participation: 'online' }) }),
    )
    expect([wrong.statusCode, wrong.body]).toEqual([422, expect.stringContaining('"participation"')])
  })
})

describe('once no place is left in person', () => {
  test('the form says so, and whoever sends it all the same is told of the other way', async () => {
    const slug = await eventWith(['in-person'], { inPersonPlaces: 1 })
    const page = (await registerForm(services)(makeRequest(slug))).body ?? ''
    expect(textOf(page)).toContain('In person fully booked Online')
    expect(page).toMatch(/value="in-person" disabled/)
    const form = { ...person, email: 'ana@authority.example', participation: 'in-person' }
    const refused = await register(services)(makeRequest(slug, { body: bodyOf(form) }))
    expect([refused.statusCode, errorsOf(refused.body)]).toEqual([422, ['No places are left in person. You can take part online']])
  })

  test('a person with a place there can keep it on their page, and nobody else can choose it', async () => {
    const slug = await eventWith(['in-person', 'online'], { inPersonPlaces: 1 })
    const formOf = async (number: number) => (await registrationChange(services)(makeRequest(await tokenOf(slug, number)))).body ?? ''
    expect(await formOf(1)).toMatch(/value="in-person" checked/)
    expect(await formOf(2)).toMatch(/value="in-person" disabled/)
    const { status, answer } = await patch(await tokenOf(slug, 2), { participation: 'in-person' })
    expect([status, answer.errors]).toEqual([422, [expect.objectContaining({ field: 'participation', code: 'in-person-full' })]])
  })

  test('nor online, the page offers the waiting list, and takes either wish', async () => {
    const slug = await eventWith(['in-person', 'online'], { inPersonPlaces: 1, onlinePlaces: 1 })
    const page = (await registerForm(services)(makeRequest(slug))).body ?? ''
    expect(textsIn(page, 'h1')).toEqual(['Join the waiting list'])
    expect(page).not.toMatch(/value="in-person" disabled/)
    const form = { ...person, email: 'ana@authority.example', participation: 'in-person' }
    const done = await register(services)(makeRequest(slug, { body: bodyOf(form) }))
    expect(done.headers?.['location']).toContain('status=waitlisted')
  })
})

describe('the page of a registration', () => {
  const pageOf = async (slug: string, number: number): Promise<string> =>
    mainOf(Object((await registration(services)(makeRequest(await tokenOf(slug, number)))).body ?? ''))

  test('has the venue or the link, and the link in small for people who come', async () => {
    const slug = await eventWith(['in-person', 'online'])
    const [comes, joins] = [await pageOf(slug, 1), await pageOf(slug, 2)]
    expect(textOf(comes)).toContain('Where In person Town hall, Riga')
    expect(textOf(comes)).toContain('Taking part In person')
    expect(textOf(comes)).toContain('If you cannot come after all, you can follow online: Join online .')
    expect(comes).not.toMatch(/class="button" href="https:\/\/meet/)
    expect(textOf(joins)).toMatch(/Where Online (?!.*Town hall)/)
    expect(joins).toMatch(/class="button" href="https:\/\/meet/)
  })

  test('lets the person switch, until answers close', async () => {
    const slug = await eventWith(['in-person'], { changesUntil: '2022-05-01T10:00' })
    const token = await tokenOf(slug, 1)
    const page = (await registrationChange(services)(makeRequest(token))).body ?? ''
    expect(textOf(page)).toContain('You can change how you take part until')
    const form = postedForm(page)
    form.delete('back')
    expect(form.get('participation')).toBe('in-person')
    form.set('participation', 'online')
    const done = await changeRegistration(services)(makeRequest(token, { body: form.toString() }))
    expect([done.headers?.['location'], await said(slug)]).toEqual([expect.stringContaining('?changed'), ['online']])
    const late = '2022-05-02T10:00:00.000Z'
    const closed = await registrationChange(services)(makeRequest(token, { now: late }))
    expect(textOf(closed.body ?? '')).toContain('You can no longer change how you take part')
    form.set('participation', 'in-person')
    const refused = await changeRegistration(services)(makeRequest(token, { now: late, body: form.toString() }))
    expect([refused.statusCode, await said(slug)]).toEqual([409, ['online']])
  })

  test('asks people who registered before the event was hybrid, and shows nothing once it is no longer', async () => {
    const slug = await eventWith([undefined], { format: 'online' })
    const become = (format: EventInput['format']) =>
      createManaging(stores).change(slug, { staff: organiser, now }, (input) => ({ ...input, format, venue: 'Town hall' }))
    expect(await pageOf(slug, 1)).not.toContain('aking part')
    await become('hybrid')
    const asked = await pageOf(slug, 1)
    expect(textOf(asked)).toContain('Tell us how you will take part')
    expect(textOf(asked)).toContain('Taking part Not said yet')
    expect(linksIn(asked)['Choose how you will take part']).toMatch(/\/change#participation$/)
    await patch(await tokenOf(slug, 1), { participation: 'in-person' })
    expect(textOf(await pageOf(slug, 1))).not.toContain('Tell us how')
    await become('online')
    expect(await pageOf(slug, 1)).not.toContain('aking part')
    expect([await read(await tokenOf(slug, 1)), await said(slug)]).toEqual([
      expect.not.objectContaining({ participation: 'in-person' }),
      ['in-person'],
    ])
  })
})

describe('by the API, a person', () => {
  test('switches without answering questions asked since, and leaves everything else alone', async () => {
    const slug = await eventWith(['in-person'])
    const token = await tokenOf(slug, 1)
    await createManaging(stores).change(slug, { staff: organiser, now }, (input) => ({
      ...input,
      questions: [{ id: 'diet', type: 'text', label: 'Diet', required: true, rows: 1 }],
    }))
    expect(await patch(token, { participation: 'online' })).toMatchObject({
      status: 200,
      answer: { participation: 'online', name: 'Person 1' },
    })
    expect(await patch(token, { answers: { diet: 'None' } })).toMatchObject({ status: 200, answer: { participation: 'online' } })
    expect(await patch(token, { participation: 'by-post' })).toMatchObject({ status: 422 })
    expect(await patch(token, { participation: 'in-person' }, '2022-05-17T09:00:00.000Z')).toMatchObject({ status: 409 })
    expect(await read(token)).toMatchObject({ participation: 'online', answers: { diet: 'None' } })
  })

  test('who has not said it may change everything else first', async () => {
    const slug = await eventWith([undefined])
    const token = await tokenOf(slug, 1)
    expect(await patch(token, { name: 'Other Name', answers: {} })).toMatchObject({ status: 200, answer: { name: 'Other Name' } })
    expect(await patch(token, { participation: 'online' })).toMatchObject({ status: 200, answer: { participation: 'online' } })
  })

  test('is told that an event with one way does not ask', async () => {
    const slug = await eventWith([undefined], { format: 'online' })
    const { status, answer } = await patch(await tokenOf(slug, 1), { participation: 'online' })
    expect([status, answer.errors]).toEqual([422, [expect.objectContaining({ field: 'participation' })]])
  })
})

test('registering for a series asks as soon as one date is hybrid, and says it only there', async () => {
  const [first, second] = await Promise.all([eventWith([], { format: 'online' }), eventWith()])
  const dates = await Promise.all([first, second].map((slug) => stores.events.getWithSeats(slug)))
  const series: Series = {
    slug: 'talks',
    owner: 'organiser',
    coOrganisers: [],
    title: 'T',
    summary: 'T',
    dates: [],
    createdAt: now,
    version: 0,
  }
  const found = { series, dates: dates.flatMap((date) => date ?? []) }
  const { consent: _, ...known } = person
  const body = { ...known, consent: true, email: 'ana@authority.example' }
  const problems = checkForSeries(found, body, now)
  expect(problems.ok ? [] : problems.problems).toEqual([expect.objectContaining({ field: 'participation', code: 'required' })])
  const checked = checkForSeries(found, { ...body, participation: 'in-person' }, now)
  expect(checked.ok ? checked.value.map(({ input }) => input.participation) : checked.problems).toEqual([undefined, 'in-person'])
  const alone = { series, dates: found.dates.slice(0, 1) }
  expect(checkForSeries(alone, body, now).ok).toBe(true)
})

test('handing over does not ask the colleague: the way goes with the place, and is shown before', async () => {
  const slug = await eventWith(['in-person'])
  const token = await tokenOf(slug, 1)
  expect((await handOverForm(services)(makeRequest(token))).body).not.toContain('name="participation"')
  const form = { name: 'Bo', email: 'bo@authority.example', consent: 'true', language: 'en' }
  const check = await handOver(services)(makeRequest(token, { body: bodyOf(form) }))
  expect(textOf(check.body ?? '')).toContain('Taking part In person')
  expect((await handOver(services)(makeRequest(token, { body: bodyOf({ ...form, step: 'hand' }) }))).statusCode).toBe(303)
  expect(await said(slug)).toEqual(['in-person', 'in-person'])
})

test('who registers again finds their former choice', async () => {
  const slug = await eventWith(['online'])
  const [first] = await allRegistrations(stores, slug)
  if (first === undefined) throw new Error('nobody registered')
  await createCancelling(stores)(first, now)
  const page = (await registerAgain(services)(makeRequest(await tokenOf(slug, 1)))).body ?? ''
  expect(postedForm(page).get('participation')).toBe('online')
})
