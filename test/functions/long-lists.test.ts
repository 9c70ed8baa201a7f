import { beforeAll, describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { listEvents } from '../../functions/attendee/programme/api-events.ts'
import { home } from '../../functions/attendee/programme/home.ts'
import { everyEvent } from '../../functions/feeds/public-feeds.ts'
import { createPublished } from '../../functions/feeds/published-events.ts'
import { calendar } from '../../functions/organiser/calendar/calendar.ts'
import type { KnownCalendars } from '../../functions/organiser/calendar/partner-entries.ts'
import { allEvents } from '../../functions/organiser/desk/all-events.ts'
import { desk } from '../../functions/organiser/desk/desk.ts'
import { listOwnEvents } from '../../functions/organiser/event/api-events.ts'
import { proposals } from '../../functions/proposals/list/all-proposals.ts'
import { overview } from '../../functions/steering/overview/overview.ts'
import { languages } from '../../shared/domain/basics/language.ts'
import { network } from '../../shared/domain/basics/network.ts'
import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import { longestPartnerText } from '../../shared/domain/calendar/partner-calendar.ts'
import type { Event } from '../../shared/domain/event/event.ts'
import { tallySchema } from '../../shared/domain/feedback/summary.ts'
import { proposalInputSchema } from '../../shared/domain/proposal/input.ts'
import { type Proposal, proposed } from '../../shared/domain/proposal/proposal.ts'
import type { Staff } from '../../shared/domain/who-may.ts'
import { answerBytes } from '../../shared/http/answer-size.ts'
import type { Reply } from '../../shared/http/reply.ts'
import type { StaffRequest } from '../../shared/http/request.ts'
import { loadTexts } from '../../shared/texts/texts.ts'
import { makeRequest } from '../make/request.ts'
import { makeStoredEvent } from '../make/stored-event.ts'

beforeAll(() => Promise.all(languages.map(loadTexts)))

const now = '2022-05-01T09:00:00.000Z'
const count = 1_500

/** Events of all stages with texts as large as they can be in markup, in the months around now; every tenth lasts for weeks. */
const events: readonly Event[] = Array.from({ length: count }, (_, number) => {
  const start = new Date(Date.parse(now) + (number - 500) * 6 * 3_600_000)
  const end = new Date(start.getTime() + (number % 10 === 0 ? 30 * 86_400_000 : 3_600_000))
  const event = makeStoredEvent({
    title: `${number} ${'"&\'<é>'.repeat(10)}`,
    summary: '"'.repeat(280),
    topics: [...network.topicalGroups.map(({ id }) => id).slice(0, 5), '<Another topic>'],
    start: start.toISOString().slice(0, 16),
    end: end.toISOString().slice(0, 16),
  })
  const status = number % 7 === 0 ? ('cancelled' as const) : event.status
  return { ...event, status, slug: `event-${number}-${'a'.repeat(80)}`, owner: 'olga' }
})

const listing = { listPublic: async () => [...events], listInternal: async () => [] }
const bySlug = new Map(events.map((event) => [event.slug, event]))
const noSeats = async (slug: string) => {
  const event = bySlug.get(slug)
  return event === undefined ? undefined : { event, seats: [] }
}

/** As many as the store lists, with titles as large as they can be in markup. */
const closedProposals: readonly Proposal[] = Array.from({ length: 200 }, (_, number) => {
  const asked = proposalInputSchema.parse({
    title: `${number} ${'"&\'<é>'.repeat(32)}`,
    aim: 'Know when a change needs a new tender.',
    audience: 'Contract managers',
    kind: 'webinar',
    format: 'online',
    preferredDates: [{ start: '2022-06-10T10:00', end: '2022-06-10T12:00' }],
    why: 'Asked for in every survey.',
  })
  const proposer = { subject: 'olga', name: '"'.repeat(200), language: 'en' as const, steers: false }
  return { ...proposed(asked, { id: `${number}`.padStart(22, 'a'), proposer, now }, network.steering), status: 'declined' as const }
})

const services = {
  events: { ...listing, getWithSeats: noSeats, listOrganisedBy: async () => [...events] },
  profiles: async () => [],
  letters: { count: async () => 0 },
  gatherWork: async () => [],
  planningSeries: async () => ({ among: async () => [] }),
  tallies: { get: async () => tallySchema.parse({ published: { responses: 20, answers: { 'next-topics=answered': 20 } } }) },
  comments: { list: async () => new Map([['next-topics', Array.from({ length: 20 }, () => '"'.repeat(2_000))]]) },
  proposals: { listOpen: async () => [], listClosed: async () => closedProposals, get: async () => undefined },
}

/** Partners' events with titles and links as large as they can be. */
const partnersEvents = Array.from({ length: 100 }, (_, number) => ({
  title: `of partners ${number} ${'"'.repeat(longestPartnerText.title - 20)}`,
  start: `2022-05-${String((number % 28) + 1).padStart(2, '0')}T09:00:00.000Z`,
  end: `2022-05-${String((number % 28) + 1).padStart(2, '0')}T10:00:00.000Z`,
  url: `https://partner.example/${'&'.repeat(longestPartnerText.url - 30)}`,
}))
const partner = { id: 'partner', name: '"'.repeat(100), address: 'https://partner.example/', addedAt: now, nextAt: now, events: 100 }
const partners: KnownCalendars = { list: async () => [partner], events: async () => new Map([[partner.id, partnersEvents]]) }

const staff: Staff = { subject: 'olga', name: 'Olga', roles: ['organiser', 'administrator', 'steering'] }
const eventPageSchema = z.object({ events: z.array(z.object({ slug: z.string() })), next: z.string().optional() })

type Page = (request: StaffRequest) => Promise<Reply> | Reply

const read = async (page: Page, path: string, language: 'en' | 'fr' = 'fr'): Promise<string> => {
  const request = makeRequest('', { now, language, query: new URLSearchParams(path.split('?')[1]) })
  const context = { ...request.context, here: path, language, staff: { ...staff, csrf: 'x'.repeat(43) } }
  return (await page({ ...request, staff, context })).body ?? ''
}

/** All pages of a list, by its links to the next one. */
const readAll = async (page: Page, first: string): Promise<readonly string[]> => {
  const body = await read(page, first)
  const next = /<a href="([^"]*)" rel="next"/.exec(body)?.[1]?.replaceAll('&amp;', '&')
  return [body, ...(next === undefined ? [] : await readAll(page, next))]
}

const numbersIn = (body: string): readonly number[] => [...body.matchAll(/>(\d+) &quot;&amp;/g)].map(([, number]) => Number(number))

describe('with 1,500 events, no page has more than 300 kB, and each event can be reached:', () => {
  test.each([
    ['the programme', home(services), '/', 0],
    ['an organiser’s desk', desk(services), '/organiser', 0],
    ['the list of all events', allEvents(services), '/organiser/events', 0],
    // Six of them also stand above the topics that people asked for.
    ['the steering group’s overview', overview(services), '/steering', 6],
  ] as const)('%s', async (_, page, path, again) => {
    const pages = await readAll(page, path)
    expect(pages.filter((body) => Buffer.byteLength(body) > answerBytes)).toEqual([])
    const numbers = pages.flatMap(numbersIn)
    expect([numbers.length, new Set(numbers).size]).toEqual([count + again, count])
  })

  test('the topics that people asked for, on the first pages of the overview', async () => {
    const pages = await readAll(overview(services), '/steering')
    expect(pages.reduce((total, body) => total + body.split(`<li>${'&quot;'.repeat(2_000)}</li>`).length - 1, 0)).toBe(6 * 8)
  })

  test('the list of proposals, with as many as the store lists', async () => {
    const pages = await readAll(proposals(services), '/proposals')
    expect(pages.filter((body) => Buffer.byteLength(body) > answerBytes)).toEqual([])
    expect([pages.length > 1, new Set(pages.flatMap(numbersIn)).size]).toEqual([true, closedProposals.length])
  })

  test.each(['week', 'month', 'year'] as const)('the organisers’ calendar by %s', async (span) => {
    const pages = await readAll(
      calendar({ ...services, partnerCalendars: async () => partners }),
      `/organiser/calendar?span=${span}&day=2022-05-10`,
    )
    expect(pages.filter((body) => Buffer.byteLength(body) > answerBytes)).toEqual([])
    const [first, last] = { week: ['2022-05-09', '2022-05-15'], month: ['2022-05-01', '2022-05-31'], year: ['2022-01-01', '2022-12-31'] }[
      span
    ]
    expect(pages.some((body) => body.includes('planned-partner'))).toBe(true)
    const inView = events.filter(({ start, end }) => start.slice(0, 10) <= (last ?? '') && (first ?? '') <= end.slice(0, 10))
    expect(new Set(pages.flatMap(numbersIn)).size).toBe(inView.length)
  })
})

test.each([
  ['everybody', listEvents(services), ''],
  ['an organiser', listOwnEvents(services), 'status=published'],
] as const)('the API’s list for %s has at most 300 kB a page, and each event once', async (_, run, first) => {
  const slugs: string[] = []
  for (let query: string | undefined = first; query !== undefined; ) {
    const { statusCode, body = '' } = await run({ ...makeRequest('', { now, api: true, query: new URLSearchParams(query) }), staff })
    expect([statusCode, Buffer.byteLength(body) <= answerBytes]).toEqual([200, true])
    const page = eventPageSchema.parse(JSON.parse(body))
    slugs.push(...page.events.map(({ slug }) => slug))
    query = page.next?.split('?')[1]
  }
  const expected = events.filter(({ status }) => first === '' || status === 'published').map(({ slug }) => slug)
  expect(slugs.toSorted()).toEqual(expected.toSorted())
})

test('a calendar to subscribe to has at most 300 kB of 1,500 events, the next ones first', async () => {
  const published = createPublished({
    ...services.events,
    listPublicFrom: async (from: Instant) => events.filter(({ startsAt }) => startsAt >= from),
  })
  const { body = '' } = await everyEvent({ published })(makeRequest('', { now }))
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(answerBytes)
  const startsIn = (entries: string): readonly string[] => [...entries.matchAll(/^DTSTART.*:(\d{8})/gm)].map(([, day = '']) => day)
  // Days of an event with other hours than its first stand beside it, whatever else begins before them.
  const firstDays = body.split('BEGIN:VEVENT').filter((entry) => !entry.includes('RECURRENCE-ID'))
  const starts = firstDays.flatMap(startsIn)
  expect([startsIn(body).length > 200, starts.toSorted()]).toEqual([true, starts])
})
