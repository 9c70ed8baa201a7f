import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { createRecentEvents } from '../../../shared/store/cached-events.ts'
import { registrationId } from '../../../shared/tokens/registration-tokens.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { createRegistering, type Register } from '../../../shared/use-cases/registration/registering.ts'
import { createPlacing } from '../../../shared/use-cases/seats/placing.ts'
import { makeEventInput, makePerson, now, organiser, publishEvent, registerMany, seatsTaken } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allMessages, allRegistrations, owedByKind } from '../../store/scan.ts'

let stores: LocalStores
let register: Register
beforeAll(async () => {
  stores = await startStores()
  register = createRegistering(stores)
})
afterAll(() => stores.stop())

const asked = { now, language: 'en', requestKey: undefined } as const

const aRegistration = ({ slug, revision }: Event): Registration => {
  const { consent: _, key: __, ...person } = makePerson(1)
  const about = { id: 'registration-under-way', slug, revision, language: 'en', round: 1, sequence: 0, groups: [], seats: {} } as const
  return { ...person, ...about, groups: [], status: 'confirmed', registeredAt: now, consentedAt: now }
}

const idOf = async (slug: string, number: number): Promise<string> =>
  registrationId(await stores.keys.links(), slug, emailKey(makePerson(number).email))

describe('when everyone registers at the same time', () => {
  test('exactly as many people are confirmed as there are places, and all others wait', async () => {
    const { slug } = await publishEvent(stores, { capacity: 40 })
    const answers = await registerMany(stores, slug, 90)
    expect(answers.filter((answer) => answer === 'confirmed')).toHaveLength(40)
    expect(answers.filter((answer) => answer === 'waitlisted')).toHaveLength(50)
    const registrations = await allRegistrations(stores, slug)
    expect(registrations.filter(({ status }) => status === 'confirmed')).toHaveLength(40)
    expect(await seatsTaken(stores, slug)).toBe(40)
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 40 })
  })

  test('ten clicks by one person make one registration, one seat and one invitation', async () => {
    const { slug } = await publishEvent(stores, { capacity: 5 })
    const clicks = await Promise.all(Array.from({ length: 10 }, () => register(slug, makePerson(1), { ...asked, requestKey: 'one-form' })))
    expect(new Set(clicks)).toEqual(new Set(['confirmed']))
    expect(await allRegistrations(stores, slug)).toHaveLength(1)
    expect(await seatsTaken(stores, slug)).toBe(1)
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 1 })
  })
})

describe('an address already registered', () => {
  test('gets a stranger’s answer, and its link by mail at most once an hour', async () => {
    const { slug } = await publishEvent(stores, { capacity: 1 })
    expect(await register(slug, makePerson(1), asked)).toBe('confirmed')
    expect(await register(slug, makePerson(1, { email: 'PERSON1@Authority.EXAMPLE' }), asked)).toBe('waitlisted')
    expect(await register(slug, makePerson(1), asked)).toBe('waitlisted')
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 1, link: 1 })
    await register(slug, makePerson(1), { ...asked, now: '2022-04-01T10:00:00.000Z' })
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 1, link: 2 })
  })

  test('that others share is told whom they tried to register, each person once an hour; the page does not tell', async () => {
    const { slug } = await publishEvent(stores)
    const office = (name: string) => register(slug, makePerson(1, { name, email: 'office@group.example' }), asked)
    expect(await office('Clara Clerk')).toBe('confirmed')
    for (const name of ['clara  CLERK', 'Bo Boss', 'Bo Boss', 'Di Deputy']) expect(await office(name)).toBe('confirmed')
    const links = (await allMessages(stores, slug)).filter(({ kind }) => kind === 'link')
    expect(links.map(({ recipient, tried }) => [recipient.name, tried]).toSorted()).toEqual([
      ['Clara Clerk', undefined],
      ['Clara Clerk', 'Bo Boss'],
      ['Clara Clerk', 'Di Deputy'],
    ])
    expect(links.map(({ id }) => id).join()).not.toMatch(/boss|deputy/i)
    expect((await allRegistrations(stores, slug)).map(({ name }) => name)).toEqual(['Clara Clerk'])
  })

  test('gets the actual outcome if the same form is sent again because its answer was lost', async () => {
    const { slug } = await publishEvent(stores, { capacity: 1 })
    await register(slug, makePerson(1), { ...asked, requestKey: 'form' })
    expect(await register(slug, makePerson(1), { ...asked, requestKey: 'form' })).toBe('confirmed')
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 1 })
  })
})

describe('a form sent again with something corrected', () => {
  const form = { ...asked, requestKey: 'form' }

  test.each([
    ['name', { name: 'Person Corrected' }],
    ['organisation', { organisation: 'Corrected' }],
    ['accessibility needs', { accessibilityNeeds: 'Captions' }],
    ['address, only in capitals', { email: 'PERSON1@AUTHORITY.EXAMPLE' }],
  ])('does not pass for a repeat: %s', async (_what, corrected) => {
    const { slug } = await publishEvent(stores)
    const first = makePerson(1)
    expect(await register(slug, first, form)).toBe('confirmed')
    expect(await register(slug, makePerson(1, corrected), form)).toBe('first-stands')
    expect(await register(slug, first, form)).toBe('confirmed')
    expect(await allRegistrations(stores, slug)).toEqual([expect.objectContaining({ name: first.name, organisation: first.organisation })])
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 1, link: 1 })
  })

  test('registers a corrected address', async () => {
    const { slug } = await publishEvent(stores)
    await register(slug, makePerson(1, { email: 'typo@authority.example' }), form)
    expect(await register(slug, makePerson(1), form)).toBe('confirmed')
    expect((await allRegistrations(stores, slug)).map(({ email }) => email).sort()).toEqual([makePerson(1).email, 'typo@authority.example'])
  })

  test('tells nobody else that the address is registered', async () => {
    const { slug } = await publishEvent(stores)
    await register(slug, makePerson(1), form)
    const other = { ...asked, requestKey: 'another form' }
    expect(await register(slug, makePerson(1, { name: 'Stranger' }), other)).toBe('confirmed')
    expect(await register(slug, makePerson(1, { name: 'Stranger again' }), other)).toBe('confirmed')
    expect(await register(slug, makePerson(1, { name: 'Stranger' }), asked)).toBe('confirmed')
  })
})

describe('an environment that read the event a moment ago', () => {
  /** Registers through a function whose environment has read the event, and counts its reads since. */
  const lookedAt = async (slug: string) => {
    let reads = 0
    const events = { ...stores.events, getWithSeats: (of: string) => stores.events.getWithSeats(of).finally(() => reads++) }
    const recent = createRecentEvents(events)
    await recent.recent(slug)
    return { register: createRegistering(stores, recent), reads: () => reads - 1 }
  }

  test('learns from counters that refuse, finds the last place if there is one, or the waiting list', async () => {
    const { slug } = await publishEvent(stores, { capacity: 17 })
    const { register: stale, reads } = await lookedAt(slug)
    expect((await registerMany(stores, slug, 16)).every((answer) => answer === 'confirmed')).toBe(true)
    expect(await stale(slug, makePerson(17), asked)).toBe('confirmed')
    expect(await stale(slug, makePerson(18), asked)).toBe('waitlisted')
    expect([await seatsTaken(stores, slug), reads()]).toEqual([17, 0])
  })

  test('tells a registered person what a stranger is told, even if the last place has gone since', async () => {
    const { slug } = await publishEvent(stores, { capacity: 2 })
    await register(slug, makePerson(1), asked)
    const { register: stale } = await lookedAt(slug)
    await register(slug, makePerson(2), asked)
    expect(await stale(slug, makePerson(1), asked)).toBe('waitlisted')
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 2, link: 1 })
  })
})

describe('cancelling', () => {
  test('frees the seat and withdraws the invitation once, however often the link is used', async () => {
    const { slug } = await publishEvent(stores, { capacity: 1 })
    await register(slug, makePerson(1), asked)
    const cancel = createCancelling(stores)
    const id = await idOf(slug, 1)
    await Promise.all([cancel({ id, round: 1 }, now), cancel({ id, round: 1 }, now), cancel({ id, round: 1 }, now)])
    expect(await seatsTaken(stores, slug)).toBe(0)
    const messages = await allMessages(stores, slug)
    expect(messages.map(({ kind, calendar }) => [kind, calendar?.sequence]).sort()).toEqual([
      ['cancellation', 1],
      ['confirmation', 0],
    ])
  })

  test('withdraws nobody else’s invitation', async () => {
    const { slug } = await publishEvent(stores)
    await registerMany(stores, slug, 3)
    const [cancelling, ...others] = await allRegistrations(stores, slug)
    if (cancelling === undefined) throw new Error('nobody is registered')
    await createCancelling(stores)(cancelling, now)
    const owed = (await allMessages(stores, slug)).filter(({ kind }) => kind !== 'confirmation')
    expect(owed.map(({ kind, recipient }) => [kind, recipient.email])).toEqual([['cancellation', cancelling.email]])
    const kept = (await allRegistrations(stores, slug)).filter(({ id }) => id !== cancelling.id)
    expect(kept).toEqual(others)
  })

  test('allows registering again, with a separate invitation', async () => {
    const { slug } = await publishEvent(stores)
    const id = await idOf(slug, 1)
    await register(slug, makePerson(1), asked)
    await createCancelling(stores)({ id, round: 1 }, now)
    expect(await register(slug, makePerson(1), asked)).toBe('confirmed')
    const uids = (await allMessages(stores, slug)).map(({ kind, calendar }) => `${kind} ${calendar?.uid.split('@')[0]?.slice(-2)}`)
    expect(uids.sort()).toEqual(['cancellation -1', 'confirmation -1', 'confirmation -2'])
    expect(await createCancelling(stores)({ id, round: 1 }, now)).toBe('no-such-registration')
    expect(await seatsTaken(stores, slug)).toBe(1)
  })
})

describe('an event that changes while people register', () => {
  test('gives no seat for a date that is no longer true', async () => {
    const before = await publishEvent(stores)
    const who = { staff: organiser, now }
    await createManaging(stores).change(before.slug, who, (input) => ({ ...input, start: '2022-05-18T10:00', end: '2022-05-18T12:00' }))
    const placed = await createPlacing(stores)(
      { event: before, seats: (await stores.events.getWithSeats(before.slug))?.seats ?? [] },
      aRegistration(before),
      now,
    )
    expect(placed).toEqual({ outcome: 'again' })
    expect(await allRegistrations(stores, before.slug)).toEqual([])
  })

  test('accepts nobody once it is cancelled', async () => {
    const { slug } = await publishEvent(stores)
    await createManaging(stores).cancel(slug, { staff: organiser, now })
    expect(await register(slug, makePerson(1), asked)).toBe('closed')
    expect(await allRegistrations(stores, slug)).toEqual([])
  })
})

test('an unpublished event and a missing one look the same to somebody who registers', async () => {
  const draft = await createManaging(stores).create(makeEventInput(), { staff: organiser, now })
  expect(await register(draft.slug, makePerson(1), asked)).toBe('no-such-event')
  expect(await register('nothing-here', makePerson(1), asked)).toBe('no-such-event')
  expect(await register('../..%00', makePerson(1), asked)).toBe('no-such-event')
})
