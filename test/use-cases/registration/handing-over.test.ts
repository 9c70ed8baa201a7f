import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import type { EventInput } from '../../../shared/domain/event/event.ts'
import { handOverInputSchema } from '../../../shared/domain/registration/hand-over.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { registrationId } from '../../../shared/tokens/registration-tokens.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { createHandingOver, type HandingOver } from '../../../shared/use-cases/registration/handing-over.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { createProving } from '../../../shared/use-cases/seats/proving.ts'
import { audit } from '../../faults/audit.ts'
import { makePerson, now, organiser, publishEvent, seatsTaken } from '../../make/programme.ts'
import { type LocalStores, type Stores, startStores } from '../../store/local-store.ts'
import { allMessages, allRegistrations } from '../../store/scan.ts'
import { type Keeping, startKeeping } from '../../store/stream.ts'

let stores: LocalStores
let keeping: Keeping
beforeAll(async () => {
  stores = await startStores()
  keeping = startKeeping(stores)
})
afterAll(async () => {
  keeping.close()
  await stores.stop()
})

const at = (second: number): string => `2022-04-01T09:00:${String(second).padStart(2, '0')}.000Z`
const who = { staff: organiser, now }

/** A published event, and people 1 to `count` who registered one after another. */
const eventWith = async (count: number, overrides: Partial<EventInput> = {}, of: object = {}): Promise<string> => {
  const { slug } = await publishEvent(stores, overrides)
  const register = createRegistering(stores)
  for (let number = 1; number <= count; number++)
    await register(slug, makePerson(number, of), { now: at(number), language: 'en', requestKey: undefined })
  return slug
}

const idOf = async (slug: string, number: number): Promise<string> =>
  registrationId(await stores.keys.links(), slug, emailKey(makePerson(number).email))

const colleague = (number: number) => {
  const { name, email } = makePerson(number)
  return handOverInputSchema.parse({ name, email, consent: true })
}

const handOver = async (slug: string, from: number, to: number, by: Stores = stores): Promise<HandingOver> =>
  createHandingOver(by)({ id: await idOf(slug, from), round: 1 }, colleague(to), at(30))

const person = async (slug: string, number: number): Promise<Registration | undefined> => stores.registrations.get(await idOf(slug, number))

/** `1 confirmed, 2 cancelled (handed-over) …` */
const standing = async (slug: string): Promise<string> =>
  (await allRegistrations(stores, slug))
    .map(({ name, status, endedBy }) => `${name.slice(7)} ${status}${endedBy === undefined ? '' : ` (${endedBy})`}`)
    .sort()
    .join(', ')

/** The mails owed to a person: kind, reason and SEQUENCE. */
const mails = async (slug: string, number: number): Promise<readonly string[]> => {
  const id = await idOf(slug, number)
  return (await allMessages(stores, slug))
    .filter(({ registrationId: of }) => of === id)
    .map(({ kind, reason, calendar }) =>
      [kind, ...(reason === undefined ? [] : [reason]), ...(calendar ? [calendar.sequence] : [])].join(' '),
    )
    .sort()
}

/** What audit and ledger find wrong; nothing if all is well. */
const wrongWith = async (slug: string, capacity: number): Promise<readonly string[]> => {
  await keeping.settle(now)
  const proof = await createProving(stores, 1)(slug, now)
  return [...(await audit(stores, slug, capacity)), ...(proof?.findings ?? []).map(({ text }) => text)]
}

describe('a place handed over again with something corrected', () => {
  test.each([
    ['to a stranger', 1],
    ['to somebody who has a place', 2],
  ])('stays with the first colleague, and the giver is told: %s', async (_whom, count) => {
    const slug = await eventWith(count)
    expect(await handOver(slug, 1, 2)).toBe('handed-over')
    expect(await handOver(slug, 1, 3)).toBe('handed-over-before')
    expect(await handOver(slug, 1, 2)).toBe('handed-over')
    expect(await person(slug, 3)).toBeUndefined()
    expect((await person(slug, 2))?.status).toBe('confirmed')
  })
})

describe('handing over a place', () => {
  test('gives the colleague the same seats, and tells both, each with their own calendar object', async () => {
    const lab = {
      kind: 'talk' as const,
      title: 'Lab',
      start: '2022-05-17T10:00',
      end: '2022-05-17T11:00',
      speakers: [],
      choose: true,
      capacity: 1,
    }
    const slug = await eventWith(1, { capacity: 1, sessions: [lab] }, { sessions: ['lab'], accessibilityNeeds: 'Captions' })
    const seats = (await person(slug, 1))?.seats
    expect(await handOver(slug, 1, 2)).toBe('handed-over')
    expect(await standing(slug)).toBe('1 cancelled (handed-over), 2 confirmed')
    const [from, to] = [await person(slug, 1), await person(slug, 2)]
    expect(to).toMatchObject({
      seats,
      sessions: ['lab'],
      organisation: from?.organisation,
      country: 'FR',
      role: 'procurer',
      language: 'en',
    })
    expect([from?.seats, to?.accessibilityNeeds]).toEqual([{}, undefined])
    expect(await mails(slug, 1)).toEqual(['cancellation handed-over 1', 'confirmation 0'])
    expect(await mails(slug, 2)).toEqual(['confirmation handed-over 0'])
    expect((await allMessages(stores, slug)).flatMap(({ registeredBy }) => registeredBy ?? [])).toEqual([from?.name])
    const uids = (await allMessages(stores, slug)).flatMap(({ kind, calendar }) => (kind === 'confirmation' ? [calendar?.uid] : []))
    expect(new Set(uids).size).toBe(2)
    expect(await wrongWith(slug, 1)).toEqual([])
  })

  test('twice, concurrently, or to somebody else in between happens once', async () => {
    const slug = await eventWith(1, { capacity: 1 })
    const answers = await Promise.all([handOver(slug, 1, 2), handOver(slug, 1, 2), handOver(slug, 1, 3)])
    const second = (await person(slug, 2))?.status === 'confirmed'
    const [got, came] = ['handed-over', 'handed-over-before']
    expect(answers).toEqual(second ? [got, got, came] : [came, came, got])
    expect(await handOver(slug, 1, 4)).toBe('handed-over-before')
    const confirmed = (await allRegistrations(stores, slug)).filter(({ status }) => status === 'confirmed')
    expect([confirmed.length, await seatsTaken(stores, slug)]).toEqual([1, 1])
    expect(await wrongWith(slug, 1)).toEqual([])
  })

  test('gives the waiting list no seat, and takes none from it', async () => {
    const slug = await eventWith(3, { capacity: 1, waitingList: 'confirm' })
    await handOver(slug, 1, 4)
    expect(await standing(slug)).toBe('1 cancelled (handed-over), 2 waitlisted, 3 waitlisted, 4 confirmed')
    expect(await wrongWith(slug, 1)).toEqual([])
  })

  test('is possible while too many places are given, since it gives none', async () => {
    const slug = await eventWith(3, { capacity: 3 })
    await createManaging(stores).change(slug, who, (input) => ({ ...input, capacity: 1, allowBelowGiven: true }))
    expect(await handOver(slug, 2, 4)).toBe('handed-over')
    expect([await seatsTaken(stores, slug), await wrongWith(slug, 3)]).toEqual([3, []])
  })

  test('keeps a group’s seat in the group', async () => {
    const holds = [{ label: 'France', places: 1, until: '2022-04-20T12:00', countries: ['FR'] }]
    const slug = await eventWith(1, { capacity: 2, holds })
    await handOver(slug, 1, 2)
    expect(await person(slug, 2)).toMatchObject({ groups: ['france'], seats: { 'hold-france': 0 } })
    expect(await wrongWith(slug, 2)).toEqual([])
  })

  test('cannot be undone: the old link opens an ended registration, and a new one can be made', async () => {
    const slug = await eventWith(1, { capacity: 2 })
    await handOver(slug, 1, 2)
    expect(await createCancelling(stores)({ id: await idOf(slug, 1), round: 1 }, now)).toBe('cancelled')
    expect(await createRegistering(stores)(slug, makePerson(1), { now, language: 'en', requestKey: undefined })).toBe('confirmed')
    expect(await handOver(slug, 1, 3)).toBe('no-such-registration')
    expect(await wrongWith(slug, 2)).toEqual([])
  })
})

describe('to a colleague already registered gives the same answer and loses the place all the same:', () => {
  test('a confirmed one keeps their place and gets the link, and the seat goes to the waiting list', async () => {
    const slug = await eventWith(3, { capacity: 2, waitingList: 'confirm' })
    expect(await handOver(slug, 1, 2)).toBe('handed-over')
    expect(await standing(slug)).toBe('1 cancelled (handed-over), 2 confirmed, 3 confirmed')
    expect(await mails(slug, 2)).toEqual(['confirmation 0', 'link handed-over'])
    const link = (await allMessages(stores, slug)).find(({ kind }) => kind === 'link')
    expect(link?.registeredBy).toBe('Person 1')
    expect(await mails(slug, 1)).toEqual(['cancellation handed-over 1', 'confirmation 0'])
    expect(await wrongWith(slug, 2)).toEqual([])
  })

  test('a waiting one gets the place, with their own details', async () => {
    const slug = await eventWith(3, { capacity: 1 })
    const before = await person(slug, 3)
    expect(await handOver(slug, 1, 3)).toBe('handed-over')
    expect(await standing(slug)).toBe('1 cancelled (handed-over), 2 waitlisted, 3 confirmed')
    expect((await person(slug, 3))?.registeredAt).toBe(before?.registeredAt)
    expect(await mails(slug, 3)).toEqual(['confirmation handed-over 0'])
    expect(await wrongWith(slug, 1)).toEqual([])
  })

  test('one with an offer gets the offered place, and the seat is offered to the next', async () => {
    const slug = await eventWith(4, { capacity: 2 })
    await createCancelling(stores)({ id: await idOf(slug, 1), round: 1 }, at(10))
    expect(await standing(slug)).toBe('1 cancelled (person), 2 confirmed, 3 offered, 4 waitlisted')
    expect(await handOver(slug, 2, 3)).toBe('handed-over')
    expect(await standing(slug)).toBe('1 cancelled (person), 2 cancelled (handed-over), 3 confirmed, 4 offered')
    expect(await wrongWith(slug, 2)).toEqual([])
  })

  test('one who had cancelled gets a new invitation', async () => {
    const slug = await eventWith(2, { capacity: 2 })
    await createCancelling(stores)({ id: await idOf(slug, 2), round: 1 }, at(10))
    expect(await handOver(slug, 1, 2)).toBe('handed-over')
    expect(await person(slug, 2)).toMatchObject({ status: 'confirmed', round: 2, sequence: 0 })
    expect(await wrongWith(slug, 2)).toEqual([])
  })
})

describe('a place cannot be handed over', () => {
  test('to oneself, however the address is written', async () => {
    const slug = await eventWith(1)
    const to = { ...colleague(1), email: 'PERSON1@authority.example' }
    const answer = await createHandingOver(stores)({ id: await idOf(slug, 1), round: 1 }, to, now)
    expect(answer).toEqual({ problems: [{ field: 'email', code: 'own-address' }] })
    expect(await standing(slug)).toBe('1 confirmed')
  })

  test('by a waiting person, or if the organiser approves each person', async () => {
    const full = await eventWith(2, { capacity: 1 })
    const asking = await eventWith(1, { audience: 'approval' })
    expect([await handOver(full, 2, 3), await handOver(asking, 1, 3)]).toEqual(['not-possible', 'not-possible'])
  })

  test('a second time, whether the colleague was waiting or not; a place of one’s own can be, even if a colleague gave theirs too', async () => {
    const slug = await eventWith(1, { capacity: 1 })
    expect([await handOver(slug, 1, 2), await handOver(slug, 2, 3)]).toEqual(['handed-over', 'not-possible'])
    expect(await standing(slug)).toBe('1 cancelled (handed-over), 2 confirmed')
    const full = await eventWith(2, { capacity: 1 })
    expect([await handOver(full, 1, 2), await handOver(full, 2, 3)]).toEqual(['handed-over', 'not-possible'])
    const both = await eventWith(2, { capacity: 2 })
    expect([await handOver(both, 1, 2), await handOver(both, 2, 3)]).toEqual(['handed-over', 'handed-over'])
  })

  test('again after giving it up, but a new registration can be', async () => {
    const slug = await eventWith(1, { capacity: 1 })
    await handOver(slug, 1, 2)
    await createCancelling(stores)({ id: await idOf(slug, 2), round: 1 }, at(31))
    await createRegistering(stores)(slug, makePerson(2), { now: at(32), language: 'en', requestKey: undefined })
    const again = await createHandingOver(stores)({ id: await idOf(slug, 2), round: 2 }, colleague(3), at(33))
    expect(again).toBe('handed-over')
  })

  test('once the event is cancelled, or over', async () => {
    const [cancelled, over] = [await eventWith(1), await eventWith(1)]
    await createManaging(stores).cancel(cancelled, who)
    expect(await handOver(cancelled, 1, 2)).toBe('not-possible')
    const late = createHandingOver(stores)({ id: await idOf(over, 1), round: 1 }, colleague(2), '2022-05-17T10:00:00.000Z')
    expect(await late).toBe('not-possible')
  })
})

describe('at the same time as', () => {
  test('a cancellation by the same person, one of the two happens and no seat is lost', async () => {
    const slug = await eventWith(2, { capacity: 1, waitingList: 'confirm' })
    const cancel = createCancelling(stores)
    await Promise.all([handOver(slug, 1, 3), cancel({ id: await idOf(slug, 1), round: 1 }, at(30))])
    expect(await seatsTaken(stores, slug)).toBe(1)
    expect(await wrongWith(slug, 1)).toEqual([])
  })

  test('a change of the event, the colleague’s invitation shows its current state', async () => {
    const slug = await eventWith(1, { capacity: 2 })
    const move = (start: string) =>
      createManaging(stores).change(slug, who, (input) => ({ ...input, start, end: '2022-05-17T13:00', capacity: 1 }))
    await Promise.all([handOver(slug, 1, 2), move('2022-05-17T11:00')])
    const read = await stores.events.get(slug)
    expect(await standing(slug)).toBe('1 cancelled (handed-over), 2 confirmed')
    expect((await person(slug, 2))?.revision).toBeLessThanOrEqual(read?.revision ?? 0)
    expect(await wrongWith(slug, 2)).toEqual([])
  })

  test('the colleague’s own registration, the colleague has one registration', async () => {
    const slug = await eventWith(1, { capacity: 1 })
    const register = createRegistering(stores)
    await Promise.all([handOver(slug, 1, 2), register(slug, makePerson(2), { now: at(30), language: 'en', requestKey: undefined })])
    expect(await standing(slug)).toBe('1 cancelled (handed-over), 2 confirmed')
    expect(await wrongWith(slug, 1)).toEqual([])
  })
})

test('a lost answer, asking again says that it is done', async () => {
  const slug = await eventWith(1, { capacity: 1 })
  const write: Stores['registrations']['write'] = async (...asked) => {
    await stores.registrations.write(...asked)
    throw new Error('the answer was lost')
  }
  const losing: Stores = { ...stores, registrations: { ...stores.registrations, write } }
  await expect(handOver(slug, 1, 2, losing)).rejects.toThrow('the answer was lost')
  expect(await standing(slug)).toBe('1 cancelled (handed-over), 2 confirmed')
  expect(await handOver(slug, 1, 2)).toBe('handed-over')
  expect(await standing(slug)).toBe('1 cancelled (handed-over), 2 confirmed')
  expect(await wrongWith(slug, 1)).toEqual([])
})
