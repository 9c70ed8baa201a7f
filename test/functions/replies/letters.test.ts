import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type LocalS3, startS3 } from '../../../infra/local/s3/s3.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { invitationUid } from '../../../shared/domain/registration/registration.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { makePerson, publishEvent } from '../../make/programme.ts'
import { exchangeReply, googleReply, letterMail, type Reply, thunderbirdMail } from '../../make/reply-mail.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allRegistrations } from '../../store/scan.ts'
import { createReceiver } from './receiver.ts'

const folder = mkdtempSync(join(tmpdir(), 'plenary-test-'))
let stores: LocalStores
let s3: LocalS3
let receiver: ReturnType<typeof createReceiver>
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  stores = await startStores()
  s3 = await startS3({ buckets: ['mails'], folder, signer: { accessKeyId: 'local', secretAccessKey: 'local', region: 'eu-west-1' } })
  receiver = createReceiver(stores, s3)
})
afterAll(async () => {
  await s3.stop()
  await stores.stop()
  rmSync(folder, { recursive: true, force: true })
})

const at = () => new Date().toISOString()
const dayAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

let people = 0
/** A far-future event with a unique title, and one person who registered for it. */
const registered = async (email = `writer${++people}@authority.example`, days = 180) => {
  const { slug, title } = await publishEvent(stores, { start: `${dayAhead(days)}T10:00`, end: `${dayAhead(days)}T12:00` })
  await createRegistering(stores)(slug, makePerson(1, { email }), { now: at(), language: 'en', requestKey: undefined })
  const registration = (await allRegistrations(stores, slug)).find((each) => each.email === email)
  if (registration === undefined) throw new Error('nobody is registered')
  const uid = invitationUid(registration, network.mail.domain)
  const reply = (partstat: string, more: Partial<Reply> = {}): Reply => ({ uid, partstat, attendee: email, ...more })
  return { slug, title, email, id: registration.id, reply }
}

const mail = (from: string, subject: string, headers: readonly string[] = []): Buffer =>
  letterMail({ from: `Ana <${from}>`, subject, headers })

const openOf = async (slug: string | undefined) => (await stores.letters.page({ slug, state: 'open' }, 100, at())).letters

describe('a letter', () => {
  test('appears under the one event that its writer registered for, with its text', async () => {
    const { slug, email, id } = await registered()
    const key = await receiver.take(mail(email, 'A question'))
    expect(await openOf(slug)).toEqual([
      {
        id: expect.stringMatching(/^[\w-]{22}\.\d+$/),
        kind: 'letter',
        receivedAt: expect.any(String),
        slug,
        name: 'Ana',
        address: email,
        registration: { id },
        subject: 'A question',
        text: 'Dear organisers, is there parking?',
        mail: key,
      },
    ])
  })

  test('delivered twice, or several times concurrently, is kept once, and stays dealt with', async () => {
    const { slug, email } = await registered()
    const key = await receiver.take(mail(email, 'A question'))
    const [letter] = await openOf(slug)
    await Promise.all(Array.from({ length: 5 }, () => receiver.again(key)))
    expect(await openOf(slug)).toEqual([letter])
    if (letter === undefined) throw new Error('there is no letter')
    await stores.letters.dealWith(letter, { at: at(), by: 'organiser' })
    await receiver.again(key)
    expect([await openOf(slug), (await stores.letters.page({ slug, state: 'dealt-with' }, 10, at())).letters.length]).toEqual([[], 1])
  })

  test('from a person with several events appears under the one named in the subject, otherwise under none', async () => {
    const first = await registered()
    const second = await registered(first.email)
    await receiver.take(mail(first.email, `Re: Invitation: ${second.title}`))
    await receiver.take(mail(first.email, 'Several events'))
    expect([(await openOf(first.slug)).length, (await openOf(second.slug)).map(({ registration }) => registration)]).toEqual([
      0,
      [{ id: second.id }],
    ])
    expect((await openOf(undefined)).map(({ subject, slug }) => [subject, slug])).toContainEqual(['Several events', undefined])
  })

  test('from a stranger appears under the event named in the subject, marked as not registered', async () => {
    const { slug, title } = await registered()
    await receiver.take(mail('stranger@elsewhere.example', `Fwd: ${title}`))
    expect((await openOf(slug)).map(({ address, registration }) => [address, registration])).toEqual([
      ['stranger@elsewhere.example', undefined],
    ])
  })

  test('from a person who gave up their place is about that event, unless there is another', async () => {
    const gone = await registered()
    const [registration] = await allRegistrations(stores, gone.slug)
    if (registration === undefined) throw new Error('nobody is registered')
    await stores.registrations.write(gone.slug, 'cancelled', at(), [{ registration, take: 'end', set: { seats: {}, endedBy: 'person' } }])
    await receiver.take(mail(gone.email, 'May I come back?'))
    expect((await openOf(gone.slug)).map(({ subject }) => subject)).toEqual(['May I come back?'])
    const other = await registered(gone.email)
    await receiver.take(mail(gone.email, 'And this?'))
    expect((await openOf(other.slug)).map(({ subject }) => subject)).toEqual(['And this?'])
  })

  test('that SES could not verify is marked as such, and is about no registered person', async () => {
    const { slug, email } = await registered()
    await receiver.take(mail(email, 'Urgent', ['Authentication-Results: amazonses.com; dmarc=none header.from=authority.example']))
    expect((await openOf(slug)).map(({ subject, doubted, name, registration }) => [subject, doubted, name, registration])).toEqual([
      ['Urgent', true, undefined, undefined],
    ])
  })

  test('is dropped if its sender has written twenty that day, however the address is written; others are heard', async () => {
    const { slug, title, email } = await registered()
    const tagged = (number: number): string => email.replace('@', `+${number}@`)
    for (let number = 0; number < 22; number++) await receiver.take(mail(tagged(number), `${title} ${number}`))
    expect(await openOf(slug)).toHaveLength(20)
    await receiver.take(mail('other@authority.example', title))
    expect((await openOf(slug)).map(({ address }) => address)).toContain('other@authority.example')
  })

  test('of the person is kept, however many are forged in their name', async () => {
    const { slug, email } = await registered()
    const forged = ['Authentication-Results: amazonses.com; dmarc=fail header.from=authority.example']
    for (let number = 0; number < 21; number++) await receiver.take(mail(email, 'Urgent', forged))
    await receiver.take(mail(email, 'A question'))
    const subjects = (await openOf(slug)).map(({ subject }) => subject)
    expect([subjects.length, subjects.includes('A question')]).toEqual([21, true])
  })

  test.each([
    ['is by a machine', 'Auto-Submitted: auto-replied'],
    ['is spam', 'X-SES-Spam-Verdict: FAIL'],
    ['holds a virus', 'X-SES-Virus-Verdict: FAIL'],
  ])('is not kept when it %s', async (_, header) => {
    const { slug, email } = await registered()
    await receiver.take(mail(email, 'Out of office', [header]))
    expect(await openOf(slug)).toEqual([])
  })
})

describe('what calendars send', () => {
  test('appears under the invitation’s event if it proposes another time, whoever sends it', async () => {
    const { slug, email, id, reply } = await registered()
    await receiver.take(thunderbirdMail(reply('TENTATIVE'), 'COUNTER'))
    const raw = thunderbirdMail(reply('TENTATIVE'), 'COUNTER').toString().replace(`From: ${email}`, 'From: assistant@authority.example')
    await receiver.take(Buffer.from(raw))
    const proposed = { start: '2022-05-17T09:00:00.000Z', end: '2022-05-17T11:00:00.000Z' }
    expect((await openOf(slug)).map((each) => [each.kind, each.text, each.proposed, each.registration])).toEqual([
      ['counter', 'Could we start an hour later?', proposed, { id, otherAddress: true }],
      ['counter', 'Could we start an hour later?', proposed, { id }],
    ])
  })

  test('is an answer with nothing to read, unless somebody added a comment', async () => {
    const { slug, reply } = await registered()
    await receiver.take(exchangeReply(reply('ACCEPTED')))
    expect(await openOf(slug)).toEqual([])
    await receiver.take(googleReply(reply('TENTATIVE', { comment: 'I come an hour late', stamp: '20220402T093000Z' })))
    expect((await openOf(slug)).map(({ kind, text }) => [kind, text])).toEqual([['letter', 'I come an hour late']])
    expect((await allRegistrations(stores, slug)).map(({ calendarAnswer }) => calendarAnswer?.answer)).toEqual(['tentative'])
  })

  test('changes nothing if it is forged: its text is kept as not verified', async () => {
    const { slug, reply } = await registered()
    const head = ['Authentication-Results: amazonses.com; dmarc=fail header.from=authority.example']
    await receiver.take(googleReply(reply('DECLINED', { comment: 'Call me', head })))
    expect((await openOf(slug)).map(({ text, doubted }) => [text, doubted])).toEqual([['Call me', true]])
    expect((await allRegistrations(stores, slug)).map(({ calendarAnswer }) => calendarAnswer)).toEqual([undefined])
  })
})

test('an unreadable mail is kept, without a sender', async () => {
  const key = await receiver.take(Buffer.alloc(0))
  const letters = await openOf(undefined)
  expect(letters.find(({ mail: each }) => each === key)).toEqual({
    id: expect.any(String),
    kind: 'unreadable',
    receivedAt: expect.any(String),
    mail: key,
  })
})
