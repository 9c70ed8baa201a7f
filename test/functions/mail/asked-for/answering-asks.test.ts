import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createAnswering } from '../../../../functions/mail/asked-for/answering-asks.ts'
import { owedBy } from '../../../../functions/mail/sending/owed-messages.ts'
import { type Ask, askSchema, personMailId } from '../../../../shared/domain/mail/asked-mail.ts'
import { outboxMessageSchema } from '../../../../shared/domain/mail/outbox-message.ts'
import { itemKeys } from '../../../../shared/store/item-keys.ts'
import { personHash } from '../../../../shared/tokens/registration-tokens.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { createAsking } from '../../../../shared/use-cases/mail/asking-for-mail.ts'
import { createCancelling } from '../../../../shared/use-cases/registration/cancelling.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { makePerson, now, organiser, publishEvent } from '../../../make/programme.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { itemsOf, partitionOf } from '../../../store/scan.ts'
import { openStream } from '../../../store/stream.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const asked = { now, language: 'fr' as const, networks: { own: '203.0.113.9', wide: '203.0.113.0/24' } }
const mine = (email: string, at = now) => createAsking(stores)({ asks: 'my-links', email }, { ...asked, now: at })

const askItems = async (): Promise<readonly Ask[]> =>
  (await itemsOf(stores, stores.tables.people)).filter(({ pk }) => String(pk).startsWith('PERSON#')).map((item) => askSchema.parse(item))

/** Answers all requests, as the mail function does, and returns what is owed to an address because of them. */
const answered = async (email: string) => {
  const asks = await askItems()
  await Promise.all(asks.map(createAnswering(stores)))
  const person = personHash(await stores.keys.links(), email)
  const owed = await partitionOf(stores, stores.tables.people, itemKeys.message(personMailId({ person }), '').pk)
  return owed.map((item) => outboxMessageSchema.parse(item))
}

const register = async (slug: string, number: number, of: object = {}) =>
  createRegistering(stores)(slug, makePerson(number, of), { now, language: 'en', requestKey: undefined })

describe('a person who requests their links', () => {
  test('gets one mail with all live registrations for future events, soonest first, and nobody else’s', async () => {
    const late = await publishEvent(stores, { title: 'Late', start: '2022-06-17T10:00', end: '2022-06-17T12:00' })
    const soon = await publishEvent(stores, { title: 'Soon', start: '2022-05-02T10:00', end: '2022-05-02T12:00', capacity: 1 })
    const [left, cancelled, others] = [await publishEvent(stores), await publishEvent(stores), await publishEvent(stores)]
    await register(soon.slug, 2)
    for (const { slug } of [late, soon, left, cancelled]) await register(slug, 1)
    await register(others.slug, 2)
    const [leaving] = (await stores.registrations.pageOf(left.slug, 1)).registrations
    if (leaving !== undefined) await createCancelling(stores)(leaving, now)
    await createManaging(stores).cancel(cancelled.slug, { staff: organiser, now })

    await mine('PERSON1@authority.example')
    const owed = await answered('person1@authority.example')
    expect(owed.map(({ kind, recipient, language, state }) => ({ kind, recipient, language, state }))).toEqual([
      { kind: 'my-links', recipient: { name: 'Person 1', email: 'person1@authority.example' }, language: 'fr', state: 'pending' },
    ])
    expect(owed[0]?.links?.map(({ event, status, round }) => [event.slug, status, round])).toEqual([
      [soon.slug, 'waitlisted', 1],
      [late.slug, 'confirmed', 1],
    ])
  })

  test('gets one mail per hour, however often, and with however many concurrent requests', async () => {
    const { slug } = await publishEvent(stores)
    await register(slug, 3)
    const email = makePerson(3).email
    await Promise.all([mine(email), mine(email), mine(email)])
    await Promise.all([answered(email), answered(email)])
    await mine(email, '2022-04-01T09:59:59.000Z')
    expect(await answered(email)).toHaveLength(1)
    await mine(email, '2022-04-01T10:00:00.000Z')
    expect(await answered(email)).toHaveLength(2)
  })
})

describe('whatever the address', () => {
  test('the same item is written, which names no registration', async () => {
    const { slug } = await publishEvent(stores)
    await register(slug, 4)
    await Promise.all([makePerson(4).email, 'stranger@authority.example'].map((email) => mine(email)))
    const [one, other] = (await askItems()).map((ask) => Object.keys(ask).sort())
    expect(one).toEqual(['askedAt', 'asks', 'email', 'language', 'person', 'turn'])
    expect(other).toEqual(one)
    await answered('')
  })

  test('nothing is kept once it was answered, and a stranger gets no mail', async () => {
    await mine('nobody@authority.example')
    expect(await answered('nobody@authority.example')).toEqual([])
    expect(await askItems()).toEqual([])
    const all = await itemsOf(stores, stores.tables.people)
    expect(JSON.stringify(all)).not.toContain('nobody@authority.example')
  })
})

test('an answer interrupted after the mail was owed owes nothing more, and is finished', async () => {
  const { slug } = await publishEvent(stores)
  await register(slug, 5)
  const email = makePerson(5).email
  await mine(email)
  const [ask] = await askItems()
  const broken = { ...stores, asks: { ...stores.asks, finish: () => Promise.reject(new Error('died')) } }
  if (ask !== undefined) await expect(createAnswering(broken)(ask)).rejects.toThrow('died')
  expect(await answered(email)).toHaveLength(1)
  expect(await askItems()).toEqual([])
})

test('a new request while the earlier one is being answered is not forgotten', async () => {
  await mine('again@authority.example')
  const [first] = await askItems()
  await mine('again@authority.example', '2022-04-01T11:00:00.000Z')
  if (first !== undefined) await createAnswering(stores)(first)
  expect((await askItems()).map(({ askedAt }) => askedAt)).toEqual(['2022-04-01T11:00:00.000Z'])
  await answered('')
})

test('the table’s stream reports requests, but not their deletion', async () => {
  const stream = openStream(stores, 'people')
  await stream.next()
  await mine('stream@authority.example')
  await answered('')
  const owed = (await stream.next()).map(owedBy)
  stream.close()
  expect(owed.map((each) => each && 'ask' in each && each.ask.email)).toEqual(['stream@authority.example', undefined])
})
