import { describe, expect, test } from '@jest/globals'
import { dailyHours, misleads } from '../../../shared/domain/event/daily-hours.ts'
import { storedSessionSchema } from '../../../shared/domain/event/fields.ts'

const session = (start: string, end: string) => storedSessionSchema.parse({ id: 'a', title: 'A', start, end })

const hoursOf = (start: string, end: string, ...sessions: readonly (readonly [string, string])[]): readonly string[] =>
  dailyHours({ start, end, sessions: sessions.map((times) => session(...times)) }).map((day) => `${day.start} – ${day.end}`)

describe('an event over several days', () => {
  test('without a programme has the hours of its beginning and end on each day', () => {
    expect(hoursOf('2022-06-14T09:00', '2022-06-16T17:30')).toEqual([
      '2022-06-14T09:00 – 2022-06-14T17:30',
      '2022-06-15T09:00 – 2022-06-15T17:30',
      '2022-06-16T09:00 – 2022-06-16T17:30',
    ])
  })

  test('from noon to noon leaves the night free', () => {
    expect(hoursOf('2022-06-14T14:00', '2022-06-15T12:00')).toEqual([
      '2022-06-14T14:00 – 2022-06-14T18:00',
      '2022-06-15T09:00 – 2022-06-15T12:00',
    ])
  })

  test('that begins late and ends early has an evening and a morning', () => {
    expect(hoursOf('2022-06-14T19:00', '2022-06-16T08:00')).toEqual([
      '2022-06-14T19:00 – 2022-06-14T23:59',
      '2022-06-15T09:00 – 2022-06-15T18:00',
      '2022-06-16T04:00 – 2022-06-16T08:00',
    ])
  })

  test('has longer hours where its sessions are, also beyond midnight', () => {
    const sessions = [
      ['2022-06-14T09:30', '2022-06-14T12:00'],
      ['2022-06-14T22:00', '2022-06-15T01:30'],
      ['2022-06-15T08:00', '2022-06-15T11:00'],
    ] as const
    expect(hoursOf('2022-06-14T09:00', '2022-06-15T13:00', ...sessions)).toEqual([
      '2022-06-14T09:00 – 2022-06-15T01:30',
      '2022-06-15T08:00 – 2022-06-15T13:00',
    ])
  })

  test('keeps its hours where sessions are shorter, so that planning them concerns nobody', () => {
    expect(hoursOf('2022-06-14T09:00', '2022-06-15T17:00', ['2022-06-14T10:00', '2022-06-14T11:00'])).toEqual([
      '2022-06-14T09:00 – 2022-06-14T17:00',
      '2022-06-15T09:00 – 2022-06-15T17:00',
    ])
  })

  test('leaves out days without sessions once its programme reaches from the first to the last day, not before', () => {
    const first = ['2022-06-07T10:00', '2022-06-07T12:00'] as const
    const second = ['2022-06-09T10:00', '2022-06-09T12:00'] as const
    const last = ['2022-06-10T10:00', '2022-06-10T12:00'] as const
    expect(hoursOf('2022-06-07T10:00', '2022-06-10T12:00', first, second, last)).toEqual([
      '2022-06-07T10:00 – 2022-06-07T12:00',
      '2022-06-09T10:00 – 2022-06-09T12:00',
      '2022-06-10T10:00 – 2022-06-10T12:00',
    ])
    expect(hoursOf('2022-06-07T10:00', '2022-06-10T12:00', first, second)).toHaveLength(4)
  })

  test('never counts an hour twice if a session takes the whole night', () => {
    expect(hoursOf('2022-06-14T18:00', '2022-06-15T14:00', ['2022-06-14T18:00', '2022-06-15T12:00'])).toEqual([
      '2022-06-14T18:00 – 2022-06-15T12:00',
      '2022-06-15T12:00 – 2022-06-15T14:00',
    ])
  })
})

test.each([
  ['2022-06-14T10:00', '2022-06-14T12:00'],
  ['2022-06-14T22:00', '2022-06-15T02:00'],
  ['2022-06-14T23:00', '2022-06-15T06:00'],
])('a meeting from %s to %s is one', (start, end) => {
  expect(hoursOf(start, end)).toEqual([`${start} – ${end}`])
})

describe('the days that people were told', () => {
  const day = (date: string, from = '09:00', until = '17:00') => ({ start: `2022-06-${date}T${from}`, end: `2022-06-${date}T${until}` })
  const told = [day('14'), day('15')]

  test.each([
    ['a day begins earlier', [day('14'), day('15', '08:30')]],
    ['a day ends later', [day('14', '09:00', '17:15'), day('15')]],
    ['a day is new', [day('14'), day('15'), day('16')]],
    ['a day is gone', [day('14')]],
    ['all move by a day', [day('15'), day('16')]],
  ])('mislead if %s', (_, days) => expect(misleads(told, days)).toBe(true))

  test('do not if they are the same or get shorter, nor for an event on one day', () => {
    expect([misleads(told, told), misleads(told, [day('14'), day('15', '10:00', '12:00')])]).toEqual([false, false])
    expect([misleads(undefined, undefined), misleads(told, undefined), misleads(undefined, told)]).toEqual([false, false, false])
  })
})
