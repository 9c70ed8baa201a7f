import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { registerPeople, registerPerson } from '../../../../functions/attendee/registering/api-registrations.ts'
import { apiPersonalLink, askPersonalLink } from '../../../../functions/attendee/registering/personal-link.ts'
import { createPersonalLinks } from '../../../../functions/mail/asked-for/personal-links.ts'
import { emailKey } from '../../../../shared/domain/basics/email-address.ts'
import type { Event } from '../../../../shared/domain/event/event.ts'
import { type Ask, askSchema } from '../../../../shared/domain/mail/asked-mail.ts'
import { lists } from '../../../../shared/store/address-lists.ts'
import { createRecentEvents } from '../../../../shared/store/cached-events.ts'
import { personalKey, personalLink } from '../../../../shared/tokens/personal-key.ts'
import { holdKey, personHash } from '../../../../shared/tokens/registration-tokens.ts'
import { createAsking } from '../../../../shared/use-cases/mail/asking-for-mail.ts'
import { createAdmitting } from '../../../../shared/use-cases/registration/admitting.ts'
import { createClaiming } from '../../../../shared/use-cases/registration/claiming-request-keys.ts'
import { createGroupRegistering } from '../../../../shared/use-cases/registration/group-registering.ts'
import { createProving } from '../../../../shared/use-cases/registration/proving.ts'
import { createRating } from '../../../../shared/use-cases/registration/rating.ts'
import { createRegistering, type Register, type Registering } from '../../../../shared/use-cases/registration/registering.ts'
import { makeLinkKeys } from '../../../make/link-keys.ts'
import { makePerson, now, publishEvent, seatsTaken } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allRegistrations, itemsOf } from '../../../store/scan.ts'

let stores: LocalStores
let register: Register
beforeAll(async () => {
  stores = await startStores()
  register = createRegistering(stores)
})
afterAll(() => stores.stop())

const asked = { now, language: 'en', requestKey: undefined } as const
const emailOf = (number: number): string => makePerson(number).email
const keyOf = async ({ slug }: Pick<Event, 'slug'>, email: string): Promise<string> => personalKey(await stores.keys.links(), slug, email)

/** An event for the people with these numbers, through its own list. */
const invitedEvent = async (...numbers: readonly number[]): Promise<Event> => {
  const event = await publishEvent(stores, { audience: 'invited', capacity: 5 })
  await stores.lists.add(lists.invited(event.slug), numbers.map(emailOf), now)
  return event
}

const withKey = async (event: Event, number: number, of = emailOf(number)): Promise<Registering> =>
  register(event.slug, { ...makePerson(number), personalKey: await keyOf(event, of) }, asked)

const refusedKey = { problems: [{ field: 'personalKey', code: 'personal-key' }] }

describe('an event for people on a list', () => {
  test('gives people with their own personal key a place, or one on the waiting list if it is full', async () => {
    const event = await publishEvent(stores, { audience: 'network', capacity: 1 })
    await stores.lists.add(lists.members, ['authority.example'], now)
    expect(await withKey(event, 1)).toBe('confirmed')
    expect(await withKey(event, 2)).toBe('waitlisted')
    expect(await seatsTaken(stores, event.slug)).toBe(1)
    await stores.lists.remove(lists.members, ['authority.example'])
  })

  test('makes one registration from ten clicks on the same link', async () => {
    const event = await invitedEvent(1)
    const key = await keyOf(event, emailOf(1))
    const clicks = await Promise.all(
      Array.from({ length: 10 }, () => register(event.slug, { ...makePerson(1), personalKey: key }, { ...asked, requestKey: 'form' })),
    )
    expect(new Set(clicks)).toEqual(new Set(['confirmed']))
    expect(await allRegistrations(stores, event.slug)).toHaveLength(1)
  })

  test('refuses people without a key in the same words, whether or not their address is on the list', async () => {
    const event = await invitedEvent(1)
    const answers = await Promise.all([1, 2].map((number) => register(event.slug, makePerson(number), asked)))
    const needed = { problems: [{ field: 'personalKey', code: 'personal-key-needed' }] }
    expect(answers).toEqual([needed, needed])
    expect(await allRegistrations(stores, event.slug)).toEqual([])
  })

  test('refuses a key for another address or event, a changed one, and one made by somebody else', async () => {
    const [event, other] = [await invitedEvent(1, 2), await invitedEvent(1, 2)]
    const key = await keyOf(event, emailOf(1))
    const changed = `${key.slice(0, 30)}${key[30] === 'A' ? 'B' : 'A'}${key.slice(31)}`
    const foreign = personalKey(makeLinkKeys(7), event.slug, emailOf(1))
    const keys = [await keyOf(event, emailOf(2)), await keyOf(other, emailOf(1)), changed, foreign, `${key}A`, '', 'x'.repeat(900)]
    const answers = await Promise.all(keys.map((each) => register(event.slug, { ...makePerson(1), personalKey: each }, asked)))
    expect(answers).toEqual(keys.map(() => refusedKey))
    expect(await allRegistrations(stores, event.slug)).toEqual([])
  })

  test('checks the list again when an old key is used', async () => {
    const event = await invitedEvent(1, 2)
    expect(await withKey(event, 1)).toBe('confirmed')
    await stores.lists.remove(lists.invited(event.slug), [emailOf(1), emailOf(2)])
    expect(await withKey(event, 2)).toEqual(refusedKey)
    expect(await seatsTaken(stores, event.slug)).toBe(1)
    await stores.lists.add(lists.invited(event.slug), [emailOf(2)], now)
    expect(await withKey(event, 2)).toBe('confirmed')
  })

  test('accepts a group’s key along with the personal one', async () => {
    const hold = { label: 'Speakers', places: 1, until: '2022-05-01T10:00', countries: [] }
    const event = await publishEvent(stores, { audience: 'invited', capacity: 1, waitingList: 'none', holds: [hold] })
    await stores.lists.add(lists.invited(event.slug), [emailOf(1), emailOf(2)], now)
    expect(await withKey(event, 2)).toBe('full')
    const key = holdKey(await stores.keys.links(), event.slug, 'speakers')
    const both = { ...makePerson(1), key, personalKey: await keyOf(event, emailOf(1)) }
    expect(await register(event.slug, both, asked)).toBe('confirmed')
    expect(await register(event.slug, { ...makePerson(3), key }, asked)).toEqual({
      problems: [{ field: 'personalKey', code: 'personal-key-needed' }],
    })
  })

  test('says through the API what is missing, and accepts no groups', async () => {
    const event = await invitedEvent(1)
    const recent = createRecentEvents(stores.events)
    const body = { ...makePerson(1), personalKey: 'forged' }
    const prove = createProving({ ...stores, rate: createRating(stores) })
    const registering = { admit: createAdmitting(stores), register, registerGroup: createGroupRegistering(register) }
    const services = { recent, ...registering, prove, claim: createClaiming(stores) }
    const answer = await registerPerson(services)(makeRequest(event.slug, { api: true, body: JSON.stringify(body) }))
    expect([
      answer.statusCode,
      JSON.parse(answer.body ?? '').errors.map(({ field, code }: Record<string, string>) => [field, code]),
    ]).toEqual([422, [['personalKey', 'personal-key']]])
    const { name, email, organisation, country, role } = makePerson(1)
    const group = { organisation, country, role, consent: true, people: [{ name, email }] }
    const refused = await registerPeople(services)(makeRequest(event.slug, { api: true, body: JSON.stringify(group) }))
    expect(refused.statusCode).toBe(409)
  })
})

test('a personal key does not show its address, is always the same, and stays short', async () => {
  const key = await stores.keys.links()
  const made = personalKey(key, 'an-event', 'anna@example.org')
  expect(made).toBe(personalKey(key, 'an-event', 'anna@example.org'))
  expect(Buffer.from(made, 'base64url').toString('latin1')).not.toContain('anna')
  expect(made.length).toBeLessThan(80)
  expect(personalLink('https://events.example', key, 'an-event', 'anna@example.org')).toMatch(
    /^https:\/\/events\.example\/events\/an-event\/register\?personalKey=[\w-]+$/,
  )
})

describe('requesting a personal link', () => {
  const services = () => ({
    ask: createAsking(stores),
    keys: stores.keys,
    recent: createRecentEvents(stores.events),
    rate: createRating(stores),
  })
  const asksOf = async (slug: string): Promise<readonly Ask[]> =>
    (await itemsOf(stores, stores.tables.people)).flatMap((item) => {
      const parsed = askSchema.safeParse(item)
      return parsed.success && parsed.data.slug === slug ? [parsed.data] : []
    })
  const byForm = (slug: string, email: string) =>
    askPersonalLink(services())(makeRequest(slug, { body: String(new URLSearchParams({ email })) }))
  const byApi = (slug: string, email: string) =>
    apiPersonalLink(services())(makeRequest(slug, { api: true, body: JSON.stringify({ email }) }))

  test('gives the same answer and the same write for a listed address and for a stranger', async () => {
    const event = await invitedEvent(1)
    for (const ask of [byForm, byApi]) {
      const [listed, stranger] = [await ask(event.slug, emailOf(1)), await ask(event.slug, emailOf(2))]
      expect(JSON.stringify(stranger)).toBe(JSON.stringify(listed))
    }
    const key = await stores.keys.links()
    const neutral = { asks: 'personal-link', slug: event.slug, language: 'en', askedAt: now, turn: 0 }
    const expected = [1, 2].map((number) => ({ ...neutral, email: emailOf(number), person: personHash(key, emailKey(emailOf(number))) }))
    expect((await asksOf(event.slug)).toSorted((a, b) => a.email.localeCompare(b.email))).toEqual(expected)
  })

  test('sends a mail only to people on the list, with the group whose link they used', async () => {
    const event = await invitedEvent(1)
    const answer = createPersonalLinks(stores)
    const ask = { asks: 'personal-link', slug: event.slug, language: 'fr', askedAt: now, person: 'someone' } as const
    const owed = await answer({ ...ask, email: emailOf(1), hold: 'speakers' })
    expect(owed).toMatchObject({ kind: 'personal-link', recipient: { name: '', email: emailOf(1) }, hold: 'speakers', language: 'fr' })
    expect(owed?.id).toBe(`person-someone_1_personal-link_${event.slug}_2022040109`)
    expect(await answer({ ...ask, email: emailOf(2) })).toBeUndefined()
    expect(await answer({ ...ask, email: emailOf(1), askedAt: event.endsAt })).toBeUndefined()
    expect(await answer({ ...ask, email: emailOf(1), slug: (await publishEvent(stores)).slug })).toBeUndefined()
  })

  test('is not possible if everyone may register', async () => {
    const { slug } = await publishEvent(stores)
    expect((await byApi(slug, emailOf(1))).statusCode).toBe(409)
  })
})

test('opens the form for people admitted by the list, and asks everyone else for an address', async () => {
  const event = await invitedEvent(1)
  const admit = createAdmitting(stores)
  expect(await admit(event, { personalKey: await keyOf(event, emailOf(1)) })).toEqual({ outcome: 'admitted', email: emailOf(1) })
  expect(await admit(event, {})).toEqual({ outcome: 'key-needed' })
  expect(await admit(event, { personalKey: await keyOf(event, emailOf(2)) })).toEqual({ outcome: 'not-admitted' })
})
