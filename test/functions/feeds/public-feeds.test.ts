import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { everyEvent } from '../../../functions/feeds/public-feeds.ts'
import { createPublished } from '../../../functions/feeds/published-events.ts'
import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { paths } from '../../../shared/site/paths.ts'
import { registrationId, registrationToken } from '../../../shared/tokens/registration-tokens.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { lintFeed, lintPublication } from '../../mail/itip/itip-linter.ts'
import { makePerson, now, organiser, publishEvent } from '../../make/programme.ts'
import { type PublicSite, startPublicSite } from '../../make/public-site.ts'
import { makeRequest } from '../../make/request.ts'

let site: PublicSite
/** Events of the site itself, with the current date. */
let slugs: { webinar: string; training: string; draft: string }
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  site = await startPublicSite()
  const day = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)
  const times = { start: `${day}T10:00`, end: `${day}T12:00` }
  const webinar = await publishEvent(site.stores, { ...times, topics: ['market-engagement'] })
  const training = await publishEvent(site.stores, { ...times, kind: 'training', title: 'Ünï; "x", \\ 采购', language: 'fr' })
  const draft = await createManaging(site.stores).create({ ...webinar, ...times }, { staff: organiser, now })
  slugs = { webinar: webinar.slug, training: training.slug, draft: draft.slug }
})
afterAll(() => site.stop())

const get = (path: string, init: RequestInit = {}): Promise<Response> => fetch(site.siteUrl + path, init)
const uidsIn = (text: string): readonly string[] => [...text.matchAll(/^UID:(.*)@/gm)].map(([, uid = '']) => uid).toSorted()

describe('the subscribed calendar', () => {
  test('shows all published events, and no draft', async () => {
    const answer = await get(paths.feed.to({}))
    const text = await answer.text()
    expect([uidsIn(text), lintFeed(text)]).toEqual([[slugs.webinar, slugs.training].toSorted(), []])
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      'public, max-age=300',
    ])
  })

  test('of a kind or topic shows only those events', async () => {
    const [trainings, topic] = await Promise.all(
      [paths.feedOfKind.to({ kind: 'training' }), paths.feedOfTopic.to({ topic: 'market-engagement' })].map(async (path) =>
        uidsIn(await (await get(path)).text()),
      ),
    )
    expect([trainings, topic]).toEqual([[slugs.training], [slugs.webinar]])
  })

  test('of a kind without events is empty but still valid', async () => {
    const text = await (await get(paths.feedOfKind.to({ kind: 'workshop' }))).text()
    expect([uidsIn(text), lintFeed(text)]).toEqual([[], []])
  })

  test.each(['/calendar/kinds/party/events.ics', '/calendar/topics/nothing/events.ics', '/calendar/topics/..%2F/events.ics'])(
    'does not exist at %s',
    async (path) => expect((await get(path)).status).toBe(404),
  )

  test('is not sent again to clients that have it, whatever their language or cookies', async () => {
    const etag = (await get(paths.feed.to({}))).headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]{43}"$/)
    for (const headers of [{ 'accept-language': 'fr' }, { cookie: 'language=fr' }, { 'user-agent': 'Google-Calendar-Importer' }]) {
      const again = await get(paths.feed.to({}), { headers: { ...headers, 'if-none-match': `"other", W/${etag}` } })
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, ''])
    }
    const other = await get(paths.feed.to({}), { headers: { 'if-none-match': '"other"' } })
    expect(other.status).toBe(200)
  })

  test('answers HEAD like GET, without the calendar', async () => {
    const [head, full] = [await get(paths.feed.to({}), { method: 'HEAD' }), await get(paths.feed.to({}))]
    const told = ({ status, headers }: Response) => [status, ...['etag', 'content-type', 'content-length'].map((name) => headers.get(name))]
    expect(told(head)).toEqual(told(full))
  })

  test('has a name in the language requested in its URL, and the same events', async () => {
    const text = await (await get(`${paths.feedOfKind.to({ kind: 'training' })}?language=fr`)).text()
    expect([/^X-WR-CALNAME:(.*)\r$/m.exec(text)?.[1], uidsIn(text)]).toEqual(['iProcureNet\u00a0: Formations', [slugs.training]])
  })
})

describe('an event in the calendar', () => {
  const shown = async (at: string): Promise<string> => {
    const published = createPublished(site.stores.events, 0)
    const services = { ...site.stores, published }
    return String((await everyEvent(services)(makeRequest('', { now: at }))).body)
  }

  test('is updated when moved or cancelled, under the same UID with a higher SEQUENCE, and disappears a month later', async () => {
    const { slug } = await publishEvent(site.stores, { start: '2022-05-17T10:00', end: '2022-05-17T12:00' })
    const scheduling = createManaging(site.stores)
    const about = (text: string) => {
      const [entry = ''] = text.split('BEGIN:VEVENT').filter((each) => each.includes(`UID:${slug}@`))
      return ['SEQUENCE', 'DTSTAMP', 'STATUS'].map((name) => new RegExp(`^${name}:(.*)\r$`, 'm').exec(entry)?.[1])
    }
    const first = about(await shown('2022-04-01T09:30:00.000Z'))
    await scheduling.change(slug, { staff: organiser, now: '2022-04-01T10:00:00.000Z' }, (input) => ({
      ...input,
      start: '2022-05-18T10:00',
      end: '2022-05-18T12:00',
    }))
    const moved = about(await shown('2022-04-01T10:30:00.000Z'))
    await scheduling.cancel(slug, { staff: organiser, now: '2022-04-02T10:00:00.000Z' })
    expect([first, moved, about(await shown('2022-04-20T10:30:00.000Z')), about(await shown('2022-05-04T00:00:00.000Z'))]).toEqual([
      ['0', '20220401T090000Z', 'CONFIRMED'],
      ['1', '20220401T100000Z', 'CONFIRMED'],
      ['2', '20220402T100000Z', 'CANCELLED'],
      [undefined, undefined, undefined],
    ])
  })
})

describe('the calendar file on the page of a registration', () => {
  const linkOf = async (person: number, round = 1): Promise<string> => {
    const key = await site.stores.keys.links()
    const id = registrationId(key, slugs.webinar, emailKey(makePerson(person).email))
    return paths.registrationCalendar.to({ token: registrationToken(key, { id, round }) })
  }

  test('is the invitation’s entry, with the join link and without anyone’s name', async () => {
    await createRegistering(site.stores)(slugs.webinar, makePerson(1), {
      now: new Date().toISOString(),
      language: 'en',
      requestKey: undefined,
    })
    const answer = await get(await linkOf(1))
    const text = await answer.text()
    expect([answer.status, lintPublication(text), /ATTENDEE|person1/i.test(text)]).toEqual([200, [], false])
    expect(text.replaceAll('\r\n ', '')).toContain('https://meet.example/building-market-demand')
    const id = registrationId(await site.stores.keys.links(), slugs.webinar, emailKey(makePerson(1).email))
    expect(/^UID:(.*)\r$/m.exec(text)?.[1]).toBe(`${id}-1@events.iprocurenet.example`)
  })

  test('is not available with another round, a changed token or an unknown one', async () => {
    const own = await linkOf(1)
    const others = [await linkOf(1, 2), await linkOf(2), own.replace('/event.ics', 'x/event.ics'), '/registrations/x/event.ics']
    expect(await Promise.all(others.map(async (path) => (await get(path)).status))).toEqual([404, 404, 404, 404])
  })
})
