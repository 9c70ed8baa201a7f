import { describe, expect, test } from '@jest/globals'
import { clashesIn } from '../../../shared/domain/event/clashes.ts'
import { type StoredSession, storedSessionSchema } from '../../../shared/domain/event/fields.ts'

const session = (id: string, start: string, end: string, more: object = {}): StoredSession =>
  storedSessionSchema.parse({ id, title: id, start: `2022-06-14T${start}`, end: `2022-06-14T${end}`, ...more })

const clashes = (...sessions: StoredSession[]) => clashesIn({ sessions, timeZone: 'Europe/Brussels', capacity: 100 })

describe('clashes in a programme', () => {
  test('two sessions in one room at the same time, however the room is written', () => {
    const one = session('one', '10:00', '11:00', { room: 'Room A' })
    expect(clashes(one, session('two', '10:59', '12:00', { room: ' room  a' }))).toEqual([
      { code: 'same-room', sessions: ['one', 'two'], room: 'Room A' },
    ])
    expect(clashes(one, session('two', '11:00', '12:00', { room: 'Room A' }))).toEqual([])
    expect(clashes(one, session('two', '10:00', '11:00', { room: 'Room B' }))).toEqual([])
  })

  test('somebody who speaks in one and chairs another', () => {
    const one = session('one', '10:00', '12:00', { speakers: [{ name: 'Ana Silva', organisation: 'Ministry' }, { name: 'Bo' }] })
    expect(clashes(session('two', '11:00', '11:30', { chair: { name: 'ANA  Silva' } }), one)).toEqual([
      { code: 'same-people', sessions: ['one', 'two'], people: ['Ana Silva'] },
    ])
  })

  test('a session with more places than the event', () => {
    expect(clashes(session('one', '10:00', '12:00', { capacity: 101 }))).toEqual([{ code: 'more-places-than-event', sessions: ['one'] }])
    expect(clashes(session('one', '10:00', '12:00', { capacity: 100 }))).toEqual([])
  })

  test('a long session clashes with each short one beside it', () => {
    const long = session('long', '09:00', '17:00', { room: 'A' })
    const short = ['10', '12', '14'].map((hour) => session(`at-${hour}`, `${hour}:00`, `${hour}:30`, { room: 'A' }))
    expect(clashes(...short, long).map(({ sessions }) => sessions)).toEqual(short.map(({ id }) => ['long', id]))
  })
})
