import { describe, expect, test } from '@jest/globals'
import { holidayCountries } from '../../../shared/domain/calendar/holiday-countries.ts'
import { holidaysOn } from '../../../shared/domain/calendar/public-holidays.ts'
import { checkPattern } from '../../../shared/domain/event/planned-dates.ts'

const now = '2022-03-01T09:00:00.000Z'
const first = { start: '2022-10-11T10:00', end: '2022-10-11T12:00' }

const planned = (pattern: object) => {
  const checked = checkPattern({ ...first, ...pattern }, now)
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  return checked.value
}
const days = (pattern: object) => planned(pattern).dates.map(({ start }) => start.slice(0, 10))
const problems = (pattern: object) => {
  const checked = checkPattern({ ...first, ...pattern }, now)
  return checked.ok ? [] : checked.problems
}

describe('the dates of a series', () => {
  test('come every second Tuesday at the same local time, also after the clocks change', () => {
    expect(planned({ repeat: 'weekly', every: 2, count: 4 })).toEqual({
      dates: ['2022-10-11', '2022-10-25', '2022-11-08', '2022-11-22'].map((day) => ({ start: `${day}T10:00`, end: `${day}T12:00` })),
      skipped: [],
    })
  })

  test('leave out public holidays and say which, and there are still as many as wanted', () => {
    const { dates, skipped } = planned({
      repeat: 'weekly',
      every: 1,
      count: 3,
      start: '2022-10-25T10:00',
      end: '2022-10-25T12:00',
      notOnHolidaysOf: ['BE', 'fr'],
    })
    expect(dates.map(({ start }) => start.slice(0, 10))).toEqual(['2022-10-25', '2022-11-08', '2022-11-15'])
    expect(skipped).toEqual([
      {
        start: '2022-11-01T10:00',
        end: '2022-11-01T12:00',
        holidays: [
          { country: 'BE', name: 'Toussaint' },
          { country: 'FR', name: 'Toussaint' },
        ],
      },
    ])
  })

  test('leave out a date of several days when one of them is a holiday', () => {
    const workshop = { start: '2022-11-10T10:00', end: '2022-11-11T16:00' }
    expect(days({ ...workshop, repeat: 'weekly', count: 1, notOnHolidaysOf: ['FR'] })).toEqual(['2022-11-17'])
  })

  test('by month stay on the second Tuesday, or on the last weekday of each month', () => {
    expect(days({ repeat: 'monthly', count: 4 })).toEqual(['2022-10-11', '2022-11-08', '2022-12-13', '2023-01-10'])
    const last = { start: '2022-10-31T10:00', end: '2022-10-31T12:00' }
    expect(days({ ...last, repeat: 'monthly', every: 2, count: 3 })).toEqual(['2022-10-31', '2022-12-26', '2023-02-27'])
  })

  test('end by the last day, which is one of them', () => {
    expect(days({ repeat: 'weekly', until: '2022-10-25' })).toEqual(['2022-10-11', '2022-10-18', '2022-10-25'])
  })

  test.each([
    ['neither a number nor a last day', {}, 'count', 'required'],
    ['both', { count: 3, until: '2022-12-01' }, 'until', 'one-of-two'],
    ['a last day before the first', { until: '2022-10-01' }, 'until', 'end-before-start'],
    ['more dates than a series may have', { until: '2024-10-01' }, 'until', 'too-many-dates'],
    ['dates beyond what can be planned', { every: 26, count: 60 }, 'count', 'too-far-ahead'],
    ['an end before the start', { count: 2, end: '2022-10-11T09:00' }, 'end', 'end-before-start'],
    ['a country whose holidays nobody knows', { count: 2, notOnHolidaysOf: ['JP'] }, 'notOnHolidaysOf.0', 'not-one-of'],
  ])('%s is told at its field', (_, pattern, field, code) => {
    expect(problems({ repeat: 'weekly', ...pattern }).map((problem) => [problem.field, problem.code])).toEqual([[field, code]])
  })

  test('that are all holidays make no series', () => {
    const holiday = { start: '2022-12-25T10:00', end: '2022-12-25T12:00', notOnHolidaysOf: ['BE'] }
    expect(problems({ ...holiday, repeat: 'weekly', until: '2022-12-31' })).toEqual([{ field: 'notOnHolidaysOf', code: 'no-date-left' }])
  })
})

describe('public holidays', () => {
  test('are known of every country on offer, for as far ahead as events can be planned', () => {
    const ofYear = (country: string, year: number) =>
      Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10)).filter(
        (day) => day.startsWith(String(year)) && holidaysOn(day, [country]).length > 0,
      ).length
    for (const country of holidayCountries) {
      expect([country, ofYear(country, 2022) >= 7, ofYear(country, 2036) >= 7]).toEqual([country, true, true])
    }
  })

  test('that move with the Orthodox Easter are right too, and days between are none', () => {
    expect(holidaysOn('2022-04-25', ['GR', 'FR'])).toEqual([{ country: 'GR', name: 'Δευτέρα του Πάσχα' }])
    expect(holidaysOn('2022-04-26', holidayCountries)).toEqual([])
  })
})
