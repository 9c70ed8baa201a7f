import { describe, expect, test } from '@jest/globals'
import { readCalendarMessage } from '../../../shared/mail/inbound/calendar-message.ts'
import { romance } from './zone-blocks.ts'

const counter = (zone: readonly string[], start = '20220517T140000'): string =>
  [
    'BEGIN:VCALENDAR',
    'METHOD:COUNTER',
    ...zone,
    'BEGIN:VEVENT',
    'UID:some@plenary.example',
    `DTSTART;TZID=Romance Standard Time:${start}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')

const proposed = (text: string): string | undefined => {
  const message = readCalendarMessage(text, 'ana@authority.example')
  return message?.kind === 'proposal' ? message.proposed?.start : 'no proposal'
}

const ruled = (rule: string, from = '16010101T020000'): readonly string[] =>
  romance.map((line) => {
    if (line.startsWith('RRULE') && line.includes('BYMONTH=3')) return `RRULE:${rule}`
    return line.startsWith('DTSTART') ? `DTSTART:${from}` : line
  })

const days = Array.from({ length: 28 }, (_, index) => index + 1).join(',')

describe('a zone with rules more frequent than clock changes is not evaluated, however small it is', () => {
  test.each([
    ['every day from the year 1 on', ruled(`FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=${days}`, '00010101T000000')],
    ['every Sunday', ruled('FREQ=YEARLY;BYDAY=SU')],
    ['every day of a month', ruled(`FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=${days}`)],
    ['every second', ruled('FREQ=SECONDLY')],
    ['never, as no month has six Sundays', ruled('FREQ=YEARLY;BYMONTH=3;BYDAY=6SU')],
    ['never, as the last Sunday is no 1st', ruled('FREQ=YEARLY;BYMONTHDAY=-31;BYMONTH=3;BYDAY=-1SU')],
    ['never, as February is short', ruled('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30,31;BYDAY=SU')],
    ['never, in a month that is none', ruled('FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=0')],
    ['hardly ever', ruled('FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYDAY=5SU', '16010201T020000')],
    ['every day by its number', ruled(`FREQ=YEARLY;BYYEARDAY=${days}`)],
    ['once a year from the year 1 on', ruled('FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', '00010101T000000')],
    [
      'hundreds of observances',
      [...romance.slice(0, -1), ...Array.from({ length: 200 }, () => romance.slice(2, 8)).flat(), 'END:VTIMEZONE'],
    ],
  ])('%s', (_, zone) => {
    expect(proposed(counter(zone))).toBeUndefined()
  })

  test('nor is a time in the year 9999', () => {
    expect(proposed(counter(romance, '99990517T140000'))).toBeUndefined()
  })
})

describe('zones as written by calendars are evaluated', () => {
  test.each([
    ['Outlook, from 1601 on', romance],
    ['a rule by days of the month', ruled('FREQ=YEARLY;BYDAY=SU;BYMONTHDAY=25,26,27,28,29,30,31;BYMONTH=3')],
    ['a rule that ends', ruled('FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20370329T010000Z')],
    ['a change on a date', ruled('FREQ=YEARLY', '19700329T020000')],
  ])('%s', (_, zone) => {
    expect(proposed(counter(zone))).toBe('2022-05-17T12:00:00.000Z')
  })
})
