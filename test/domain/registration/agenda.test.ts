import { describe, expect, test } from '@jest/globals'
import { storedSessionSchema } from '../../../shared/domain/event/fields.ts'
import { agendaOf } from '../../../shared/domain/registration/agenda.ts'

const session = (id: string, start: string, end: string, choose = true) =>
  storedSessionSchema.parse({ id, title: id.toUpperCase(), start, end, choose })

const sessions = [
  session('opening', '2022-06-14T09:00', '2022-06-14T10:00', false),
  session('a', '2022-06-14T10:00', '2022-06-14T12:00'),
  session('b', '2022-06-14T10:00', '2022-06-14T12:00'),
  session('dinner', '2022-06-15T00:30', '2022-06-15T02:00'),
  session('c', '2022-06-15T09:00', '2022-06-15T10:00'),
]

const shown = (planned: typeof sessions, chosen: string[], timeZone = 'Europe/Brussels') =>
  agendaOf({ sessions: planned, timeZone }, { sessions: chosen }, 4).map(({ day, sessions: ofDay }) => [
    day,
    ...ofDay.map((each) => [each.session.id, each.chosen, each.overlaps.map(({ id }) => id)]),
  ])

describe('somebody’s agenda', () => {
  test('has the sessions for everybody and those they chose, by day; after midnight it is still the day before', () => {
    expect(shown(sessions, ['a', 'dinner', 'c'])).toEqual([
      ['2022-06-14', ['opening', false, []], ['a', true, []], ['dinner', true, []]],
      ['2022-06-15', ['c', true, []]],
    ])
  })

  test('says which of their choices overlap after a move, and nothing of sessions that only touch', () => {
    const moved = sessions.map((each) => (each.id === 'c' ? session('c', '2022-06-14T11:00', '2022-06-14T13:00') : each))
    expect(shown(moved, ['a', 'c'])).toEqual([['2022-06-14', ['opening', false, []], ['a', true, ['c']], ['c', true, ['a']]]])
    expect(shown(sessions, ['a']).flat()).not.toContain('b')
  })

  test('compares instants where clocks change in between', () => {
    const night = [session('one', '2026-10-25T01:00', '2026-10-25T02:30'), session('two', '2026-10-25T03:00', '2026-10-25T04:00')]
    expect(shown(night, ['one', 'two'])).toEqual([['2026-10-24', ['one', true, []], ['two', true, []]]])
  })

  test('forgets a session that was removed', () => {
    expect(shown(sessions.slice(0, 1), ['a'])).toEqual([['2022-06-14', ['opening', false, []]]])
  })
})
