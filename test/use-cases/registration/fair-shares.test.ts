import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createClockWork } from '../../../functions/clock/clock-work.ts'
import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { counterTag } from '../../../shared/domain/seats/fair-share.ts'
import { createRecentEvents } from '../../../shared/store/cached-events.ts'
import { registrationId, sourceTag } from '../../../shared/tokens/registration-tokens.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createAccepting } from '../../../shared/use-cases/registration/accepting.ts'
import { createApproving } from '../../../shared/use-cases/registration/approving.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { createRegistering, type Registering } from '../../../shared/use-cases/registration/registering.ts'
import { createPromoting } from '../../../shared/use-cases/seats/promoting.ts'
import { makePerson, now, organiser, publishEvent, seatsTaken } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allRegistrations, itemsOf, owedByKind } from '../../store/scan.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const oneNetwork = '203.0.113.9'
const later = (minutes: number): string => new Date(Date.parse(now) + minutes * 60_000).toISOString()

/** Registers people from `first` on, all from one network, some at a time, as one client with a script would. */
const registerFrom = async (
  { slug }: Event,
  count: number,
  { network = oneNetwork, first = 1, at = now }: { readonly network?: string; readonly first?: number; readonly at?: string } = {},
): Promise<readonly Registering[]> => {
  const register = createRegistering(stores, createRecentEvents(stores.events))
  const answers: Registering[] = []
  for (let from = 0; from < count; from += 25) {
    const some = Array.from({ length: Math.min(25, count - from) }, (_, index) => makePerson(first + from + index))
    const asked = { now: at, language: 'en', requestKey: undefined, network } as const
    answers.push(...(await Promise.all(some.map((person) => register(slug, person, asked)))))
  }
  return answers
}

const count = (answers: readonly Registering[], wanted: Registering): number => answers.filter((answer) => answer === wanted).length

const idOf = async ({ slug }: Event, number: number): Promise<string> =>
  registrationId(await stores.keys.links(), slug, emailKey(makePerson(number).email))

/** Networks that the counters tell apart from this one: of 4,096, one counts with it, and its people would have to confirm. */
const networksUnlike = async ({ slug }: Event, network: string): Promise<readonly string[]> => {
  const keys = await stores.keys.links()
  const tagOf = (of: string): string => counterTag(sourceTag(keys, slug, of))
  return Array.from({ length: 100 }, (_, index) => `198.51.100.${index}`).filter((other) => tagOf(other) !== tagOf(network))
}

test('an event without a limit counts no networks, so that registering costs the hundredth no more than the first', async () => {
  const event = await publishEvent(stores, {})
  const answers = [await registerFrom(event, 5), await registerFrom(event, 5, { network: '198.51.100.7', first: 6 })].flat()
  expect(count(answers, 'confirmed')).toBe(10)
  const { seats = [] } = (await stores.events.getWithSeats(event.slug)) ?? {}
  expect(seats.map(({ sources }) => sources)).toEqual(seats.map(() => ({})))
})

test('people from many networks who come and go leave nothing on the counters that would make each seat dearer', async () => {
  const event = await publishEvent(stores, { capacity: 8 })
  const cancel = createCancelling(stores)
  for (let number = 1; number <= 50; number++) {
    await registerFrom(event, 1, { network: `198.51.100.${number}`, first: number })
    await cancel({ id: await idOf(event, number), round: 1 }, now)
  }
  const [counter] = (await itemsOf(stores, stores.tables.programme)).filter(({ pk }) => pk === `SEATS#${event.slug}#00`)
  // DynamoDB, which bills each started 1,024 bytes, counts fewer than these.
  expect(Buffer.byteLength(JSON.stringify(counter))).toBeLessThan(1024)
})

describe('a stranger who registers invented addresses from one client', () => {
  test('gets a quarter of the places at most, and the rest stays for everybody else', async () => {
    const event = await publishEvent(stores, { capacity: 250 })
    const answers = await registerFrom(event, 300)
    expect(count(answers, 'confirmed') + count(answers, 'offered')).toBe(62)
    expect(count(answers, 'share-used')).toBe(238)
    expect(await seatsTaken(stores, event.slug)).toBe(62)
    const elsewhere = (await networksUnlike(event, oneNetwork)).slice(0, 60)
    const others = await Promise.all(elsewhere.map((network, index) => registerFrom(event, 1, { network, first: 1001 + index })))
    expect(others.flat()).toEqual(Array.from({ length: 60 }, () => 'confirmed'))
  })

  test('gets no more than half of a workshop of eight, and for good only what three colleagues would', async () => {
    const event = await publishEvent(stores, { capacity: 8, waitingList: 'none' })
    const answers = await registerFrom(event, 12)
    expect([count(answers, 'confirmed'), count(answers, 'offered'), count(answers, 'share-used')]).toEqual([3, 1, 8])
    const elsewhere = (await networksUnlike(event, oneNetwork)).slice(0, 4)
    const others = await Promise.all(elsewhere.map((network, index) => registerFrom(event, 1, { network, first: 101 + index })))
    expect(others.flat()).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed'])
  })

  test('gets no more by many requests at once after the event became much smaller', async () => {
    const event = await publishEvent(stores, { capacity: 200 })
    const changing = createManaging(stores)
    expect(await changing.change(event.slug, { staff: organiser, now }, (input) => ({ ...input, capacity: 40 }))).toMatchObject({
      outcome: 'done',
    })
    // Each from an environment of its own, so that none knows of the others' seats.
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => registerFrom(event, 1, { first: 1 + index })))
    expect(await seatsTaken(stores, event.slug)).toBeLessThanOrEqual(10)
    expect(count(answers.flat(), 'confirmed')).toBe(8)
  })

  test('can hold some only until they expire; then they go to the people who wait, and nobody is written to twice', async () => {
    const event = await publishEvent(stores, { capacity: 60 })
    const answers = await registerFrom(event, 20)
    const held = count(answers, 'offered')
    expect(held).toBeGreaterThan(0)
    expect(await owedByKind(stores, event.slug)).toMatchObject({ held })
    const taken = await seatsTaken(stores, event.slug)
    await createClockWork(stores)(later(29))
    expect(await seatsTaken(stores, event.slug)).toBe(taken)
    await createClockWork(stores)(later(31))
    expect(await seatsTaken(stores, event.slug)).toBe(taken - held)
    const mails = await owedByKind(stores, event.slug)
    expect(Object.keys(mails).sort()).toEqual(['confirmation', 'held'])
    const ended = (await allRegistrations(stores, event.slug)).filter(({ status }) => status === 'cancelled')
    expect(ended.map(({ endedBy }) => endedBy)).toEqual(Array.from({ length: held }, () => 'not-confirmed'))
  })

  test('gets its share of waiting places only as offers, which a mailbox has to accept', async () => {
    const event = await publishEvent(stores, { capacity: 12, waitingList: 'confirm' })
    const genuine = await Promise.all(
      Array.from({ length: 12 }, (_, index) => registerFrom(event, 1, { network: `198.51.100.${index}`, first: 101 + index })),
    )
    expect(genuine.flat()).toEqual(Array.from({ length: 12 }, () => 'confirmed'))
    await registerFrom(event, 12)
    const cancel = createCancelling(stores)
    for (let index = 0; index < 12; index++) await cancel({ id: await idOf(event, 101 + index), round: 1 }, now)
    await createPromoting(stores)(event.slug, now)
    const promoted = await allRegistrations(stores, event.slug)
    expect(promoted.filter(({ status }) => status === 'confirmed')).toHaveLength(3)
    expect(promoted.filter(({ status }) => status === 'offered')).toHaveLength(9)
  })
})

test('two hundred people from everywhere get all of two hundred places at once', async () => {
  const event = await publishEvent(stores, { capacity: 200 })
  const answers: Registering[] = []
  for (let first = 1; first <= 200; first += 50)
    answers.push(
      ...(
        await Promise.all(
          Array.from({ length: 50 }, (_, index) => registerFrom(event, 1, { network: `10.0.${first}.${index}`, first: first + index })),
        )
      ).flat(),
    )
  expect(count(answers, 'confirmed')).toBe(200)
})

describe('people who share an address with others', () => {
  test('an office of forty and a group of ten get their places at once', async () => {
    const event = await publishEvent(stores, { capacity: 250 })
    expect(count(await registerFrom(event, 40), 'confirmed')).toBe(40)
    expect(count(await registerFrom(event, 10, { network: '203.0.113.10', first: 101 }), 'confirmed')).toBe(10)
  })

  test('get all places of a small event, if they confirm those beyond the first', async () => {
    const event = await publishEvent(stores, { capacity: 20 })
    const accept = createAccepting(stores)
    const waves: Registering[] = []
    for (let number = 1; number <= 20; number++) {
      const [answer = 'closed'] = await registerFrom(event, 1, { first: number })
      waves.push(answer)
      if (answer === 'offered') expect(await accept({ id: await idOf(event, number), round: 1 }, later(5))).toBe('confirmed')
    }
    expect(count(waves, 'confirmed')).toBe(4)
    expect(count(waves, 'offered')).toBe(16)
    expect((await allRegistrations(stores, event.slug)).filter(({ status }) => status === 'confirmed')).toHaveLength(20)
  })

  test('get places again when somebody cancels, or an organiser does for the attacker', async () => {
    const event = await publishEvent(stores, { capacity: 40 })
    await registerFrom(event, 12)
    expect(await registerFrom(event, 1, { first: 50 })).toEqual(['share-used'])
    const cancel = createCancelling(stores)
    for (let number = 1; number <= 10; number++) await cancel({ id: await idOf(event, number), round: 1 }, now)
    expect(await registerFrom(event, 1, { first: 50 })).toEqual(['confirmed'])
  })

  test('count no longer once an organiser approved them', async () => {
    const event = await publishEvent(stores, { capacity: 40, audience: 'approval' })
    await registerFrom(event, 20)
    const { approve } = createApproving(stores)
    for (let number = 1; number <= 20; number++) expect(await approve(event.slug, await idOf(event, number), now)).toBe('confirmed')
    expect(await seatsTaken(stores, event.slug)).toBe(20)
  })

  test('a registered address gets a stranger’s answer, held or refused', async () => {
    const event = await publishEvent(stores, { capacity: 40 })
    await registerFrom(event, 8)
    expect(await registerFrom(event, 1, { first: 1 })).toEqual(['offered'])
    expect(await registerFrom(event, 2, { first: 51 })).toEqual(['offered', 'offered'])
    expect(await registerFrom(event, 1, { first: 1 })).toEqual(['share-used'])
    expect(await registerFrom(event, 1, { first: 60 })).toEqual(['share-used'])
  })
})
