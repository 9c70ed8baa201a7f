import { describe, expect, test } from '@jest/globals'
import { clashesIn } from '../../../shared/domain/event/clashes.ts'
import { type StoredSession, storedSessionSchema } from '../../../shared/domain/event/fields.ts'

const session = (id: string, start: string, end: string, more: object = {}): StoredSession =>
  storedSessionSchema.parse({ id, title: id, start: `2022-06-14T${start}`, end: `2022-06-14T${end}`, ...more })

const event = { timeZone: 'Europe/Brussels', format: 'in-person', capacity: 100, rooms: [{ name: 'Salon', capacity: 40 }] } as const
const planned = (sessions: StoredSession[], more: object = {}) => clashesIn({ ...event, rooms: [...event.rooms], sessions, ...more })
const clashes = (...sessions: StoredSession[]) => planned(sessions)

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

  test('a session with more places than its room', () => {
    const inSalon = (more: object) => session('one', '10:00', '12:00', { room: 'salon', ...more })
    expect(clashes(inSalon({ capacity: 41 }))).toEqual([{ code: 'more-places-than-room', sessions: ['one'], room: 'salon' }])
    expect(clashes(inSalon({ capacity: 40 }), session('two', '13:00', '14:00', { room: 'Hall', capacity: 90 }))).toEqual([])
  })

  test('a session without a limit in a room that is smaller than the event', () => {
    const open = session('one', '10:00', '12:00', { room: 'Salon' })
    const codes = (more: object, one = open) => planned([one], more).map(({ code }) => code)
    expect(codes({})).toEqual(['room-smaller-than-event'])
    expect(codes({ capacity: 40 })).toEqual([])
    expect(codes({ format: 'hybrid', inPersonPlaces: 40 })).toEqual([])
    expect(codes({ format: 'hybrid', inPersonPlaces: 60 })).toEqual(['room-smaller-than-event'])
    // Without a limit for the event, whoever does not choose may be anywhere.
    expect(codes({ capacity: undefined })).toEqual([])
    expect(codes({ capacity: undefined }, { ...open, choose: true })).toEqual(['no-limit-in-room'])
  })

  test('a long session clashes with each short one beside it', () => {
    const long = session('long', '09:00', '17:00', { room: 'A' })
    const short = ['10', '12', '14'].map((hour) => session(`at-${hour}`, `${hour}:00`, `${hour}:30`, { room: 'A' }))
    expect(clashes(...short, long).map(({ sessions }) => sessions)).toEqual(short.map(({ id }) => ['long', id]))
  })
})
