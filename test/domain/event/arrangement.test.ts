import { describe, expect, test } from '@jest/globals'
import { nextTimes, onDay, placedAt, withStep } from '../../../shared/domain/event/arrangement.ts'
import type { StoredSession } from '../../../shared/domain/event/fields.ts'
import { allDays } from '../../../shared/domain/event/programme-days.ts'

const dayChanges = 4
const makeSession = (id: string, start: string, end: string, more: Partial<StoredSession> = {}): StoredSession => ({
  id,
  title: id,
  kind: 'talk',
  start,
  end,
  speakers: [],
  choose: false,
  ...more,
})
const timesOf = (sessions: readonly StoredSession[]): Readonly<Record<string, string>> =>
  Object.fromEntries(sessions.map(({ id, start, end }) => [id, `${start.slice(8)}–${end.slice(8)}`]))

const opening = makeSession('opening', '2022-06-14T09:00', '2022-06-14T10:00', { room: 'A' })
const coffee = makeSession('coffee', '2022-06-14T10:00', '2022-06-14T10:30')
const dinner = makeSession('dinner', '2022-06-14T23:00', '2022-06-15T01:00')
const nightcap = makeSession('nightcap', '2022-06-15T01:00', '2022-06-15T02:00')
const second = makeSession('second', '2022-06-15T09:00', '2022-06-15T10:00', { room: 'A' })
const sessions = [opening, coffee, dinner, nightcap, second]
const conference = { start: '2022-06-14T09:00', end: '2022-06-16T02:00', sessions }

describe('moving a session in a programme', () => {
  test('what follows moves along until the programme’s day ends, also after midnight, and no further', () => {
    expect(timesOf(withStep(sessions, opening, { step: 'longer', minutes: 15, following: true, dayChanges }))).toEqual({
      opening: '14T09:00–14T10:15',
      coffee: '14T10:15–14T10:45',
      dinner: '14T23:15–15T01:15',
      nightcap: '15T01:15–15T02:15',
      second: '15T09:00–15T10:00',
    })
  })

  test('one placed at another time is as long as before, in the room that is said, or else where it was', () => {
    const at = '2022-06-15T23:30'
    expect(placedAt(opening, at)).toEqual({ ...opening, start: at, end: '2022-06-16T00:30' })
    expect([placedAt(opening, at, 'B').room, placedAt(coffee, at, 'B').room]).toEqual(['B', 'B'])
    expect(placedAt(opening, at, '')).not.toHaveProperty('room')
  })

  test('one alone leaves the others where they are', () => {
    const moved = timesOf(withStep(sessions, coffee, { step: 'earlier', minutes: 30, following: false, dayChanges }))
    expect(moved).toEqual({ ...timesOf(sessions), coffee: '14T09:30–14T10:00' })
  })

  test.each([
    [second, '2022-06-14', '14T09:00–14T10:00'],
    [dinner, '2022-06-15', '15T23:00–16T01:00'],
    [nightcap, '2022-06-14', '15T01:00–15T02:00'],
    [nightcap, '2022-06-15', '16T01:00–16T02:00'],
  ])('another day keeps the time of day, and the end of the evening: %#', (session, day, times) => {
    expect(Object.values(timesOf([onDay(session, day, dayChanges)]))).toEqual([times])
  })
})

describe('the days of a programme', () => {
  test('include those without sessions; a night belongs to the day before', () => {
    expect(allDays(conference, dayChanges)).toEqual(['2022-06-14', '2022-06-15'])
    expect(allDays({ start: '2022-06-14T09:00', end: '2022-06-15T04:00' }, dayChanges)).toEqual(['2022-06-14'])
    expect(allDays({ start: '2022-06-14T09:00', end: '2022-06-15T04:01' }, dayChanges)).toEqual(['2022-06-14', '2022-06-15'])
  })

  test('a session added to an empty day begins there as the event does, not before it', () => {
    const empty = { ...conference, sessions: [opening] }
    expect(nextTimes(empty, '2022-06-15', undefined, dayChanges)).toEqual({ start: '2022-06-15T09:00', end: '2022-06-15T09:30' })
  })

  test('one added to a day begins where its room, or everyone, is free', () => {
    const inB = makeSession('b', '2022-06-14T10:00', '2022-06-14T12:00', { room: 'B' })
    const planned = { ...conference, sessions: [opening, coffee, inB] }
    expect(nextTimes(planned, '2022-06-14', 'A', dayChanges).start).toBe('2022-06-14T10:30')
    expect(nextTimes(planned, '2022-06-14', undefined, dayChanges).start).toBe('2022-06-14T12:00')
  })
})
