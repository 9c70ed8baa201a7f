import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  apiCancelMany,
  apiCancelOne,
  cancelRegistrations,
  checkCancellations,
} from '../../../../functions/organiser/registrations/cancellations.ts'
import { emailKey } from '../../../../shared/domain/basics/email-address.ts'
import type { RegistrationInput } from '../../../../shared/domain/registration/registration.ts'
import type { StaffRequest } from '../../../../shared/http/request.ts'
import { registrationId } from '../../../../shared/tokens/registration-tokens.ts'
import { createCancellingForOrganiser } from '../../../../shared/use-cases/registration/cancelling.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { makePerson, now, organiser, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allRegistrations, owedByKind } from '../../../store/scan.ts'
import { postedForm } from '../../../views/staff/page.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const later = '2022-04-01T10:00:00.000Z'

/** An event that a stranger filled with addresses of one domain before others came. */
const attacked = async (capacity: number, puppets: number, people: number) => {
  const { slug } = await publishEvent(stores, { capacity, waitingList: 'confirm' })
  const register = createRegistering(stores)
  const come = (said: RegistrationInput, at: string) => register(slug, said, { now: at, language: 'en', requestKey: undefined })
  for (let number = 1; number <= puppets; number++)
    await come(makePerson(number, { name: `Puppet ${number}`, email: `p${number}@mail.evil.example` }), now)
  for (let number = 1; number <= people; number++) await come(makePerson(number), later)
  const services = { ...stores, cancelRegistration: createCancellingForOrganiser(stores) }
  const request = (overrides: Partial<StaffRequest> = {}): StaffRequest => ({
    ...makeRequest(slug, { now: later }),
    staff: organiser,
    ...overrides,
  })
  return {
    slug,
    page: async (query = '') => checkCancellations(services)(request({ query: new URLSearchParams(query) })),
    send: async (form: URLSearchParams, overrides: Partial<StaffRequest> = {}) =>
      cancelRegistrations(services)(request({ body: form.toString(), ...overrides })),
    many: async (body: unknown, overrides: Partial<StaffRequest> = {}) => {
      const reply = await apiCancelMany(services)(request({ api: true, body: JSON.stringify(body), ...overrides }))
      const answer: unknown = JSON.parse(reply.body ?? '')
      return { status: reply.statusCode, answer }
    },
    one: async (email: string, body: unknown = {}, overrides: Partial<StaffRequest> = {}) => {
      const id = registrationId(await stores.keys.links(), slug, emailKey(email))
      const parameter = (name: string): string => (name === 'slug' ? slug : id)
      const reply = await apiCancelOne(services)(request({ api: true, body: JSON.stringify(body), parameter, ...overrides }))
      return reply.statusCode
    },
    statuses: async () => {
      const all = await allRegistrations(stores, slug)
      return Object.fromEntries(all.map(({ name, status }) => [name, status]))
    },
    seats: async () =>
      (await stores.events.getWithSeats(slug))?.seats.reduce((sum, { taken }) => sum + Object.values(taken).reduce((a, b) => a + b, 0), 0),
    mails: () => owedByKind(stores, slug),
  }
}

describe('an organiser whose event a stranger filled', () => {
  test('sees where registrations come from, cancels those of one domain, and the places go to waiting people', async () => {
    const { page, send, statuses } = await attacked(3, 5, 2)
    const first = await page()
    expect(first.body).toMatch(/mail\.evil\.example<\/a>(?:<\/th>)?<td[^>]*>5</)
    const found = await page('domain=evil.example')
    expect(found.body).toContain('5 registrations match')
    const form = postedForm(found.body ?? '')
    expect(Object.fromEntries(form)).toMatchObject({ domain: 'evil.example' })
    expect((await send(form)).headers?.['location']).toMatch(/\/cancellations\?cancelled=5$/)
    expect(await statuses()).toEqual({
      ...Object.fromEntries([1, 2, 3, 4, 5].map((number) => [`Puppet ${number}`, 'cancelled'])),
      'Person 1': 'confirmed',
      'Person 2': 'confirmed',
    })
  })

  test('tells nobody unless the box is ticked, and never gives a place to a fake registration about to be cancelled', async () => {
    const silent = await attacked(1, 3, 0)
    const before = await silent.mails()
    await silent.send(postedForm((await silent.page('domain=mail.evil.example')).body ?? ''))
    expect(await silent.mails()).toEqual(before)
    const told = await attacked(1, 3, 0)
    const form = postedForm((await told.page('domain=mail.evil.example')).body ?? '')
    form.set('tell', 'yes')
    await told.send(form)
    expect(await told.mails()).toMatchObject({ cancellation: 1, 'waitlist-left': 2, confirmation: 1 })
  })

  test('cancels by time, by status or a single person, and repeating it changes nothing', async () => {
    const { many, one, statuses } = await attacked(3, 2, 2)
    expect(await many({ filter: { from: later, status: 'waitlisted' }, preview: true })).toMatchObject({
      status: 200,
      answer: { matched: 1, cancelled: 0, left: 1, domains: [{ domain: 'authority.example', count: 1 }] },
    })
    expect(await many({ filter: { until: later } })).toMatchObject({ answer: { matched: 2, cancelled: 2, left: 0 } })
    expect(await many({ filter: { until: later } })).toMatchObject({ answer: { matched: 0, cancelled: 0, left: 0 } })
    const { email } = makePerson(1)
    expect([await one(email), await one(email), await one('nobody@authority.example')]).toEqual([200, 200, 404])
    // Nothing that could be corrected is told of a registration that is not there.
    expect(await one('nobody@authority.example', { tell: 'yes' })).toBe(404)
    expect(await statuses()).toMatchObject({ 'Person 1': 'cancelled', 'Person 2': 'confirmed' })
  })

  test('does not cancel people who registered after the organiser looked', async () => {
    const { slug, page, send, statuses } = await attacked(5, 1, 1)
    const form = postedForm((await page('status=confirmed')).body ?? '')
    const later = '2022-04-01T10:00:30.000Z'
    await createRegistering(stores)(slug, makePerson(2), { now: later, language: 'en', requestKey: undefined })
    await send(form, { now: '2022-04-01T10:01:00.000Z' })
    expect(await statuses()).toEqual({ 'Puppet 1': 'cancelled', 'Person 1': 'cancelled', 'Person 2': 'confirmed' })
  })

  test('cannot cancel without choosing: an empty filter does not cancel everyone', async () => {
    const { many, send, statuses } = await attacked(2, 1, 1)
    expect((await many({ filter: {} })).status).toBe(422)
    expect(await many({ filter: { domain: 'ana@evil.example' } })).toMatchObject({
      status: 422,
      answer: { errors: [{ field: 'filter.domain', code: 'mail-domain' }] },
    })
    expect((await send(new URLSearchParams({ tell: 'yes' }))).body).not.toContain('value="yes"')
    expect(await statuses()).toEqual({ 'Puppet 1': 'confirmed', 'Person 1': 'confirmed' })
  })
})

test('only the event’s owner can cancel, and nobody once it is over', async () => {
  const { one, many, send } = await attacked(2, 1, 0)
  const staff = { ...organiser, subject: 'somebody-else' }
  const email = 'p1@mail.evil.example'
  const form = new URLSearchParams({ domain: 'evil.example' })
  expect([
    await one(email, {}, { staff }),
    (await many({ filter: { domain: 'evil.example' } }, { staff })).status,
    (await send(form, { staff })).statusCode,
    await one(email, {}, { now: '2023-01-01T00:00:00.000Z' }),
  ]).toEqual([403, 403, 403, 409])
})
