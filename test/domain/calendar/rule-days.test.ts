import { describe, expect, test } from '@jest/globals'
import ICAL from 'ical.js'
import { daysOfRule, readDayRule } from '../../../shared/domain/calendar/rule-days.ts'

const horizon = ['2022-01-01', '2023-12-31'] as const
const most = 100_000

const found = (text: string, start: string, within: readonly [string, string] = horizon) => {
  const rule = readDayRule(text)
  if (rule === undefined) throw new Error(`no rule: ${text}`)
  return daysOfRule(rule, start, within, most)
}

/** What the library finds, which may go on for ever with rules from strangers. */
const byLibrary = (text: string, start: string): readonly string[] => {
  const days: string[] = []
  const iterator = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateString(start))
  for (let next = iterator.next(); next !== null && String(next) <= horizon[1]; next = iterator.next())
    if (String(next) >= horizon[0]) days.push(String(next))
  return days
}

describe('the days of a rule are those that a calendar shows', () => {
  test.each([
    ['FREQ=DAILY', '2023-10-01'],
    ['FREQ=DAILY;INTERVAL=10;COUNT=5', '2022-03-25'],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20220601', '2022-05-02'],
    ['FREQ=WEEKLY', '2012-05-03'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH', '2021-11-02'],
    ['FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,SA', '2022-01-08'],
    ['FREQ=WEEKLY;COUNT=60;BYDAY=MO,WE,FR', '2021-12-01'],
    ['FREQ=MONTHLY', '2020-01-15'],
    ['FREQ=MONTHLY;BYMONTHDAY=31', '2022-01-31'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '2021-01-31'],
    ['FREQ=MONTHLY;BYDAY=2TU', '2021-02-09'],
    ['FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR', '2021-03-26'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2021-06-30'],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '2020-03-13'],
    ['FREQ=YEARLY', '2000-02-28'],
    ['FREQ=YEARLY;BYMONTH=11;BYDAY=1TU', '2019-11-05'],
    ['FREQ=YEARLY;INTERVAL=2;BYMONTH=5,9;BYMONTHDAY=9', '2020-05-09'],
  ])('%s from %s', (text, start) => {
    const { days } = found(text, start)
    expect(days).toEqual(byLibrary(text, start))
    expect(days.length).toBeGreaterThan(0)
  })
})

describe('however a rule is written, it takes bounded work', () => {
  test.each([
    ['without an end, since 1970', 'FREQ=DAILY', '1970-01-01', 740],
    ['counted, since 1970', 'FREQ=DAILY;COUNT=1000000', '1970-01-01', 20_000],
    ['never, by the day of the month', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', '2022-01-01', 1000],
    ['never, by the weekday', 'FREQ=MONTHLY;INTERVAL=12;BYDAY=5MO', '2021-02-01', 1000],
    ['never in a week', 'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2', '2022-01-03', 1000],
    ['every thousand years', 'FREQ=YEARLY;INTERVAL=1000', '2022-01-03', 1000],
    ['all days of all years', 'FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', '1990-01-01', 1900],
  ])('%s', (_, text, start, limit) => {
    expect(found(text, start).looked).toBeLessThanOrEqual(limit)
  })

  test('and stops in the middle once it looked at so many days', () => {
    const rule = readDayRule('FREQ=DAILY')
    expect(rule && daysOfRule(rule, '2022-01-01', horizon, 3).days).toEqual(['2022-01-01', '2022-01-02', '2022-01-03'])
  })

  test.each([
    'FREQ=SECONDLY',
    'FREQ=HOURLY;INTERVAL=1',
    'FREQ=DAILY;BYHOUR=9,10',
    'FREQ=YEARLY;BYWEEKNO=20',
    'FREQ=YEARLY;BYYEARDAY=100',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;INTERVAL=99999999',
    'FREQ=DAILY;COUNT=-1',
    'FREQ=MONTHLY;BYDAY=XX',
    `FREQ=MONTHLY;BYMONTHDAY=${Array.from({ length: 500 }, () => 1).join(',')}`,
    '',
    'rubbish',
  ])('what is no such rule is not followed: %s', (text) => {
    expect(readDayRule(text)).toBeUndefined()
  })
})
