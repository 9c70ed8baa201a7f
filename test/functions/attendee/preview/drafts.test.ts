import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  apiMakePreviewLink,
  apiWithdrawPreviewLink,
  makePreviewLink,
  withdrawPreviewLink,
} from '../../../../functions/organiser/draft-link/draft-link.ts'
import { createLinkParts } from '../../../../functions/organiser/draft-link/parts.ts'
import { getOwnEvent } from '../../../../functions/organiser/event/api-events.ts'
import type { Event, EventInput } from '../../../../shared/domain/event/event.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import type { Reply } from '../../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../../shared/http/request.ts'
import { logger } from '../../../../shared/runtime/logger.ts'
import { paths } from '../../../../shared/site/paths.ts'
import { createDeletedDrafts } from '../../../../shared/store/programme/deleted-drafts.ts'
import { previewToken } from '../../../../shared/tokens/preview-token.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { makeEventInput, organiser } from '../../../make/programme.ts'
import { type PublicSite, startPublicSite } from '../../../make/public-site.ts'
import { makeRequest } from '../../../make/request.ts'
import { signedInCookie } from '../../../make/signed-in.ts'

let site: PublicSite
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  site = await startPublicSite()
})
afterAll(() => site.stop())

const colleague: Staff = { ...organiser, subject: 'colleague' }
const now = new Date().toISOString()
const day = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)
const secret = 'A secret plan'
const session = { title: 'Opening words', start: `${day}T10:00`, end: `${day}T10:30`, kind: 'talk' as const, choose: false, speakers: [] }

const drafted = (more: Partial<EventInput> = {}): Promise<Event> =>
  createManaging(site.stores).create(
    makeEventInput({ title: secret, start: `${day}T10:00`, end: `${day}T12:00`, sessions: [session], ...more }),
    { staff: organiser, now },
  )

const parts = () => ({
  ...site.stores,
  previewing: async () => createLinkParts(site.stores.database, site.stores.tables.programme, site.stores),
})
const asked = async (run: (request: StaffRequest) => Promise<Reply> | Reply, slug: string, staff: Staff = organiser): Promise<Reply> => {
  const request = makeRequest(slug, { now, api: true })
  return run({ ...request, context: { ...request.context, siteUrl: site.siteUrl }, staff })
}

/** The path of the draft's link. */
const linkOf = async (slug: string): Promise<string> => {
  const reply = await asked(apiMakePreviewLink(parts()), slug)
  expect(reply.statusCode).toBe(201)
  return new URL(String(JSON.parse(reply.body ?? '').url)).pathname
}

const get = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(site.siteUrl + path, { redirect: 'manual', ...init })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

describe('the link to a draft', () => {
  test('shows the event, its programme and its form as attendees will see them, marked as a preview and kept nowhere', async () => {
    const path = await linkOf((await drafted()).slug)
    const [event, programme, form] = [await get(path), await get(`${path}/programme`), await get(`${path}/register`)]
    for (const shown of [event, programme, form]) {
      expect([shown.status, shown.text.includes('This is a preview'), shown.text.includes(secret)]).toEqual([200, true, true])
      expect([shown.headers.get('cache-control'), shown.headers.get('x-robots-tag')]).toEqual(['no-store', 'noindex'])
      expect(shown.text).toContain('<meta name="robots" content="noindex">')
      expect(shown.text).not.toMatch(/ld\+json|og:|\/events\//)
    }
    expect(event.text).toContain(`href="${path}/register">Register<`)
    expect(programme.text).toContain('Opening words')
    expect(form.text).toMatch(/name="email"[\s\S]*<button class="button" type="submit" disabled>/)
  })

  test('cannot be used to register', async () => {
    const path = await linkOf((await drafted()).slug)
    const sent = await get(`${path}/register`, { method: 'POST', body: new URLSearchParams({ name: 'Ana' }) })
    expect(sent.status).toBe(404)
  })

  test('is the same until it is withdrawn; then it shows nothing, and the next is another', async () => {
    const { slug } = await drafted()
    const [path, again] = [await linkOf(slug), await linkOf(slug)]
    expect(again).toBe(path)
    expect((await asked(apiWithdrawPreviewLink(parts()), slug)).statusCode).toBe(200)
    expect((await asked(apiWithdrawPreviewLink(parts()), slug)).statusCode).toBe(200)
    expect((await get(path)).status).toBe(404)
    const next = await linkOf(slug)
    expect([(await get(path)).status, (await get(next)).status]).toEqual([404, 200])
  })

  test('is one, if two organisers make it at once', async () => {
    const { slug } = await drafted()
    const links = await Promise.all([linkOf(slug), linkOf(slug), linkOf(slug)])
    expect(new Set(links).size).toBe(1)
  })

  test('leads to the public pages once the event is published', async () => {
    const { slug } = await drafted()
    const path = await linkOf(slug)
    await createManaging(site.stores).publish(slug, { staff: organiser, now })
    const leads = await Promise.all(['', '/programme', '/register'].map(async (part) => (await get(path + part)).headers.get('location')))
    expect(leads).toEqual([paths.event.to({ slug }), paths.programme.to({ slug }), paths.register.to({ slug })])
    expect((await asked(apiMakePreviewLink(parts()), slug)).statusCode).toBe(409)
  })

  test('shows nothing of a cancelled draft, and no more than a forged link does', async () => {
    const { slug } = await drafted()
    const path = await linkOf(slug)
    await createManaging(site.stores).cancel(slug, { staff: organiser, now })
    const forged = previewToken(await site.stores.keys.links(), { slug, nonce: 'guessed' })
    const texts = await Promise.all([path, paths.sharedPreview.to({ token: forged }), '/previews/nonsense'].map((each) => get(each)))
    const neutral = texts.map(({ status, text }) => [
      status,
      text.replaceAll(/%2Fpreviews%2F[\w-]+|\/previews\/[\w-]+/g, ''),
      text.includes(secret),
    ])
    expect(neutral).toEqual(texts.map(() => [404, neutral[0]?.[1], false]))
  })

  test('shows nothing of a deleted draft, for good', async () => {
    const { stores } = site
    const { slug } = await drafted()
    const path = await linkOf(slug)
    const drafts = createDeletedDrafts(stores.database, stores.tables.programme)
    const read = await stores.events.getWithSeats(slug)
    expect(read !== undefined && (await drafts.add(read, now, []))).toBe(true)
    expect((await get(path)).status).toBe(404)
    expect((await asked(apiMakePreviewLink(parts()), slug)).statusCode).toBe(404)
    expect((await drafted()).slug).not.toBe(slug)
    const all = await Promise.all(['', '/programme', '/register'].map(async (part) => (await get(path + part)).status))
    expect(all).toEqual([404, 404, 404])
  })

  test('still works if the draft has to get an address that nobody guesses', async () => {
    const { slug } = await drafted()
    const path = await linkOf(slug)
    const changed = await createManaging(site.stores).change(slug, { staff: organiser, now }, (input) => ({
      ...input,
      audience: 'invited',
    }))
    expect(changed.outcome === 'done' && changed.event.slug !== slug).toBe(true)
    const form = await get(`${path}/register`)
    expect([(await get(path)).status, form.status, form.text.replaceAll('<wbr>', '').includes('name@example.org')]).toEqual([
      200,
      200,
      true,
    ])
  })

  test('is made and withdrawn only by those who organise the event, while forms that show it stay valid', async () => {
    const event = await drafted()
    expect((await asked(apiMakePreviewLink(parts()), event.slug, colleague)).statusCode).toBe(404)
    const made = await asked(makePreviewLink(parts()), event.slug)
    expect([made.statusCode, made.headers?.['location']]).toEqual([303, `/organiser/events/${event.slug}?done=previewLinkMade#preview`])
    expect((await site.stores.events.get(event.slug))?.version).toBe(event.version)
    const read = await asked(getOwnEvent({ ...site.stores, ...parts() }), event.slug)
    expect(new URL(String(JSON.parse(read.body ?? '').previewUrl)).pathname).toBe(await linkOf(event.slug))
    expect((await asked(apiWithdrawPreviewLink(parts()), event.slug, colleague)).statusCode).toBe(404)
    expect((await asked(withdrawPreviewLink(parts()), event.slug)).statusCode).toBe(303)
  })
})

describe('without the link, a draft', () => {
  test('is shown to those who organise it, not to others who are signed in; who is not is asked to sign in', async () => {
    const { slug } = await drafted()
    const path = paths.preview.to({ slug })
    const as = async (staff: Staff) => get(path, { headers: { cookie: await signedInCookie(site.stores, site.siteUrl, staff) } })
    const [own, other, stranger, nothing] = [
      await as(organiser),
      await as(colleague),
      await get(path),
      await get(paths.preview.to({ slug: 'no-such-event' })),
    ]
    expect([own.status, own.text.includes('Back to the draft'), other.status, other.text.includes(secret)]).toEqual([200, true, 404, false])
    expect([stranger.status, nothing.status]).toEqual([303, 303])
    expect(stranger.headers.get('location')).toBe(`/sign-in?back=${encodeURIComponent(path)}`)
  })

  test('is on no public page, feed, file or answer, even while it has a link', async () => {
    const { slug } = await drafted()
    await linkOf(slug)
    const about = [paths.event, paths.programme, paths.register, paths.eventCalendar, paths.scheduleXml, paths.scheduleJson, paths.apiEvent]
    expect(await Promise.all(about.map(async (path) => (await get(path.to({ slug }))).status))).toEqual(about.map(() => 404))
    const lists = await Promise.all(
      [paths.home, paths.feed, paths.apiEvents, paths.robots].map(async (path) => (await get(path.to({}))).text),
    )
    expect(lists.some((text) => text.includes(slug))).toBe(false)
    expect(lists.at(-1)).toContain('Disallow: /previews/')
  })
})
