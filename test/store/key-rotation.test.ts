import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createKeyRotation } from '../../shared/store/key-rotation.ts'
import { createKeys } from '../../shared/store/secret-keys.ts'
import { calendarSubject, calendarToken } from '../../shared/tokens/calendar-tokens.ts'
import { personalKey, personalSubject } from '../../shared/tokens/personal-key.ts'
import {
  feedbackSubject,
  feedbackToken,
  holdKey,
  holdSubject,
  personHash,
  registrationId,
  registrationSubject,
  registrationToken,
  unsubscribeSubject,
  unsubscribeToken,
} from '../../shared/tokens/registration-tokens.ts'
import { makeLinkKeys } from '../make/link-keys.ts'
import { type LocalStores, startStores } from './local-store.ts'

const [before, rotated, after, later] = [
  '2022-04-01T08:00:00.000Z',
  '2022-04-01T09:00:00.000Z',
  '2022-04-01T10:00:00.000Z',
  '2023-06-01T08:00:00.000Z',
]
const email = 'ana@authority.example'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

/** The keys as a function knows them that has just started. */
const keysAt = (at: string) => createKeys(stores.database, stores.tables.keys).links(at)
const rotation = () => createKeyRotation(stores.database, stores.tables.keys)

type Links = Awaited<ReturnType<typeof keysAt>>
const subject = { id: 'a'.repeat(22), round: 1 }
const everyLink = (keys: Links) => [
  registrationToken(keys, subject),
  feedbackToken(keys, subject),
  unsubscribeToken(keys, subject.id),
  holdKey(keys, 'event', 'group'),
  calendarToken(keys, { email, renewals: 0 }),
  personalKey(keys, 'event', email),
]
const opened = (keys: Links, [own = '', feedback = '', unsubscribe = '', hold = '', calendar = '', personal = '']: readonly string[]) => [
  registrationSubject(keys, own)?.id,
  feedbackSubject(keys, feedback)?.id,
  unsubscribeSubject(keys, unsubscribe),
  holdSubject(keys, 'event', hold),
  calendarSubject(keys, calendar)?.email,
  personalSubject(keys, 'event', personal),
]
const all = [subject.id, subject.id, subject.id, 'group', email, email]
const nothing = all.map(() => undefined)

let [old, current]: [readonly string[], readonly string[]] = [[], []]
beforeAll(async () => {
  old = everyLink(await keysAt(before))
  expect(await rotation().rotate(rotated)).toBe(after)
  current = everyLink(await keysAt(after))
})
beforeEach(() => {
  expect(old).toHaveLength(all.length)
})

test('until every function knows the new key, links are signed with the one before', async () => {
  expect(everyLink(await keysAt('2022-04-01T09:59:59.000Z'))).toEqual(old)
})

test('after a rotation new links differ, and those from before still open', async () => {
  expect(current.filter((link) => old.includes(link))).toEqual([])
  const keys = await keysAt(after)
  expect([opened(keys, current), opened(keys, old)]).toEqual([all, all])
})

test('a function that has not begun to sign with the new key opens its links already', async () => {
  expect(opened(await keysAt(before), current)).toEqual(all)
})

test('a mail owed before a rotation has the same links whenever it is rendered', async () => {
  const keys = createKeys(stores.database, stores.tables.keys)
  expect(everyLink(await keys.links(before))).toEqual(old)
})

test('registrations are found as before', async () => {
  const [first, second] = [await keysAt(before), await keysAt(after)]
  expect(registrationId(second, 'event', email)).toBe(registrationId(first, 'event', email))
  expect(personHash(second, email)).toBe(personHash(first, email))
})

test('forged links open nothing', async () => {
  expect(opened(await keysAt(after), everyLink(makeLinkKeys(9)))).toEqual(nothing)
})

test('the key that signs cannot be withdrawn, and two people who rotate at once cannot lose a key', async () => {
  expect(await rotation().withdraw('2022-04-01T09:30:00.000Z')).toBe(0)
  expect(opened(await keysAt(after), old)).toEqual(all)
  const outcomes = await Promise.allSettled([rotation().rotate(later), rotation().rotate(later)])
  const keys = await keysAt(later)
  expect(keys.accepted).toHaveLength(2 + outcomes.filter(({ status }) => status === 'fulfilled').length)
  expect(opened(keys, current)).toEqual(all)
})

test('once the key before is withdrawn, its links open nothing, and the others still do', async () => {
  expect(await rotation().withdraw(after)).toBe(1)
  const keys = await keysAt(after)
  expect([opened(keys, old), opened(keys, current)]).toEqual([nothing, all])
  expect(await rotation().withdraw(after)).toBe(0)
  expect(registrationId(keys, 'event', email)).toBe(registrationId(await keysAt(before), 'event', email))
})
