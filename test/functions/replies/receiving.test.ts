import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { storedMails } from '../../../functions/replies/stored-mails.ts'
import { type LocalS3, startS3 } from '../../../infra/local/s3/s3.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { invitationUid, type Registration } from '../../../shared/domain/registration/registration.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { makePerson, now, publishEvent, seatsTaken } from '../../make/programme.ts'
import { exchangeReply, googleReply, letterMail, plainMail, type Reply } from '../../make/reply-mail.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allMessages, allRegistrations } from '../../store/scan.ts'
import { createReceiver } from './receiver.ts'

const later = '2022-04-02T09:00:00.000Z'
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

const take = (raw: Buffer) => receiver.take(raw)

/** One person registered for a far-future event, with what an answer to the invitation needs. */
const registered = async () => {
  const day = new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10)
  const { slug } = await publishEvent(stores, { start: `${day}T10:00`, end: `${day}T12:00` })
  await createRegistering(stores)(slug, makePerson(1), { now, language: 'en', requestKey: undefined })
  const current = async (): Promise<Registration> => {
    const [registration] = await allRegistrations(stores, slug)
    if (registration === undefined) throw new Error('nobody is registered')
    return registration
  }
  const uid = invitationUid(await current(), network.mail.domain)
  const reply = (partstat: string, more: Partial<Reply> = {}): Reply => ({ uid, partstat, attendee: 'person1@authority.example', ...more })
  const questions = async () => (await allMessages(stores, slug)).filter(({ kind }) => kind === 'decline-question').length
  return { slug, current, reply, questions }
}

describe('an answer arriving', () => {
  test('several times concurrently is recorded once, leads to one question, and leaves the seat untouched', async () => {
    const { slug, current, reply, questions } = await registered()
    const before = await current()
    await Promise.all(Array.from({ length: 6 }, () => take(exchangeReply(reply('DECLINED')))))
    const { calendarAnswer, ...rest } = await current()
    expect(rest).toEqual(before)
    expect([calendarAnswer?.answer, await questions(), await seatsTaken(stores, slug)]).toEqual(['declined', 1, 1])
  })

  test('concurrently with others leaves the newest, whichever is written last', async () => {
    const { current, reply } = await registered()
    const said = ['ACCEPTED', 'DECLINED', 'TENTATIVE', 'DECLINED', 'ACCEPTED', 'TENTATIVE']
    await Promise.all(said.map((partstat, index) => take(googleReply(reply(partstat, { stamp: `20220401T09300${index}Z` })))))
    expect((await current()).calendarAnswer?.answer).toBe('tentative')
  })

  test('as a second decline after accepting leads to no second question about the same invitation', async () => {
    const { current, reply, questions } = await registered()
    for (const [index, partstat] of ['DECLINED', 'ACCEPTED', 'DECLINED'].entries())
      await take(googleReply(reply(partstat, { stamp: `2022040${index + 1}T093000Z` })))
    expect([(await current()).calendarAnswer?.answer, await questions()]).toEqual(['declined', 1])
  })

  test('late, to an invitation that has changed since, leads to no question; the answer to the new one does', async () => {
    const { slug, current, reply, questions } = await registered()
    await stores.registrations.write(slug, 'changed', later, [{ registration: await current(), set: { sequence: 1 } }])
    await take(googleReply(reply('DECLINED')))
    expect([(await current()).calendarAnswer?.sequence, await questions()]).toEqual([0, 0])
    await take(googleReply(reply('DECLINED', { sequence: 1 })))
    expect([(await current()).calendarAnswer?.sequence, await questions()]).toEqual([1, 1])
  })

  test('after the event leads to no question, as the place is of no use then', async () => {
    const { current, reply, questions } = await registered()
    const replied = { uid: reply('').uid, answer: 'declined', sequence: 0, addresses: ['person1@authority.example'] } as const
    expect(await receiver.note(replied, '2099-01-01T00:00:00.000Z')).toBe('noted')
    expect([(await current()).calendarAnswer?.answer, await questions()]).toEqual(['declined', 0])
  })

  test.each([
    ['is forged, as SES found', { head: ['Authentication-Results: amazonses.com; dmarc=fail header.from=authority.example'] }],
    [
      'comes from a domain that says nothing about its mails',
      { head: ['Authentication-Results: amazonses.com; spf=pass; dkim=none; dmarc=none header.from=authority.example'] },
    ],
    ['holds a virus', { head: ['X-SES-Virus-Verdict: FAIL'] }],
    ['names an invitation that there never was', { uid: `${'x'.repeat(22)}-1@${network.mail.domain}` }],
    ['names an invitation of somebody else’s', { uid: 'meeting@elsewhere.example' }],
  ])('and %s changes nothing', async (_, more) => {
    const { current, reply, questions } = await registered()
    await take(googleReply(reply('DECLINED', more)))
    expect([(await current()).calendarAnswer, await questions()]).toEqual([undefined, 0])
  })

  test('for an invitation of an earlier round, or after the place was given up, changes nothing', async () => {
    const { slug, current, reply } = await registered()
    const registration = await current()
    await take(googleReply(reply('ACCEPTED', { uid: invitationUid({ ...registration, round: 2 }, network.mail.domain) })))
    await stores.registrations.write(slug, 'cancelled', later, [{ registration, take: 'end', set: { seats: {}, endedBy: 'person' } }])
    await take(googleReply(reply('ACCEPTED')))
    expect((await current()).calendarAnswer).toBeUndefined()
  })
})

describe('a calendar that declines while proposing a time', () => {
  const counters = async (times: readonly string[], remark?: string) => {
    const { slug, current, reply, questions } = await registered()
    const { uid, attendee } = reply('DECLINED')
    const { startsAt = '', endsAt = '' } = (await stores.events.get(slug)) ?? {}
    const basic = (at: string): string => at.replaceAll(/[-:]|\.\d+/g, '')
    const [start, end] = times.length > 0 ? times : [basic(startsAt), basic(endsAt)]
    const event = [
      `UID:${uid}`,
      `DTSTART:${start}`,
      `DTEND:${end}`,
      'DTSTAMP:20220401T093000Z',
      `ATTENDEE;PARTSTAT=DECLINED:mailto:${attendee}`,
    ]
    const said = remark === undefined ? [] : [`COMMENT:${remark}`]
    const calendar = ['BEGIN:VCALENDAR', 'METHOD:COUNTER', 'BEGIN:VEVENT', ...event, ...said, 'END:VEVENT', 'END:VCALENDAR', '']
    await take(
      letterMail({
        from: attendee,
        subject: 'Declined: Building Market Demand',
        headers: ['Content-Type: text/calendar; method=COUNTER'],
        text: calendar.join('\r\n'),
      }),
    )
    const { letters } = await stores.letters.page({ slug, state: 'open' }, 10, new Date().toISOString())
    return {
      answer: (await current()).calendarAnswer?.answer,
      questions: await questions(),
      letters: letters.map(({ kind, text }) => ({ kind, text })),
    }
  }

  test('is asked whether to give up the place; the event’s own time is no proposal', async () => {
    expect(await counters([])).toEqual({ answer: 'declined', questions: 1, letters: [] })
  })

  test('with another time has declined, and its proposal is kept', async () => {
    expect(await counters(['20220519T090000Z', '20220519T110000Z'])).toMatchObject({
      answer: 'declined',
      questions: 1,
      letters: [{ kind: 'counter' }],
    })
  })

  test('and says why is read by the organiser', async () => {
    expect(await counters([], 'I am on leave')).toEqual({
      answer: 'declined',
      questions: 1,
      letters: [{ kind: 'counter', text: 'I am on leave' }],
    })
  })
})

describe('messages from the queue', () => {
  const body = (...keys: readonly string[]) => JSON.stringify({ Records: keys.map((key) => ({ s3: { object: { key, size: 1 } } })) })

  test('name mails by their form-encoded keys', () => {
    expect(storedMails(body('inbound/a+b%2Bc', 'inbound/AMAZON_SES_SETUP_NOTIFICATION'))).toEqual([{ key: 'inbound/a b+c', size: 1 }])
  })

  test('name nothing if S3 is only testing its permission', () => {
    expect(storedMails('{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"mails"}')).toEqual([])
  })
})

test('about a missing or unreadable mail cause no fault', async () => {
  await expect(receiver.again('inbound/never')).resolves.toBeUndefined()
  await expect(take(plainMail([]))).resolves.toBeDefined()
  await expect(take(Buffer.alloc(0))).resolves.toBeDefined()
})
