import { describe, expect, test } from '@jest/globals'
import ICAL from 'ical.js'
import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library'
import { instantOf } from '../../../shared/domain/basics/wall-time.ts'
import { cancelled } from '../../../shared/domain/event/event.ts'
import { invitation, publicCalendar } from '../../../shared/mail/calendar/invitation.ts'
import { calendarZone } from '../../../shared/mail/calendar/time-zone.ts'
import { loadTexts } from '../../../shared/texts/texts.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'
import { golden } from '../golden.ts'
import { lintPublication } from '../itip/itip-linter.ts'
import { links, makeMessage } from '../make-message.ts'

await loadTexts('en')

const site = 'https://events.iprocurenet.example'
const textOf = (overrides: Parameters<typeof makeMessage>[0]): string => invitation(makeMessage(overrides), links.event)?.text ?? ''

/** Start and end as read by ical.js from the calendar object alone. */
const readTimes = (text: string): readonly string[] => {
  const calendar = ICAL.Component.fromString(text)
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined)
  return [event.startDate, event.endDate].map((time) => new Date(time.toUnixTime() * 1000).toISOString())
}

describe('a calendar reads from an invitation', () => {
  test.each([
    ['Europe/Brussels', '2022-05-17T10:00', '2022-05-17T12:00'],
    ['Europe/Bratislava', '2026-01-12T10:00', '2026-01-12T12:00'],
    ['Europe/Lisbon', '2022-06-14T09:00', '2022-06-15T17:30'],
    ['Europe/Kyiv', '2026-07-01T09:00', '2026-07-01T10:00'],
    ['Europe/Dublin', '2026-03-29T09:00', '2026-03-29T10:00'],
    ['Africa/Casablanca', '2026-03-10T09:00', '2026-03-10T10:00'],
    ['Asia/Kolkata', '2026-03-10T09:00', '2026-03-10T10:00'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T03:00'],
    ['Europe/Brussels', '2026-10-25T02:30', '2026-10-25T04:00'],
    ['Europe/Brussels', '2026-10-24T09:00', '2026-10-26T17:00'],
    ['UTC', '2026-10-24T09:00', '2026-10-24T17:00'],
  ])('the exact instants: %s, %s to %s', (timeZone, start, end) => {
    expect(readTimes(textOf({ event: { timeZone, start, end } }))).toEqual([instantOf(start, timeZone), instantOf(end, timeZone)])
  })

  test('what was written, whatever the characters', () => {
    const title = 'Préparer, négocier; évaluer \\ ensemble: “sécurité” 🛡️ à Tallinn, à Nicosie et à Vilnius'
    const venue = 'Salle "B"; 2e étage\nRue de la Loi 1, Bruxelles'
    const calendar = ICAL.Component.fromString(textOf({ event: { title, format: 'in-person', venue } }))
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined)
    expect([event.summary, event.location]).toEqual([title, 'Salle "B"; 2e étage, Rue de la Loi 1, Bruxelles'])
  })
})

describe('a zone in a calendar object', () => {
  // Around the dates on which some zone changes its clocks, or Ramadan falls.
  const days = ['2022-01-15', '2022-03-20', '2026-04-20', '2026-07-15', '2027-02-20', '2027-10-15']
  const zones = [tzlib_get_timezones()].flat()

  test('gives every reader the true instant, for all zones, or is not used', () => {
    const wrong = zones.flatMap((timeZone) => {
      const [block = ''] = tzlib_get_ical_block(timeZone)
      const reader = new ICAL.Timezone(ICAL.Component.fromString(block))
      return days.flatMap((day) => {
        const start = `${day}T10:00`
        const startsAt = instantOf(start, timeZone) ?? ''
        if (calendarZone({ timeZone, start, end: start, startsAt, endsAt: startsAt }) === undefined) return []
        const time = ICAL.Time.fromDateTimeString(`${start}:00`)
        time.zone = reader
        return time.toUnixTime() * 1000 === Date.parse(startsAt) ? [] : [`${timeZone} ${start}`]
      })
    })
    expect(wrong).toEqual([])
  })

  const used = (timeZone: string, start: string): string | undefined => {
    const startsAt = instantOf(start, timeZone) ?? ''
    return calendarZone({ timeZone, start, end: start, startsAt, endsAt: startsAt })?.tzid
  }

  test.each([
    'Europe/Brussels',
    'Europe/Lisbon',
    'Europe/Kyiv',
    'Europe/Dublin',
    'Europe/Istanbul',
    'America/New_York',
    'Australia/Sydney',
  ])('is used for %s in winter and in summer', (timeZone) =>
    expect([used(timeZone, '2026-01-15T10:00'), used(timeZone, '2026-07-15T10:00')]).toEqual([timeZone, timeZone]),
  )
  test('has its current name', () => expect(used('Europe/Kiev', '2026-07-15T10:00')).toBe('Europe/Kyiv'))
  test('is not used where it would be wrong', () => expect(used('Africa/Casablanca', '2026-07-15T10:00')).toBeUndefined())
  test('is not used for an hour that occurs twice', () => expect(used('Europe/Brussels', '2026-10-25T02:30')).toBeUndefined())
})

describe('the downloadable file', () => {
  test('matches its golden file', async () => {
    const text = await publicCalendar(makeStoredEvent(), site)
    expect(text).toBe(golden('download.ics', text))
  })

  test('names nobody, has no join link, and follows the rules', async () => {
    const text = await publicCalendar(makeStoredEvent(), site)
    expect([lintPublication(text), text.includes('ATTENDEE'), text.includes('meet.example')]).toEqual([[], false, false])
  })

  test('says that a cancelled event is cancelled, under the same UID', async () => {
    const event = makeStoredEvent()
    const [before, after] = await Promise.all(
      [event, cancelled(event, '2022-05-01T08:00:00.000Z')].map((each) => publicCalendar(each, site)),
    )
    const facts = (text = ''): readonly (string | undefined)[] =>
      ['UID', 'SEQUENCE', 'STATUS'].map((name) => new RegExp(`^${name}:(.*)\r$`, 'm').exec(text)?.[1])
    expect([facts(before), facts(after)]).toEqual([
      ['building-market-demand@events.iprocurenet.example', '0', 'CONFIRMED'],
      ['building-market-demand@events.iprocurenet.example', '1', 'CANCELLED'],
    ])
  })
})
