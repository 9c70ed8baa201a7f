import { expect, test } from '@jest/globals'
import { groupsAt, isAskedForFeedback, isInGroup } from '../../../shared/domain/mail/organiser-message.ts'
import { type Attendance, markingsSchema, takesAttendance } from '../../../shared/domain/registration/attendance.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'

const startsAt = '2022-05-17T08:00:00.000Z'
const endsAt = '2022-05-17T10:00:00.000Z'
const everyGroup = groupsAt({ startsAt, endsAt, status: 'published', format: 'online', sessions: [] }, endsAt)
const [before, after] = ['2022-05-17T07:59:59.999Z', '2022-06-01T08:00:00.000Z']

test('people can be marked from the start of an event that was not cancelled, with no time limit', () => {
  const at = (status: 'draft' | 'published' | 'cancelled') =>
    [before, startsAt, after].map((now) => takesAttendance({ status, startsAt }, now))
  expect([at('draft'), at('published'), at('cancelled')]).toEqual([
    [false, false, false],
    [false, true, true],
    [false, false, false],
  ])
})

test('nobody has attended before the start, and nobody has been asked before the end', () => {
  expect(
    [before, startsAt, endsAt].map((now) => groupsAt({ status: 'published', format: 'online', startsAt, endsAt, sessions: [] }, now)),
  ).toEqual([['confirmed', 'waitlisted'], ['confirmed', 'waitlisted', 'attended', 'absent'], everyGroup])
})

test('people at a hybrid event are also written to by how they take part, or if they have not said', () => {
  const hybrid = groupsAt({ status: 'published', format: 'hybrid', startsAt, endsAt, sessions: [] }, before)
  expect(hybrid).toEqual(['confirmed', 'in-person', 'online', 'not-said', 'waitlisted'])
  const groupsOf = (more: Pick<Registration, 'status' | 'participation'>) =>
    hybrid.filter((group) => isInGroup(group, { sessions: [], ...more }))
  expect([
    groupsOf({ status: 'confirmed', participation: 'in-person' }),
    groupsOf({ status: 'confirmed', participation: 'online' }),
    groupsOf({ status: 'confirmed' }),
    groupsOf({ status: 'waitlisted', participation: 'online' }),
  ]).toEqual([['confirmed', 'in-person'], ['confirmed', 'online'], ['confirmed', 'not-said'], ['waitlisted']])
})

const marked = (mark: Attendance['mark']): Pick<Registration, 'attendance'> => ({ attendance: { mark, markedAt: startsAt } })

test.each([
  [{ status: 'confirmed' }, ['confirmed', 'not-answered'], true],
  [{ status: 'confirmed', answered: true }, ['confirmed'], false],
  [{ status: 'confirmed', ...marked('attended') }, ['confirmed', 'attended', 'not-answered'], true],
  [{ status: 'confirmed', ...marked('absent') }, ['confirmed', 'absent', 'not-answered'], false],
  [{ status: 'confirmed', answered: true, ...marked('attended') }, ['confirmed', 'attended'], false],
  [{ status: 'cancelled', ...marked('attended') }, [], false],
  [{ status: 'waitlisted' }, ['waitlisted'], false],
  [{ status: 'pending' }, [], false],
] as const)('a person with %j is in the groups %j, and is asked for feedback: %j', (registration, groups, asked) => {
  expect(everyGroup.filter((group) => isInGroup(group, { sessions: [], ...registration }))).toEqual(groups)
  expect(isAskedForFeedback(registration)).toBe(asked)
})

test.each([
  ['minutes of somebody absent', [{ id: 'a', mark: 'absent', minutes: 5 }]],
  ['minutes of nobody knows whom', [{ id: 'a', mark: null, minutes: 5 }]],
  ['less than no minutes', [{ id: 'a', mark: 'attended', minutes: -1 }]],
  ['a part of a minute', [{ id: 'a', mark: 'attended', minutes: 1.5 }]],
  ['more than a week', [{ id: 'a', mark: 'attended', minutes: 10_081 }]],
  ['a mark that there is not', [{ id: 'a', mark: 'late' }]],
  [
    'a person twice',
    [
      { id: 'a', mark: 'attended' },
      { id: 'a', mark: 'absent' },
    ],
  ],
  ['nobody', []],
  ['too many', Array.from({ length: 201 }, (_, index) => ({ id: String(index), mark: 'attended' }))],
])('the API does not accept %s', (_, marks) => {
  expect(markingsSchema.safeParse({ marks }).success).toBe(false)
})

test('the API accepts minutes, and removes marks', () => {
  const marks = [
    { id: 'a', mark: 'attended', minutes: 0 },
    { id: 'b', mark: 'absent' },
    { id: 'c', mark: null },
  ]
  expect(markingsSchema.parse({ marks })).toEqual({ marks })
})

const declined = { answer: 'declined', at: '2022-05-01T10:00:00.000Z', sequence: 0, stamp: '2022-05-01T10:00:00.000Z' } as const
const attended = { mark: 'attended', markedAt: '2022-05-17T12:00:00.000Z' } as const

test.each([
  ['declined', { calendarAnswer: declined }, false],
  ['declined, before the invitation changed', { calendarAnswer: declined, sequence: 2 }, false],
  ['declined, but they came', { calendarAnswer: declined, attendance: attended }, true],
  ['declined, but they kept the place', { calendarAnswer: { ...declined, keptAt: '2022-05-02T10:00:00.000Z' } }, true],
  ['declined in somebody else’s calendar', { calendarAnswer: { ...declined, otherAddress: true } }, true],
  ['accepted', { calendarAnswer: { ...declined, answer: 'accepted' } }, true],
  ['said nothing', {}, true],
] as const)('somebody whose calendar %s is thanked and asked for feedback only if they seem to have come', (_what, about, asked) => {
  expect(isAskedForFeedback({ status: 'confirmed', ...about })).toBe(asked)
})
