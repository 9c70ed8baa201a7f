import { describe, expect, test } from '@jest/globals'
import { check } from '../../../shared/domain/basics/check.ts'
import {
  type AfterReading,
  afterReading,
  eventsToKeep,
  type PartnerCalendar,
  type PartnerEvent,
  partnerCalendarInputSchema,
  partnerHorizon,
} from '../../../shared/domain/calendar/partner-calendar.ts'

const now = '2022-04-01T08:00:00.000Z'
const at = (day: number, hour = 9): string => new Date(Date.parse(now) + day * 86_400_000 + hour * 3_600_000).toISOString()
const event = (title: string, day: number, more: Partial<PartnerEvent> = {}): PartnerEvent => ({
  title,
  start: at(day),
  end: at(day, 10),
  ...more,
})

describe('an address', () => {
  const addressOf = (address: string) => {
    const checked = check(partnerCalendarInputSchema, { name: 'EcoQUIP Plus', address })
    return checked.ok ? checked.value.address : checked.problems.map(({ field, code }) => `${field}: ${code}`)
  }

  test('is kept in one way, however it was copied', () => {
    for (const copied of [
      'https://Partner.Example/events.ics',
      ' webcal://partner.example/events.ics ',
      'https://partner.example:443/events.ics#top',
    ])
      expect(addressOf(copied)).toBe('https://partner.example/events.ics')
  })

  test.each([
    ['http', 'http://partner.example/events.ics'],
    ['a file', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)'],
    ['another port', 'https://partner.example:8443/events.ics'],
    ['a password', 'https://ana:secret@partner.example/events.ics'],
    ['none at all', 'the calendar of our partner'],
  ])('is refused if it is %s', (_, address) => {
    expect(addressOf(address)).toEqual(['address: https-address'])
  })

  test('is asked for', () => {
    expect(addressOf('')).toContain('address: required')
    expect(addressOf(`https://partner.example/${'a'.repeat(600)}`)).toEqual(['address: too-long'])
  })
})

describe('of a calendar are kept', () => {
  test('events that a calendar gives twice, with new UIDs, once', () => {
    const twice = [event('Sensors', 5), event('Boats', 3), event('SENSORS', 5), event('Sensors', 6)]
    expect(eventsToKeep(twice, now).map(({ title, start }) => [title, start])).toEqual([
      ['Boats', at(3)],
      ['SENSORS', at(5)],
      ['Sensors', at(6)],
    ])
  })

  test('events from two months ago to eighteen months ahead, and those that have begun before', () => {
    const [daysBack, daysAhead] = [partnerHorizon.monthsBack * 30.5, partnerHorizon.monthsAhead * 30.5]
    const events = [event('Before', -daysBack - 2), event('Long', -400, { end: at(2) }), event('Recent', -daysBack + 1)]
    const later = [event('Last', daysAhead - 1), event('Beyond', daysAhead + 2)]
    expect(eventsToKeep([...events, ...later], now).map(({ title }) => title)).toEqual(['Long', 'Recent', 'Last'])
  })

  test('of too many, what is to come before what is over', () => {
    const many = Array.from({ length: partnerHorizon.events }, (_, index) => event(`To come ${index}`, 1 + (index % 300), {}))
    const past = [event('Over', -5)]
    const kept = eventsToKeep([...past, ...many.slice(1)], now)
    expect(kept).toHaveLength(partnerHorizon.events)
    expect(kept[0]?.title).toBe('Over')
    const full = eventsToKeep([...past, ...many, event('Latest', 400)], now)
    expect(full).toHaveLength(partnerHorizon.events)
    expect(full.map(({ title }) => title)).not.toContain('Over')
    expect(full.map(({ title }) => title)).not.toContain('Latest')
  })
})

describe('what is known of a calendar', () => {
  const calendar: PartnerCalendar = {
    id: 'abc',
    name: 'EcoQUIP Plus',
    address: 'https://partner.example/events.ics',
    addedAt: now,
    nextAt: now,
    readAt: now,
    events: 40,
  }
  const nothing = { events: [], entries: 0 }
  const troubled = ({ trouble }: AfterReading): PartnerCalendar => ({ ...calendar, ...(trouble && { trouble }) })

  test('is what was read, even if all of it is over or called off', () => {
    expect(afterReading(calendar, { events: [event('Sensors', 5)], entries: 1 }, now)).toEqual({
      readAt: now,
      events: [event('Sensors', 5)],
    })
    expect(afterReading(calendar, { events: [], entries: 12 }, now)).toEqual({ readAt: now, events: [] })
  })

  test('stays while the calendar cannot be read, however long, and says since when', () => {
    const first = afterReading(calendar, { trouble: 'slow' }, now)
    expect(first).toEqual({ trouble: { code: 'slow', since: now } })
    const later = afterReading(troubled(first), { trouble: 'answered', status: 503 }, at(90))
    expect(later).toEqual({ trouble: { code: 'answered', status: 503, since: now } })
  })

  test('stays while the calendar is empty, and goes after three days of that', () => {
    const first = afterReading(calendar, nothing, now)
    expect(first).toEqual({ trouble: { code: 'empty', since: now } })
    const empty = troubled(first)
    expect(afterReading(empty, nothing, at(2))).toEqual(first)
    expect(afterReading(empty, nothing, at(3))).toEqual({ readAt: at(3), trouble: { code: 'empty', since: now }, events: [] })
  })

  test('stays if it is empty for an hour now and then, with troubles between', () => {
    const failing = troubled(afterReading(calendar, { trouble: 'slow' }, now))
    expect(afterReading(failing, nothing, at(20))).toEqual({ trouble: { code: 'empty', since: at(20) } })
  })

  test('is said to be nothing at once of one that was never anything but empty', () => {
    expect(afterReading({ ...calendar, events: 0 }, nothing, now)).toEqual({
      readAt: now,
      trouble: { code: 'empty', since: now },
      events: [],
    })
  })
})
