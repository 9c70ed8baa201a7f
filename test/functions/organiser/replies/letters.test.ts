import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import * as api from '../../../../functions/organiser/replies/api-letters.ts'
import * as pages from '../../../../functions/organiser/replies/letters.ts'
import * as many from '../../../../functions/organiser/replies/many-letters.ts'
import { type LocalS3, startS3 } from '../../../../infra/local/s3/s3.ts'
import type { Letter } from '../../../../shared/domain/mail/letter.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import type { Reply } from '../../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../../shared/http/request.ts'
import { createInboundMails } from '../../../../shared/store/s3/inbound-mails.ts'
import { bucketOf } from '../../../../shared/store/s3/signing.ts'
import { organiser, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'plenary-test-'))
let stores: LocalStores
let s3: LocalS3
let services: Parameters<typeof pages.eventLetters>[0]
beforeAll(async () => {
  stores = await startStores()
  s3 = await startS3({ buckets: ['mails'], folder, signer: { accessKeyId: 'local', secretAccessKey: 'local', region: 'eu-west-1' } })
  const platform = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_ENDPOINT_URL_S3: s3.endpoint }
  services = { ...stores, mails: createInboundMails(bucketOf('mails', platform)) }
})
afterAll(async () => {
  await s3.stop()
  await stores.stop()
  rmSync(folder, { recursive: true, force: true })
})

const stranger: Staff = { ...organiser, subject: 'somebody-else' }
const administrator: Staff = { ...organiser, subject: 'somebody-else', roles: ['administrator'] }
const steering: Staff = { ...organiser, roles: ['steering'] }
// Signatures are valid for a minute.
const now = new Date().toISOString()
const ago = (minutes: number): string => new Date(Date.parse(now) - minutes * 60_000).toISOString()
const days = (count: number): number => count * 24 * 60

let count = 0
const keep = async (more: Partial<Letter> = {}): Promise<Letter> => {
  const name = `mail${++count}`
  const mail = `inbound/${name}`
  const letter = {
    id: `${'p'.repeat(22)}.${name}`,
    kind: 'letter',
    receivedAt: ago(count),
    subject: name,
    text: 'Hello',
    mail,
    ...more,
  } as const
  await stores.letters.keep(letter)
  return letter
}

const request = (parameters: Readonly<Record<string, string>>, query = '', staff = organiser): StaffRequest => ({
  ...makeRequest('', { now, parameter: (name) => parameters[name] ?? '', query: new URLSearchParams(query) }),
  staff,
})
const outcome = ({ statusCode, headers }: Reply) => [statusCode, headers?.['location']]
const headings = ({ body = '' }: Reply): readonly string[] => [...body.matchAll(/<h2[^>]*>([^<]*)</g)].map(([, text = '']) => text)
const listSchema = z.object({
  open: z.int(),
  letters: z.array(z.object({ subject: z.string(), dealtWith: z.object({ by: z.string() }).optional() })),
  next: z.string().optional(),
})
const listed = ({ body = '' }: Reply) => listSchema.parse(JSON.parse(body))

describe('the letters about an event', () => {
  test('are shown newest first, in pages without duplicates, and counted', async () => {
    const { slug } = await publishEvent(stores)
    const kept: string[] = []
    for (let index = 0; index < 23; index++) kept.push((await keep({ slug })).subject ?? '')
    const shown: string[] = []
    for (let query: string | undefined = ''; query !== undefined; ) {
      const reply = await pages.eventLetters(services)(request({ slug }, query))
      shown.push(...headings(reply))
      query = /rel="next" href="[^"]*\?([^"]*)"/.exec(reply.body ?? '')?.[1]?.replaceAll('&amp;', '&')
    }
    expect(shown).toEqual(kept)
    const apiReply = listed(await api.listEventLetters(services)(request({ slug }, 'limit=20')))
    expect([apiReply.open, apiReply.letters.length]).toEqual([23, 20])
    const rest = listed(await api.listEventLetters(services)(request({ slug }, apiReply.next?.split('?')[1] ?? '')))
    expect([rest.letters.map(({ subject }) => subject), rest.next]).toEqual([kept.slice(20), undefined])
  })

  test('from the same instant are told apart at a page’s end', async () => {
    const { slug } = await publishEvent(stores)
    const receivedAt = ago(1)
    for (let index = 0; index < 3; index++) await keep({ slug, receivedAt })
    const one = await stores.letters.page({ slug, state: 'open' }, 2, now)
    const two = await stores.letters.page({ slug, state: 'open' }, 2, now, one.next)
    expect(new Set([...one.letters, ...two.letters].map(({ id }) => id)).size).toBe(3)
  })

  test('are marked as dealt with, also twice and concurrently, and the first mark stays', async () => {
    const { slug } = await publishEvent(stores)
    const { id, subject } = await keep({ slug })
    const mark = () => pages.dealWithEventLetter(services)(request({ slug, id }))
    const to = [303, `/organiser/events/${slug}/letters?done=`]
    expect((await Promise.all([mark(), mark(), mark()])).map(outcome)).toEqual([to, to, to])
    const again = await api.dealWithEventLetter(services)({ ...request({ slug, id }), now: ago(-1) })
    expect(JSON.parse(again.body ?? '')).toMatchObject({ subject, dealtWith: { at: now, by: 'organiser' } })
    expect(headings(await pages.eventLetters(services)(request({ slug })))).toEqual([])
    expect(headings(await pages.eventLetters(services)(request({ slug }, 'state=dealt-with')))).toEqual([subject])
    expect(listed(await api.listEventLetters(services)(request({ slug }, 'state=dealt-with')))).toEqual({
      open: 0,
      letters: [{ subject, dealtWith: { by: 'organiser' } }],
    })
  })

  test('are only for the organiser, each with its own event only', async () => {
    const [{ slug }, other] = [await publishEvent(stores), await publishEvent(stores)]
    const { id, mail } = await keep({ slug })
    s3.put('mails', mail, Buffer.from('Subject: x\r\n\r\nx'))
    const all = [pages.eventLetters, pages.dealWithEventLetter, pages.eventLetterMail, api.listEventLetters, api.dealWithEventLetter]
    const refused = await Promise.all(all.map((page) => page(services)(request({ slug, id }, '', stranger))))
    expect(refused.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403, 403])
    const single = [pages.dealWithEventLetter, pages.eventLetterMail, api.dealWithEventLetter]
    const elsewhere = await Promise.all(single.map((page) => page(services)(request({ slug: other.slug, id }))))
    const loose = await Promise.all(
      [pages.dealWithLetter, pages.letterMail, api.dealWithLetter].map((page) => page(services)(request({ id }, '', administrator))),
    )
    expect([...elsewhere, ...loose].map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404, 404])
    expect((await stores.letters.get(id, now))?.dealtWith).toBeUndefined()
  })

  test('are gone after thirty days, even if the database has not deleted them yet', async () => {
    const { slug } = await publishEvent(stores)
    const young = await keep({ slug, receivedAt: ago(days(30) - 1) })
    const old = await keep({ slug, receivedAt: ago(days(30) + 1) })
    expect(headings(await pages.eventLetters(services)(request({ slug })))).toEqual([young.subject])
    expect(await stores.letters.count({ slug, state: 'open' }, now)).toBe(1)
    expect((await pages.dealWithEventLetter(services)(request({ slug, id: old.id }))).statusCode).toBe(404)
  })

  test.each(['', 'x', `${'p'.repeat(22)}.never`, '../../etc'])('are not found by %p', async (id) => {
    const { slug } = await publishEvent(stores)
    expect((await pages.dealWithEventLetter(services)(request({ slug, id }))).statusCode).toBe(404)
  })

  test('are none on a page that has expired since somebody was given its address', async () => {
    const { slug } = await publishEvent(stores)
    await keep({ slug })
    const reply = await api.listEventLetters(services)({
      ...request({ slug }, `from=${encodeURIComponent('2000-01-01T00:00:00.000Z#0')}`),
      api: true,
    })
    expect([reply.statusCode, JSON.parse(reply.body ?? '').replies ?? JSON.parse(reply.body ?? '').letters]).toEqual([200, []])
  })

  test('begin at the first page if the URL has no valid one; API clients get an error', async () => {
    const { slug } = await publishEvent(stores)
    const { subject } = await keep({ slug })
    expect(headings(await pages.eventLetters(services)(request({ slug }, 'from=x&state=y')))).toEqual([subject])
    const wrong = await api.listEventLetters(services)({ ...request({ slug }, 'from=x&state=y'), api: true })
    expect([wrong.statusCode, JSON.parse(wrong.body ?? '').errors.map(({ field }: { field: string }) => field)]).toEqual([
      422,
      ['state', 'from'],
    ])
  })
})

describe('many letters at once', () => {
  const sender = (letter: string) => `${letter.repeat(22)}.mail-${++count}`
  const send = async (parameters: Readonly<Record<string, string>>, body: string, staff = organiser) =>
    outcome(await many.dealWithEventLetters(services)({ ...request(parameters, '', staff), body }))
  const call = async (slug: string, body: object) =>
    many.apiDealWithEventLetters(services)({ ...request({ slug }), api: true, body: JSON.stringify(body) })
  const openIn = async (slug: string) => headings(await pages.eventLetters(services)(request({ slug })))

  test('are marked as dealt with: those selected, and no other', async () => {
    const [{ slug }, elsewhere] = [await publishEvent(stores), await publishEvent(stores)]
    const [one, two, three, other] = [
      await keep({ slug }),
      await keep({ slug }),
      await keep({ slug }),
      await keep({ slug: elsewhere.slug }),
    ]
    expect(await send({ slug }, `ids=${one.id}&ids=${three.id}&ids=${other.id}&ids=x`)).toEqual([
      303,
      `/organiser/events/${slug}/letters?done=2`,
    ])
    expect([await openIn(slug), await openIn(elsewhere.slug)]).toEqual([[two.subject], [other.subject]])
    expect((await pages.eventLetters(services)(request({ slug }, 'done=2'))).body).toContain('2 replies have been marked as done')
  })

  test('are all those from one sender, but not those in the sender’s name that nobody verified', async () => {
    const { slug } = await publishEvent(stores)
    for (let index = 0; index < 23; index++) await keep({ slug, id: sender('s') })
    const forged = await keep({ slug, id: sender('s'), doubted: true })
    const [other, last] = [await keep({ slug, id: sender('o') }), await keep({ slug, id: sender('s') })]
    expect(await send({ slug }, `sameSenderAs=${last.id}&ids=${other.id}`)).toEqual([303, `/organiser/events/${slug}/letters?done=24`])
    expect(await openIn(slug)).toEqual([forged.subject, other.subject])
    const again = await call(slug, { sameSenderAs: last.id })
    expect([again.statusCode, JSON.parse(again.body ?? '')]).toEqual([200, { dealtWith: 0, left: 0 }])
  })

  test('are none if nothing is selected, and the page says so', async () => {
    const { slug } = await publishEvent(stores)
    await keep({ slug })
    expect(await send({ slug }, '')).toEqual([303, `/organiser/events/${slug}/letters?none=`])
    expect((await pages.eventLetters(services)(request({ slug }, 'none='))).body).toContain('Select at least one reply')
    const faulty = [{}, { ids: [] }, { ids: ['a'], sameSenderAs: 'a' }, { ids: Array.from({ length: 201 }, () => 'a') }]
    expect((await Promise.all(faulty.map((body) => call(slug, body)))).map(({ statusCode }) => statusCode)).toEqual([422, 422, 422, 422])
  })

  test('are marked only by those who may read them', async () => {
    const [{ slug }, elsewhere] = [await publishEvent(stores), await publishEvent(stores)]
    const { id } = await keep({ slug })
    const loose = await keep({ id: sender('l') })
    const body = `ids=${id}&ids=${loose.id}`
    expect((await send({ slug }, body, stranger))[0]).toBe(403)
    expect((await call(elsewhere.slug, { sameSenderAs: id })).statusCode).toBe(404)
    expect((await many.dealWithLetters(services)({ ...request({}), body })).statusCode).toBe(403)
    expect(outcome(await many.dealWithLetters(services)({ ...request({}, '', administrator), body }))[0]).toBe(303)
    const dealt = await Promise.all([id, loose.id].map(async (each) => (await stores.letters.get(each, now))?.dealtWith?.by))
    expect(dealt).toEqual([undefined, 'somebody-else'])
  })
})

describe('the original mail', () => {
  test('is downloaded byte for byte, under our own file name, and never displayed', async () => {
    const { slug } = await publishEvent(stores)
    const { id, mail, receivedAt } = await keep({ slug })
    const raw = Buffer.from('Subject: <script>\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>\xff', 'latin1')
    s3.put('mails', mail, raw)
    const { statusCode, headers } = await pages.eventLetterMail(services)(request({ slug, id }))
    const saved = await fetch(String(headers?.['location']))
    expect([statusCode, Buffer.from(await saved.arrayBuffer())]).toEqual([303, raw])
    expect(saved.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''letter-${receivedAt.slice(0, 10)}-${receivedAt.slice(11, 19).replaceAll(':', '-')}.eml`,
    )
  })

  test('is not found once it is gone', async () => {
    const { slug } = await publishEvent(stores)
    const { id } = await keep({ slug })
    expect((await pages.eventLetterMail(services)(request({ slug, id }))).statusCode).toBe(404)
  })
})

describe('letters whose event is unknown', () => {
  test('are for administrators, not for other staff', async () => {
    const { id, subject, mail } = await keep()
    s3.put('mails', mail, Buffer.from('x'))
    expect(headings(await pages.otherLetters(services)(request({}, '', administrator)))).toContain(subject)
    expect(listed(await api.listLetters(services)(request({}, '', administrator))).letters.map((each) => each.subject)).toContain(subject)
    expect((await pages.letterMail(services)(request({ id }, '', administrator))).statusCode).toBe(303)
    const all = [pages.otherLetters, pages.dealWithLetter, pages.letterMail, api.listLetters, api.dealWithLetter]
    for (const other of [organiser, steering]) {
      const refused = await Promise.all(all.map((page) => page(services)(request({ id }, '', other))))
      expect(refused.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403, 403])
    }
    expect(outcome(await pages.dealWithLetter(services)(request({ id }, '', administrator)))).toEqual([303, '/organiser/letters?done='])
    expect(headings(await pages.otherLetters(services)(request({}, '', administrator)))).not.toContain(subject)
  })
})
