import { describe, expect, test } from '@jest/globals'
import { readCalendarFile } from '../../../functions/partners/calendar-file.ts'
import { type PartnerEvent, partnerEventSchema } from '../../../shared/domain/calendar/partner-calendar.ts'
import { romance } from '../../mail/inbound/zone-blocks.ts'

const now = '2022-04-01T08:00:00.000Z'

const entry = (...lines: readonly string[]): string => ['BEGIN:VEVENT', 'UID:1@partner.example', ...lines, 'END:VEVENT'].join('\r\n')
const calendar = (...parts: readonly string[]): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...parts, 'END:VCALENDAR', ''].join('\r\n')

const eventsIn = (text: string): readonly PartnerEvent[] => {
  const reading = readCalendarFile(text, now)
  if ('trouble' in reading) throw new Error(reading.trouble)
  return reading.events
}
const timesIn = (...lines: readonly string[]) =>
  eventsIn(calendar(entry('SUMMARY:Sensors', ...lines))).map(({ start, end }) => `${start} ${end}`)
const startsIn = (...parts: readonly string[]) => eventsIn(calendar(...parts)).map(({ start }) => start)

describe('the time of an event', () => {
  test.each([
    ['in UTC', ['DTSTART:20220503T080000Z', 'DTEND:20220503T093000Z']],
    ['in a zone by its name', ['DTSTART;TZID=Europe/Brussels:20220503T100000', 'DTEND;TZID=Europe/Brussels:20220503T113000']],
    ['in a zone as Windows names it', ['DTSTART;TZID=Romance Standard Time:20220503T100000', 'DURATION:PT1H30M']],
    ['in two zones', ['DTSTART;TZID=Europe/Lisbon:20220503T090000', 'DTEND;TZID=Europe/Athens:20220503T123000']],
    ['in no zone, by the network’s', ['DTSTART:20220503T100000', 'DTEND:20220503T113000']],
  ])('%s', (_, lines) => {
    expect(timesIn(...lines)).toEqual(['2022-05-03T08:00:00.000Z 2022-05-03T09:30:00.000Z'])
  })

  test('in no zone, by the zone of the calendar', () => {
    const [event] = eventsIn(calendar('X-WR-TIMEZONE:Europe/Athens', entry('DTSTART:20220503T110000', 'DURATION:PT1H')))
    expect(event).toMatchObject({ start: '2022-05-03T08:00:00.000Z', end: '2022-05-03T09:00:00.000Z' })
  })

  test('in a zone that only the calendar knows', () => {
    const own = romance.map((line) => line.replace('TZID:Romance Standard Time', 'TZID:Our own time'))
    expect(startsIn(...own, entry('DTSTART;TZID=Our own time:20220503T100000'))).toEqual(['2022-05-03T08:00:00.000Z'])
  })

  test.each([
    ['one day', ['DTSTART;VALUE=DATE:20220503'], '2022-05-03 2022-05-03'],
    ['one day with its end', ['DTSTART;VALUE=DATE:20220503', 'DTEND;VALUE=DATE:20220504'], '2022-05-03 2022-05-03'],
    ['three days', ['DTSTART;VALUE=DATE:20220503', 'DTEND;VALUE=DATE:20220506'], '2022-05-03 2022-05-05'],
    ['two days by their length', ['DTSTART;VALUE=DATE:20220503', 'DURATION:P2D'], '2022-05-03 2022-05-04'],
    ['an end before the start', ['DTSTART;VALUE=DATE:20220503', 'DTEND;VALUE=DATE:20220501'], '2022-05-03 2022-05-03'],
  ])('over whole days: %s', (_, lines, times) => {
    expect(timesIn(...lines)).toEqual([times])
  })

  test('without an end, or one before it', () => {
    expect(timesIn('DTSTART:20220503T080000Z')).toEqual(['2022-05-03T08:00:00.000Z 2022-05-03T08:00:00.000Z'])
    expect(timesIn('DTSTART:20220503T080000Z', 'DTEND:20220502T080000Z')).toEqual(['2022-05-03T08:00:00.000Z 2022-05-03T08:00:00.000Z'])
  })
})

describe('an event that repeats', () => {
  const weekly = ['SUMMARY:Hour', 'DTSTART;TZID=Europe/Brussels:20220314T100000', 'DURATION:PT1H']

  test('stays at its hour when the clocks change, and ends when it says', () => {
    expect(startsIn(entry(...weekly, 'RRULE:FREQ=WEEKLY;UNTIL=20220404T080000Z'))).toEqual([
      '2022-03-14T09:00:00.000Z',
      '2022-03-21T09:00:00.000Z',
      '2022-03-28T08:00:00.000Z',
      '2022-04-04T08:00:00.000Z',
    ])
    expect(startsIn(entry(...weekly, 'RRULE:FREQ=WEEKLY;UNTIL=20220404T075959Z'))).toHaveLength(3)
    expect(startsIn(entry(...weekly, 'RRULE:FREQ=WEEKLY;UNTIL=20220404'))).toHaveLength(4)
  })

  test('without an end is followed to the horizon only', () => {
    const starts = startsIn(entry(...weekly, 'RRULE:FREQ=WEEKLY'))
    expect(starts.length).toBeGreaterThan(75)
    expect(starts.at(-1)?.slice(0, 7)).toBe('2023-10')
  })

  test('leaves out dates called off, shows those moved where they are, and those added', () => {
    const moved = entry(
      'SUMMARY:Hour, later',
      'RECURRENCE-ID;TZID=Europe/Brussels:20220328T100000',
      'DTSTART:20220329T120000Z',
      'DURATION:PT1H',
    )
    const calledOff = entry('STATUS:CANCELLED', 'RECURRENCE-ID:20220404T080000Z', 'DTSTART:20220404T080000Z')
    const whole = entry(...weekly, 'RRULE:FREQ=WEEKLY;COUNT=5', 'EXDATE;TZID=Europe/Brussels:20220321T100000', 'RDATE:20220420T080000Z')
    expect(startsIn(whole, moved, calledOff)).toEqual([
      '2022-03-14T09:00:00.000Z',
      '2022-04-11T08:00:00.000Z',
      '2022-04-20T08:00:00.000Z',
      '2022-03-29T12:00:00.000Z',
    ])
  })

  test('over whole days, too', () => {
    const days = [
      'DTSTART;VALUE=DATE:20220503',
      'DTEND;VALUE=DATE:20220505',
      'RRULE:FREQ=MONTHLY;BYDAY=1TU;UNTIL=20220801',
      'EXDATE;VALUE=DATE:20220607',
    ]
    expect(timesIn(...days)).toEqual(['2022-05-03 2022-05-04', '2022-07-05 2022-07-06'])
  })

  test('by a rule that nobody can follow in reasonable time is shown once', () => {
    expect(startsIn(entry(...weekly, 'RRULE:FREQ=SECONDLY'))).toEqual(['2022-03-14T09:00:00.000Z'])
  })
})

describe('what is not for us is left out', () => {
  test('cancelled events and private ones', () => {
    const [cancelled, secret] = [entry('STATUS:CANCELLED', 'DTSTART:20220503T080000Z'), entry('CLASS:PRIVATE', 'DTSTART:20220503T080000Z')]
    expect(readCalendarFile(calendar(cancelled, secret), now)).toEqual({ events: [], entries: 2 })
  })

  test('everything but title, times and link', () => {
    const full = entry(
      'SUMMARY:Sensors',
      'DTSTART:20220503T080000Z',
      'ATTENDEE:mailto:ana@partner.example',
      'DESCRIPTION:Call Ana',
      'ORGANIZER:mailto:b@c.example',
    )
    expect(Object.keys(eventsIn(calendar(full))[0] ?? {})).toEqual(['title', 'start', 'end'])
  })

  test.each([
    'http://partner.example/',
    'javascript:alert(1)',
    'https://a:b@partner.example/',
    `https://partner.example/${'a'.repeat(600)}`,
  ])('a link such as %s', (url) => {
    expect(eventsIn(calendar(entry('DTSTART:20220503T080000Z', `URL:${url}`)))[0]).not.toHaveProperty('url')
  })

  test('but not a link over https', () => {
    expect(eventsIn(calendar(entry('DTSTART:20220503T080000Z', 'URL:https://partner.example/sensors')))[0]?.url).toBe(
      'https://partner.example/sensors',
    )
  })
})

describe('titles as strangers write them', () => {
  const titleOf = (title: string) => eventsIn(calendar(entry('DTSTART:20220503T080000Z', `SUMMARY:${title}`)))[0]?.title

  test('are one line without tricks', () => {
    expect(titleOf('Sensors\\nand  boats\u202Egpj.exe\u0007')).toBe('Sensors and boats gpj.exe')
    expect(titleOf('<script>alert(1)</script>')).toBe('<script>alert(1)</script>')
  })

  test('of 10,000 characters are cut', () => {
    expect(titleOf('🎉'.repeat(10_000))).toBe('🎉'.repeat(200))
  })
})

describe('whatever a text is, it is read or refused, in reasonable time', () => {
  test.each([
    ['nothing', ''],
    ['a page', '<!doctype html><title>Sign in</title>'],
    ['half a calendar', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:2022'],
    ['calendars in calendars', 'BEGIN:VCALENDAR\r\n'.repeat(50_000)],
    ['binary', Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256)).toString('latin1')],
  ])('%s', (_, text) => {
    expect(readCalendarFile(text, now)).toEqual({ trouble: 'not-a-calendar' })
  })

  test('events that cannot be read', () => {
    const wrong = [entry('DTSTART:yesterday'), entry('SUMMARY:No time'), entry('DTSTART;TZID=Nowhere/At all:20220503T080000')]
    expect(readCalendarFile(calendar(...wrong), now)).toEqual({ trouble: 'nothing-readable' })
    expect(startsIn(...wrong, entry('DTSTART:20220503T080000Z'))).toEqual(['2022-05-03T08:00:00.000Z'])
  })

  test('wrong parts of an event that is otherwise right', () => {
    const odd = ['RRULE:FREQ=SOMETIMES', 'EXDATE:never', 'DURATION:long', 'URL:nowhere', 'RECURRENCE-ID:once', 'STATUS;X=:']
    for (const line of odd) expect(() => readCalendarFile(calendar(entry('DTSTART:20220503T080000Z', line)), now)).not.toThrow()
  })

  test('days that do not exist, and ends beyond all calendars, are not kept', () => {
    const odd = ['DTSTART;VALUE=DATE:20220230', 'DTSTART;VALUE=DATE:20221399', 'DTSTART;VALUE=DATE:00010101', 'DTSTART;VALUE=DATE:99991231']
    for (const start of odd) {
      const reading = readCalendarFile(calendar(entry('DURATION:P2000000D', start), entry('DTSTART:20220503T080000Z')), now)
      const events = 'events' in reading ? reading.events : []
      expect(events).toHaveLength(1)
      expect(partnerEventSchema.safeParse(events[0]).success).toBe(true)
    }
  })

  test('thousands of endless rules', () => {
    const endless = entry('SUMMARY:Again', 'DTSTART:19700101T080000Z', 'RRULE:FREQ=DAILY;COUNT=99999999')
    const { length } = eventsIn(calendar(...Array.from({ length: 5000 }, () => endless)))
    expect(length).toBeLessThan(6000)
  })

  test('hundreds of zones of its own: by their names beyond the first thirty', () => {
    const zones = Array.from({ length: 500 }, (_, number) =>
      romance.map((line) => (line.startsWith('TZID') ? `TZID:Zone ${number}` : line)),
    )
    const entries = zones.map((_, number) => entry(`DTSTART;TZID=Zone ${number}:20220503T100000`, `SUMMARY:${number}`))
    const known = [
      ...romance.map((line) => (line.startsWith('TZID') ? 'TZID:Europe/Athens' : line)),
      entry('DTSTART;TZID=Europe/Athens:20220504T100000'),
    ]
    expect(eventsIn(calendar(...zones.flat(), ...entries, ...known)).map(({ start }) => start)).toEqual([
      ...Array.from({ length: 30 }, () => '2022-05-03T08:00:00.000Z'),
      '2022-05-04T07:00:00.000Z',
    ])
  })

  test('a calendar that is empty', () => {
    expect(readCalendarFile(calendar(), now)).toEqual({ events: [], entries: 0 })
  })
})
