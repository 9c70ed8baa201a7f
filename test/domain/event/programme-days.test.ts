import { describe, expect, test } from '@jest/globals'
import { storedSessionSchema } from '../../../shared/domain/event/fields.ts'
import { nowAndNext } from '../../../shared/domain/event/programme-days.ts'

const zone = 'Europe/Brussels'
const session = (id: string, start: string, end: string) => storedSessionSchema.parse({ id, title: id, start, end })
const at = (sessions: readonly ReturnType<typeof session>[], now: string): readonly string[] => {
  const shown = nowAndNext(sessions, zone, `${now}:00.000Z`)
  return [shown.now, shown.next].map((each) => each.map(({ id }) => id).join(' '))
}

describe('what is on now and next', () => {
  const day = [
    session('opening', '2022-06-14T09:00', '2022-06-14T10:00'),
    session('a', '2022-06-14T10:00', '2022-06-14T11:00'),
    session('b', '2022-06-14T10:00', '2022-06-14T12:00'),
    session('dinner', '2022-06-14T23:00', '2022-06-15T01:00'),
    session('second', '2022-06-15T09:00', '2022-06-15T10:00'),
  ]

  test.each([
    ['2022-06-14T06:59', '', 'opening'],
    ['2022-06-14T07:00', 'opening', 'a b'],
    ['2022-06-14T08:00', 'a b', 'dinner'],
    ['2022-06-14T09:30', 'b', 'dinner'],
    ['2022-06-14T12:00', '', 'dinner'],
    ['2022-06-14T22:30', 'dinner', 'second'],
    ['2022-06-14T23:00', '', 'second'],
    ['2022-06-15T08:00', '', ''],
  ])('at %s, by the clocks of the event, also over midnight', (now, on, next) => expect(at(day, now)).toEqual([on, next]))

  test('is true in the hour that comes twice: sessions begin in the first one', () => {
    const night = [session('early', '2026-10-25T02:00', '2026-10-25T02:30'), session('late', '2026-10-25T03:00', '2026-10-25T04:00')]
    expect([
      at(night, '2026-10-25T00:10'),
      at(night, '2026-10-25T00:40'),
      at(night, '2026-10-25T01:10'),
      at(night, '2026-10-25T02:10'),
    ]).toEqual([
      ['early', 'late'],
      ['', 'late'],
      ['', 'late'],
      ['late', ''],
    ])
  })
})
