import { describe, expect, test } from '@jest/globals'
import { check } from '../../../shared/domain/basics/check.ts'
import { fieldProblems } from '../../../shared/domain/basics/field-problem.ts'
import { cancelled, inputOf, isPublic, revise, slugOf } from '../../../shared/domain/event/event.ts'
import { eventInputAt, eventInputSchema } from '../../../shared/domain/event/input.ts'
import { patched } from '../../../shared/domain/event/patch.ts'
import { isInProgress, registrationState } from '../../../shared/domain/event/registration-window.ts'
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

describe('times that no calendar can show', () => {
  const hold = { label: 'Police', places: 1, until: '2022-05-01T10:00' }
  const whole = {
    ...makeEventInput({ capacity: 5, sessions: [], holds: [] }),
    registrationOpens: '2022-04-20T10:00',
    registrationCloses: '2022-05-16T10:00',
    changesUntil: '2022-05-16T10:00',
  }
  const refused = (overrides: object): readonly string[] => {
    const checked = check(eventInputAt(now), { ...whole, sessions: [session], holds: [hold], ...overrides })
    return checked.ok ? [] : checked.problems.map(({ field, code, limit }) => [field, code, limit].join(' ').trim())
  }

  test('are refused in every field, by name', () => {
    expect(refused({})).toEqual([])
    expect(refused({ start: '0795-01-01T10:00' })).toEqual(['start wall-time'])
    expect(refused({ end: '9999-12-31T10:00' })).toEqual(['end wall-time'])
    expect(refused({ start: '1969-12-31T23:59', end: '1969-12-31T23:59' })).toEqual(
      expect.arrayContaining(['start too-early 1970', 'end end-before-start']),
    )
    for (const field of ['registrationOpens', 'registrationCloses', 'changesUntil']) {
      expect(refused({ [field]: '1969-12-31T10:00' })).toContain(`${field} too-early 1970`)
      expect(refused({ [field]: '2032-04-01T09:01' })).toContainEqual(expect.stringMatching(`^${field} `))
      expect(refused({ [field]: '0795-12-31T10:00' })).toEqual([`${field} wall-time`])
    }
    expect(refused({ holds: [{ ...hold, until: '2040-01-01T00:00' }] })).toEqual(['holds.0.until too-far-ahead 10'])
    expect(refused({ holds: [{ ...hold, until: '1901-01-01T00:00' }] })).toEqual(['holds.0.until too-early 1970'])
    expect(refused({ sessions: [{ ...session, start: '1950-01-01T00:00' }] })).toEqual(['sessions.0.start session-outside-event'])
  })

  test('begin ten years from now, to the minute', () => {
    const at = (start: string, end: string) =>
      refused({ start, end, sessions: [], registrationOpens: undefined, registrationCloses: undefined, changesUntil: undefined })
    expect(at('2032-04-01T08:00', '2032-04-01T09:00')).toEqual([])
    expect(at('2032-04-01T08:00', '2032-04-01T09:01')).toEqual(['end too-far-ahead 10'])
  })

  test('are those of an event of more than 31 days', () => {
    expect(refused({ end: '2022-06-17T10:00' })).toEqual([])
    expect(refused({ end: '2022-06-17T10:01' })).toEqual(['end event-too-long 31'])
    expect(refused({ end: '2031-06-17T10:01' })).toEqual(['end event-too-long 31'])
  })
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

test('an event is in progress from its start to its end, unless it was cancelled', () => {
  const event = makeStoredEvent()
  const at = ['2022-05-17T07:59:59.999Z', '2022-05-17T08:00:00.000Z', '2022-05-17T09:59:59.999Z', '2022-05-17T10:00:00.000Z']
  expect(at.map((moment) => isInProgress(event, moment))).toEqual([false, true, true, false])
  expect(at.map((moment) => isInProgress(cancelled(event, now), moment))).toEqual([false, false, false, false])
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
