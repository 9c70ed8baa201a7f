import { describe, expect, test } from '@jest/globals'
import ICAL from 'ical.js'
import { languages } from '../../../shared/domain/basics/language.ts'
import { cancelled, type Event } from '../../../shared/domain/event/event.ts'
import { feedEntry, feedText } from '../../../shared/mail/calendar/feed-text.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'
import { golden } from '../golden.ts'
import { lintFeed } from '../itip/itip-linter.ts'

const site = 'https://events.iprocurenet.example'
const feedOf = async (events: readonly Event[], name = 'iProcureNet: All events'): Promise<string> =>
  feedText(name, await Promise.all(events.map((event) => feedEntry(event, site))), 300_000)

const odd = `Été; "Zoë" \\ & <b>, 采购 🛡️ – ${'ligne très longue '.repeat(8)}`
const events: readonly Event[] = [
  makeStoredEvent(),
  { ...makeStoredEvent({ title: odd.trim(), summary: 'One;\ntwo, \\three', language: 'fr' }), slug: 'odd' },
  { ...makeStoredEvent({ timeZone: 'Asia/Nicosia', format: 'in-person', venue: 'Λευκωσία\nRoom 3; step-free' }), slug: 'nicosia' },
  { ...makeStoredEvent({ timeZone: 'Africa/Casablanca' }), slug: 'casablanca' },
  { ...makeStoredEvent({ kind: 'conference', start: '2022-10-29T09:00', end: '2022-10-30T17:00' }), slug: 'conference' },
  cancelled({ ...makeStoredEvent(), slug: 'off' }, '2022-05-01T08:00:00.000Z'),
]

describe('a subscribed calendar', () => {
  test('matches its golden file', async () => {
    const text = await feedOf(events)
    expect(text).toBe(golden('feed.ics', text))
  })

  test('follows the rules with any titles and places, and reveals neither names nor join links', async () => {
    const text = await feedOf(events)
    expect([lintFeed(text), text.includes('ATTENDEE'), text.includes('meet.example')]).toEqual([[], false, false])
  })

  test('preserves titles, times and places', async () => {
    const read = new ICAL.Component(ICAL.parse(await feedOf(events))).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each))
    expect(read.map(({ summary }) => summary)).toEqual([
      ...events.slice(0, -1).map(({ title }) => title),
      'Cancelled: Building Market Demand',
    ])
    expect(read.map(({ startDate }) => new Date(startDate.toUnixTime() * 1000).toISOString())).toEqual(
      events.map(({ startsAt }) => startsAt),
    )
    expect(read[2]?.location).toBe('Λευκωσία, Room 3; step-free')
  })

  test('defines each zone once', async () => {
    const text = await feedOf([...events, ...events.map((event) => ({ ...event, slug: `${event.slug}-2` }))])
    expect(text.match(/^TZID:.*$/gm)).toEqual(['TZID:Europe/Brussels', 'TZID:Asia/Nicosia'])
  })

  test('is valid even without events, for readers that reject empty ones', async () => {
    expect(lintFeed(await feedOf([]))).toEqual([])
  })

  test.each(languages)('has the same bytes wherever and whenever it is made (%s)', async () => {
    expect(await feedOf(events)).toBe(await feedOf(events.map((event) => structuredClone(event))))
  })

  test('of two thousand events stays below Lambda’s response limit', async () => {
    const many = Array.from({ length: 2000 }, (_, index) => ({ ...makeStoredEvent({ summary: 'é'.repeat(300) }), slug: `event-${index}` }))
    expect(Buffer.byteLength(await feedOf(many))).toBeLessThan(3_000_000)
  })
})
