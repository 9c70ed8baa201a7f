import { describe, expect, test } from '@jest/globals'
import { shownDays } from '../../../shared/domain/event/daily-hours.ts'
import { type Event, type EventInput, inputOf, mayBeQuiet, revise } from '../../../shared/domain/event/event.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'

const session = (id: string, start: string, end: string): EventInput['sessions'][number] => ({
  id,
  title: id,
  kind: 'talk',
  start: `2022-06-${start}`,
  end: `2022-06-${end}`,
  speakers: [],
  choose: false,
})

const conference = (...sessions: EventInput['sessions']): Event =>
  makeStoredEvent({ kind: 'conference', start: '2022-06-14T09:00', end: '2022-06-16T17:00', sessions })

const now = '2022-05-01T09:00:00.000Z'
const changed = (event: Event, change: Partial<EventInput>): Event => revise(event, { ...inputOf(event), ...change }, now)
const told = (event: Event): readonly (string | number)[] => [
  event.revision,
  ...(shownDays(event) ?? []).map(({ start, end }) => `${start.slice(8)}–${end.slice(8)}`),
]

describe('everyone is told of a change of the programme', () => {
  test('if a day gets longer: planning within its hours concerns nobody', () => {
    const planned = changed(conference(), { sessions: [session('a', '14T10:00', '14T12:00'), session('b', '15T16:00', '15T17:00')] })
    expect(told(planned)).toEqual([0, '14T09:00–14T17:00', '15T09:00–15T17:00', '16T09:00–16T17:00'])
    const dinner = changed(planned, { sessions: [...inputOf(planned).sessions, session('dinner', '14T19:00', '14T22:00')] })
    expect([told(dinner), dinner.sessionRevisions]).toEqual([[1, '14T09:00–14T22:00', '15T09:00–15T17:00', '16T09:00–16T17:00'], undefined])
  })

  test('if a day goes or comes, but not if it only gets shorter', () => {
    const ends = [session('a', '14T10:00', '14T22:00'), session('z', '16T10:00', '16T12:00')]
    const three = conference(...ends, session('m', '15T10:00', '15T12:00'))
    const two = changed(three, { sessions: ends })
    expect(told(two)).toEqual([1, '14T09:00–14T22:00', '16T09:00–16T17:00'])
    expect(told(changed(two, { sessions: inputOf(three).sessions }))).toEqual([2, ...told(three).slice(1)])
    const shorter = changed(three, {
      sessions: inputOf(three).sessions.map((each) => (each.id === 'a' ? session('a', '14T10:00', '14T12:00') : each)),
    })
    expect(told(shorter)).toEqual(told(three))
    expect(told(changed(shorter, { title: 'Another title' }))).toEqual([1, '14T09:00–14T17:00', '15T09:00–15T17:00', '16T09:00–16T17:00'])
  })

  test('and it cannot be kept quiet', () => {
    const event = conference()
    const dinner = { ...inputOf(event), sessions: [session('dinner', '14T19:00', '14T22:00')] }
    expect([mayBeQuiet(event, dinner), mayBeQuiet(event, { ...dinner, sessions: [session('a', '14T10:00', '14T12:00')] })]).toEqual([
      false,
      true,
    ])
  })

  test('not while it is a draft', () => {
    const draft: Event = { ...conference(), status: 'draft', publishedAt: undefined, toldDays: undefined }
    expect(told(changed(draft, { sessions: [session('dinner', '14T19:00', '14T22:00')] }))[0]).toBe(0)
  })
})

test('an event that gets a single day shows no days any more, and days again once it is longer', () => {
  const one = changed(conference(), { end: '2022-06-14T17:00' })
  expect(told(one)).toEqual([1])
  expect(told(changed(one, { end: '2022-06-15T17:00' }))).toEqual([2, '14T09:00–14T17:00', '15T09:00–15T17:00'])
})

test('an event published before days were recorded shows them by its programme', () => {
  const { toldDays: _, ...before } = conference()
  expect(told(before)).toEqual(told(conference()))
})
