import { describe, expect, test } from '@jest/globals'
import { fieldProblems } from '../../../shared/domain/basics/field-problem.ts'
import { cancelled, inputOf, isPublic, revise, slugOf } from '../../../shared/domain/event/event.ts'
import { eventInputSchema } from '../../../shared/domain/event/input.ts'
import { patched } from '../../../shared/domain/event/patch.ts'
import { registrationState } from '../../../shared/domain/event/registration-window.ts'
import { makeEventInput } from '../../make/programme.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'

const now = '2022-04-01T09:00:00.000Z'

const problemsOf = (overrides: Record<string, unknown>): readonly string[] => {
  const parsed = eventInputSchema.safeParse({ ...makeEventInput(), ...overrides }, { reportInput: true })
  return parsed.success ? [] : fieldProblems(parsed.error).map(({ field, code }) => `${field} ${code}`)
}

const session = { title: 'Opening', start: '2022-05-17T10:00', end: '2022-05-17T10:30', speakers: [] }

describe('what an organiser says', () => {
  test('is refused if impossible', () => {
    expect(problemsOf({ end: '2022-05-17T10:00' })).toEqual(['end end-before-start'])
    expect(problemsOf({ start: '2022-03-27T02:30', end: '2022-03-27T05:00' })).toEqual(['start wall-time-skipped'])
    expect(problemsOf({ capacity: 0 })).toEqual(['capacity too-small'])
    expect(problemsOf({ capacity: 2.5 })).toEqual(['capacity not-a-number'])
    expect(problemsOf({ capacity: 'many' })).toEqual(['capacity not-a-number'])
    expect(problemsOf({ joinUrl: 'javascript:alert(1)' })).toEqual(['joinUrl url'])
    expect(problemsOf({ joinUrl: 'https://host:secret@meet.example/1' })).toEqual(['joinUrl url'])
    expect(problemsOf({ timeZone: 'Brussels' })).toEqual(['timeZone time-zone'])
    expect(problemsOf({ sessions: [{ ...session, end: '2022-05-17T13:00' }] })).toEqual(['sessions.0.end session-outside-event'])
    expect(problemsOf({ sessions: [session, { ...session, end: session.start }] })).toEqual(['sessions.1.end end-before-start'])
  })
})

test('all problems are reported together, with times and texts alike', () => {
  expect(problemsOf({ title: ' ', summary: undefined, end: '2022-05-17T09:00' })).toEqual([
    'title required',
    'summary required',
    'end end-before-start',
  ])
})

describe('a change of a published event', () => {
  test('raises the revision only if calendars must be updated', () => {
    const event = makeStoredEvent()
    const changed = (overrides: object) => revise(event, eventInputSchema.parse({ ...inputOf(event), ...overrides }), now)
    expect(changed({ summary: 'Other words.', capacity: 20 }).revision).toBe(0)
    expect(changed({ title: 'Another title' }).revision).toBe(1)
    const moved = changed({ start: '2022-05-18T10:00', end: '2022-05-18T12:00' })
    expect([moved.revision, moved.revisedAt, moved.startsAt]).toEqual([1, now, '2022-05-18T08:00:00.000Z'])
  })

  test('removes a field set to null, and leaves fields it does not name', () => {
    const input = makeEventInput({ capacity: 20 })
    const { capacity: _, ...rest } = input
    expect(patched(input, { capacity: null })).toEqual(rest)
  })
})

test('a cancelled event stays visible if it was public', () => {
  const event = cancelled(makeStoredEvent(), now)
  expect([isPublic(event), registrationState(event, now)]).toEqual([true, 'cancelled'])
})

test('registration is open from publication until the end', () => {
  const event = makeStoredEvent()
  expect(
    ['2022-04-01T00:00:00.000Z', '2022-05-17T09:59:59.999Z', '2022-05-17T10:00:00.000Z'].map((at) => registrationState(event, at)),
  ).toEqual(['open', 'open', 'finished'])
})

test('a URL can be made from any title', () => {
  expect(['Building Market Demand', 'Café & Élan: l’été', '安全', '---', 'x'.repeat(200)].map(slugOf)).toEqual([
    'building-market-demand',
    'cafe-elan-l-ete',
    'event',
    'event',
    'x'.repeat(80),
  ])
})
