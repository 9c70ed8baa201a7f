import { expect, test } from '@jest/globals'
import { adviceOn } from '../../../shared/domain/event/overlooked.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'

type Fields = Parameters<typeof makeStoredEvent>[0]

// Norway celebrates the 17th.
const day = { start: '2022-05-18T10:00', end: '2022-05-18T12:00' }
const longBefore = '2022-03-01T09:00:00.000Z'
const codes = (fields: Fields = {}, now = longBefore) => adviceOn(makeStoredEvent({ ...day, ...fields }), now).map(({ code }) => code)

test('an event that needs nothing gets no advice', () => {
  expect(codes()).toEqual([])
})

test('a venue without a limit and a conference without sessions are worth a look; online events need neither', () => {
  expect(codes({ format: 'in-person', venue: 'Town hall', capacity: undefined })).toEqual(['no-limit'])
  expect(codes({ format: 'online', capacity: undefined })).toEqual([])
  expect(codes({ kind: 'conference' })).toEqual(['no-programme'])
})

test('times that have passed are told: the start, the end of registration, a reminder', () => {
  expect(codes({}, '2022-05-18T09:00:00.000Z')).toEqual(['begun'])
  expect(codes({ registrationCloses: '2022-05-10T12:00' }, '2022-05-11T09:00:00.000Z')).toEqual(['registration-closed'])
  expect(adviceOn(makeStoredEvent({ ...day, reminders: ['P1D', 'PT1H'] }), '2022-05-17T20:00:00.000Z')).toEqual([
    { code: 'late-reminders', offsets: ['P1D'] },
  ])
})

test('clashes in the programme are counted', () => {
  const session = (id: string) => ({
    id,
    title: id,
    kind: 'talk' as const,
    start: '2022-05-18T10:00',
    end: '2022-05-18T11:00',
    room: 'A',
    speakers: [],
    choose: false,
  })
  const advice = adviceOn(makeStoredEvent({ ...day, sessions: [session('one'), session('two')] }), longBefore)
  expect(advice).toEqual([{ code: 'clashes', count: 1 }])
})

test('each day of an event that is a public holiday somewhere in Europe is told with its countries', () => {
  const advice = adviceOn(makeStoredEvent({ start: '2022-07-20T10:00', end: '2022-07-21T16:00' }), longBefore)
  expect(advice).toEqual([{ code: 'holiday', day: '2022-07-21', countries: ['BE'] }])
})
