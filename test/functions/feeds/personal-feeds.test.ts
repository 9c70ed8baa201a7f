import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownRegistrations } from '../../../functions/feeds/personal-feeds.ts'
import { createPublished } from '../../../functions/feeds/published-events.ts'
import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { paths } from '../../../shared/site/paths.ts'
import { calendarPageToken, calendarToken } from '../../../shared/tokens/calendar-tokens.ts'
import type { LinkKeys } from '../../../shared/tokens/link-keys.ts'
import { personHash, registrationId, registrationToken, unsubscribeToken } from '../../../shared/tokens/registration-tokens.ts'
import { seal } from '../../../shared/tokens/sealed.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { lintFeed } from '../../mail/itip/itip-linter.ts'
import { makeLinkKeys } from '../../make/link-keys.ts'
import { makePerson, now, organiser, publishEvent } from '../../make/programme.ts'
import { type PublicSite, startPublicSite } from '../../make/public-site.ts'
import { makeRequest } from '../../make/request.ts'
import { allMessages } from '../../store/scan.ts'

const ana = makePerson(1)
const today = new Date().toISOString()

let site: PublicSite
let key: LinkKeys
const slugs = { confirmed: '', waiting: '', givenUp: '', neither: '' }

const register = async (slug: string, person: ReturnType<typeof makePerson>): Promise<void> => {
  await createRegistering(site.stores)(slug, person, { now: today, language: 'en', requestKey: undefined })
}

beforeAll(async () => {
  logger.setLogLevel('SILENT')
  site = await startPublicSite()
  key = await site.stores.keys.links()
  const day = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)
  const times = { start: `${day}T10:00`, end: `${day}T12:00` }
  for (const name of ['confirmed', 'waiting', 'givenUp', 'neither'] as const)
    slugs[name] = (await publishEvent(site.stores, { ...times, capacity: 1 })).slug
  for (const slug of [slugs.confirmed, slugs.givenUp]) await register(slug, ana)
  for (const person of [makePerson(2), ana]) await register(slugs.waiting, person)
  await register(slugs.confirmed, makePerson(3))
  const id = registrationId(key, slugs.givenUp, emailKey(ana.email))
  await createCancelling(site.stores)({ id, round: 1 }, today)
})
afterAll(() => site.stop())

const own = (renewals = 0, email = ana.email): string => paths.personalFeed.to({ token: calendarToken(key, { email, renewals }) })
const others = (renewals = 0): string => paths.otherEventsFeed.to({ token: calendarToken(key, { email: ana.email, renewals }) })
const get = (path: string, init: RequestInit = {}): Promise<Response> => fetch(site.siteUrl + path, { redirect: 'manual', ...init })
const entriesOf = (text: string): readonly string[] => text.replaceAll('\r\n ', '').split('BEGIN:VEVENT').slice(1)
const valueIn = (entry: string, name: string): string | undefined => new RegExp(`^${name}(?:;[^:]*)?:(.*)\r$`, 'm').exec(entry)?.[1]
const slugIn = (entry: string): string | undefined => valueIn(entry, 'URL')?.split('/').at(-1)

describe('a personal calendar', () => {
  test('shows what the person is registered or waiting for, and nothing else', async () => {
    const text = await (await get(own())).text()
    const shown = entriesOf(text).map((entry) => [slugIn(entry), valueIn(entry, 'STATUS'), entry.includes('meet.example')])
    expect(shown.toSorted()).toEqual(
      [
        [slugs.confirmed, 'CONFIRMED', true],
        [slugs.waiting, 'TENTATIVE', false],
      ].toSorted(),
    )
    expect([lintFeed(text), text.match(/ATTENDEE|person\d|Person \d|authority\.example/g)]).toEqual([[], null])
  })

  test('has the invitation’s entry, so that a calendar with both shows one', async () => {
    const [message] = (await allMessages(site.stores, slugs.confirmed)).filter(({ recipient }) => recipient.email === ana.email)
    const entry = entriesOf(await (await get(own())).text()).find((each) => slugIn(each) === slugs.confirmed) ?? ''
    expect([valueIn(entry, 'UID'), valueIn(entry, 'SEQUENCE')]).toEqual([message?.calendar?.uid, String(message?.calendar?.sequence)])
  })

  test('of other events shows exactly those that the first does not, so that no event appears twice', async () => {
    const [first, rest] = await Promise.all([own(), others()].map(async (path) => entriesOf(await (await get(path)).text()).map(slugIn)))
    expect([...(first ?? []), ...(rest ?? [])].toSorted()).toEqual(Object.values(slugs).toSorted())
  })

  test('is empty for people without registrations, known or not', async () => {
    const answer = await get(own(0, 'nobody@nowhere.example'))
    expect([answer.status, entriesOf(await answer.text())]).toEqual([200, []])
  })

  test('shows an event that the person registers for later, at the same URL', async () => {
    const { slug } = await publishEvent(site.stores)
    const shown = async (): Promise<readonly unknown[]> => {
      const services = { ...site.stores, published: createPublished(site.stores.events, 0) }
      const token = calendarToken(key, { email: ana.email, renewals: 0 })
      const answer = await ownRegistrations(services)(makeRequest('', { now, parameter: () => token }))
      return entriesOf(String(answer.body))
        .map(slugIn)
        .filter((each) => each === slug)
    }
    const before = await shown()
    await createRegistering(site.stores)(slug, ana, { now, language: 'en', requestKey: undefined })
    expect([before, await shown()]).toEqual([[], [slug]])
  })

  test('shows a move immediately, with the SEQUENCE that the mail about it will have', async () => {
    const { slug } = await publishEvent(site.stores)
    await createRegistering(site.stores)(slug, ana, { now, language: 'en', requestKey: undefined })
    await createManaging(site.stores).change(slug, { staff: organiser, now: '2022-04-02T09:00:00.000Z' }, (input) => ({
      ...input,
      start: '2022-05-18T10:00',
      end: '2022-05-18T12:00',
    }))
    const services = { ...site.stores, published: createPublished(site.stores.events, 0) }
    const request = makeRequest('', {
      now: '2022-04-02T09:00:00.000Z',
      parameter: () => calendarToken(key, { email: ana.email, renewals: 0 }),
    })
    const entry = entriesOf(String((await ownRegistrations(services)(request)).body)).find((each) => slugIn(each) === slug) ?? ''
    expect(['DTSTART', 'SEQUENCE', 'DTSTAMP'].map((name) => valueIn(entry, name))).toEqual(['20220518T100000', '1', '20220402T090000Z'])
  })

  test('is not sent again to clients that have it, nor stored by shared caches', async () => {
    const [first, head] = [await get(own()), await get(own(), { method: 'HEAD' })]
    const etag = first.headers.get('etag') ?? ''
    const again = await get(own(), { headers: { 'if-none-match': etag, 'accept-language': 'fr' } })
    expect([first.headers.get('cache-control'), head.headers.get('etag'), again.status, await again.text()]).toEqual([
      'private, no-cache',
      etag,
      304,
      '',
    ])
  })
})

describe('the URL of a personal calendar', () => {
  test('that is forged, or made for something else, opens nothing', async () => {
    const person = personHash(key, emailKey(ana.email))
    const good = calendarToken(key, { email: ana.email, renewals: 0 })
    const bytes = Buffer.from(good, 'base64url')
    const flipped = [0, 12, bytes.length - 1].map((at) => {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      return changed.toString('base64url')
    })
    const id = registrationId(key, slugs.confirmed, emailKey(ana.email))
    const foreign = [
      calendarPageToken(key, { email: ana.email, madeAt: now }),
      registrationToken(key, { id, round: 1 }),
      unsubscribeToken(key, person),
      calendarToken(makeLinkKeys(), { email: ana.email, renewals: 0 }),
    ]
    const tokens = [...flipped, ...foreign, `${good}A`, good.slice(1), 'x']
    const answers = await Promise.all(
      tokens.flatMap((token) => [paths.personalFeed, paths.otherEventsFeed].map(async (path) => (await get(path.to({ token }))).status)),
    )
    expect(new Set(answers)).toEqual(new Set([404]))
    expect((await get(paths.personalCalendar.to({ token: good }))).status).toBe(404)
  })

  test('does not reveal the person’s address', () => {
    const token = calendarToken(key, { email: ana.email, renewals: 0 })
    expect([token, Buffer.from(token, 'base64url').toString('latin1')].filter((text) => /person1|authority/.test(text))).toEqual([])
  })

  test('is shown on the page that the mail links to, and stops working when the person creates a new one, as does the page’s own link', async () => {
    const page = paths.personalCalendar.to({ token: calendarPageToken(key, { email: ana.email, madeAt: '2022-04-01T09:00:00.000Z' }) })
    const fromBefore = paths.personalCalendar.to({ token: seal(key.signing, ['calendar-page'], ana.email) })
    const shown = async (path: string): Promise<string> => (await get(path)).text()
    expect([(await shown(page)).includes(own(0)), (await shown(fromBefore)).includes(own(0)), (await get(own(0))).status]).toEqual([
      true,
      true,
      200,
    ])
    const renew = () => get(page, { method: 'POST', body: new URLSearchParams({ renewals: '0' }) })
    const renewed = await renew()
    const next = renewed.headers.get('location') ?? ''
    expect([renewed.status, next.startsWith('/personal-calendar/') || next.includes('?renewed'), (await renew()).status]).toEqual([
      303,
      true,
      410,
    ])
    expect([(await shown(next)).includes(own(1)), (await get(page)).status, (await get(fromBefore)).status]).toEqual([true, 410, 410])
    expect([(await get(own(0))).status, (await get(others(0))).status, (await get(own(1))).status]).toEqual([410, 410, 200])
  })
})
