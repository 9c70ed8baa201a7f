import { describe, expect, test } from '@jest/globals'
import { eventView } from '../../../functions/attendee/programme/event-view.ts'
import { homeView } from '../../../functions/attendee/programme/home-view.ts'
import { programmeView } from '../../../functions/attendee/programme/programme-page-view.ts'
import { seriesView } from '../../../functions/attendee/series/series-view.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { seriesSchema } from '../../../shared/domain/event/series.ts'
import type { Html } from '../../../shared/site/html.ts'
import { makeContext } from '../../make/page-context.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'
import { hostile } from '../hostile.ts'

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

/** What a page tells whoever shows a link to it, by name. */
const toldIn = async (page: Html): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(
    [...(await page).toString().matchAll(/<meta (?:property|name)="((?:og|twitter):[^"]*)" content="([^"]*)">/g)].map(
      ([, name = '', value = '']) => [name, unescaped(value)],
    ),
  )

const context = makeContext('en', { here: '/somewhere?kind=webinar' })
const filter = { day: '', track: '', room: '' }
const pagesOf = (event: Event) => {
  const series = seriesSchema.parse({
    slug: 'winter-school',
    owner: 'olga',
    title: 'Winter school',
    summary: 'Three afternoons',
    createdAt: '2022-04-01T09:00:00.000Z',
    version: 0,
  })
  return {
    event: eventView(context, { event, state: 'open' }),
    programme: programmeView(context, { event, days: [], filter }),
    series: seriesView(context, {
      found: { series, dates: [{ event, seats: [] }] },
      now: '2022-05-01T00:00:00.000Z',
      requestKey: 'page',
      values: {},
      problems: [],
    }),
  }
}

describe('whoever shows a link to', () => {
  test('the page of an event learns its title and summary, as they are, and its address', async () => {
    expect(await toldIn(pagesOf(makeStoredEvent({ title: hostile })).event)).toEqual({
      'og:type': 'website',
      'og:site_name': 'iProcureNet',
      'og:locale': 'en_GB',
      'og:title': hostile,
      'og:description': makeStoredEvent().summary,
      'og:url': 'https://events.example/events/building-market-demand',
      'og:image': expect.stringMatching(/^https:\/\/events\.example\/pictures\/building-market-demand\/en-[0-9a-f]{10}\.png$/),
      'og:image:type': 'image/png',
      'og:image:width': '1200',
      'og:image:height': '630',
      'og:image:alt': `iProcureNet · ${hostile} · Tuesday, 17 May 2022 · 10:00–12:00 · Central European Summer Time, Europe/Brussels`,
      'twitter:card': 'summary_large_image',
    })
  })

  test('its programme, its series or the home page learns the same of these', async () => {
    const { programme, series } = pagesOf(makeStoredEvent({ audience: 'network' }))
    const home = homeView(makeContext('fr'), { upcoming: [], past: [], filter: { kind: 'webinar' } })
    const told = await Promise.all([programme, series, home].map(toldIn))
    expect(told.map((each) => each['og:image']?.replace(/-\w+\.png/, ''))).toEqual([
      'https://events.example/pictures/building-market-demand/en',
      'https://events.example/pictures/en',
      'https://events.example/pictures/fr',
    ])
    expect(told.map((each) => [each['og:title'], each['og:url'], each['og:locale']])).toEqual([
      ['Programme: Building Market Demand', 'https://events.example/events/building-market-demand/programme', 'en_GB'],
      ['Winter school', 'https://events.example/series/winter-school', 'en_GB'],
      [expect.stringMatching(/./), 'https://events.example/', 'fr_FR'],
    ])
  })

  test.each(['event', 'programme', 'series'] as const)('an event by invitation learns nothing: its %s', async (name) => {
    expect(await toldIn(pagesOf(makeStoredEvent({ audience: 'invited' }))[name])).toEqual({})
  })
})
