import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createClockWork } from '../../../../functions/clock/clock-work.ts'
import { createAnswering } from '../../../../functions/mail/asked-for/answering-asks.ts'
import { owedBy } from '../../../../functions/mail/sending/owed-messages.ts'
import { createWithholding } from '../../../../functions/mail/sending/withholding.ts'
import { askSchema } from '../../../../shared/domain/mail/asked-mail.ts'
import type { OutboxMessage } from '../../../../shared/domain/mail/outbox-message.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { makePerson, now, publishEvent } from '../../../make/programme.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allMessages, itemsOf } from '../../../store/scan.ts'
import { openStream } from '../../../store/stream.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

/** The mails that registering under these addresses owes, claimed as the mail function does. */
const claimed = async (emails: readonly string[]): Promise<readonly OutboxMessage[]> => {
  const { slug } = await publishEvent(stores)
  const register = createRegistering(stores)
  for (const [index, email] of emails.entries())
    await register(slug, makePerson(index, { email }), { now, language: 'en', requestKey: undefined })
  const owed = await allMessages(stores, slug)
  const taken = await Promise.all(owed.map((message) => stores.outbox.claim(message, now)))
  return taken.flatMap((each) => (each === undefined ? [] : [each.message]))
}

describe('a mailbox that strangers register again and again', () => {
  const emails = Array.from({ length: 77 }, (_, index) => `anna+${index}@one.example`)

  test('gets twenty mails a day at most, and one more for the rest', async () => {
    const messages = await claimed(emails)
    expect(messages).toHaveLength(77)
    const workers = [createWithholding(stores), createWithholding({ ...stores, ...stores.another() })]
    const sent = await Promise.all(
      workers.map((withhold, worker) =>
        withhold(
          messages.filter((_, index) => index % 2 === worker),
          now,
        ),
      ),
    )
    expect(sent.flat()).toHaveLength(20)
    const nextDay = '2022-04-02T09:00:00.000Z'
    const [again] = await claimed(['anna+100@one.example'])
    expect(again && (await workers[0]?.([again], nextDay))).toHaveLength(1)
  })

  test('does not keep the mails of others, or those that strangers cannot cause', async () => {
    const messages = await claimed(['ben@one.example', ...emails])
    const sent = await createWithholding(stores)(messages, '2022-04-05T09:00:00.000Z')
    expect(sent.filter(({ recipient }) => recipient.email === 'ben@one.example')).toHaveLength(1)
    const update = messages.slice(0, 1).map((message) => ({ ...message, kind: 'update' as const }))
    expect(await createWithholding(stores)(update, '2022-04-05T09:00:00.000Z')).toHaveLength(1)
  })
})

test('whoever got too many mails gets the links to all registrations in one, an hour later and once a day', async () => {
  const email = 'chloe@three.example'
  const stream = await openStream(stores, 'people')
  const messages: OutboxMessage[] = []
  for (let event = 0; event < 30; event++) messages.push(...(await claimed([email])))
  const withhold = createWithholding(stores)
  const sent = await withhold(messages, now)
  expect(sent).toHaveLength(20)
  const asks = async () =>
    (await itemsOf(stores, stores.tables.people)).flatMap((item) => {
      const parsed = askSchema.safeParse(item)
      return parsed.success && parsed.data.email === email ? [parsed.data] : []
    })
  expect(await asks()).toMatchObject([{ asks: 'my-links', digest: true, after: '2022-04-01T10:00:00.000Z' }])
  await createClockWork(stores)('2022-04-01T09:59:00.000Z')
  expect(await asks()).toMatchObject([{ after: '2022-04-01T10:00:00.000Z' }])
  await createClockWork(stores)('2022-04-01T10:01:00.000Z')
  const [ask] = await asks()
  expect(ask?.after).toBeUndefined()
  const brought = (await stream.next()).map(owedBy).filter((owed) => owed !== undefined && 'ask' in owed && owed.ask.email === email)
  stream.close()
  expect(brought).toHaveLength(1)
  if (ask !== undefined) await createAnswering(stores)(ask)
  const digest = (await itemsOf(stores, stores.tables.people)).filter(({ kind, digest }) => kind === 'my-links' && digest === true)
  expect(digest.map(({ links }) => (Array.isArray(links) ? links.length : 0))).toEqual([30])
})
