import { describe, expect, test } from '@jest/globals'
import { dealWith, knowsAlready, markOf, nextDue, scheduledMails } from '../../../shared/domain/automatic-mails/due-mails.ts'
import { fieldProblems } from '../../../shared/domain/basics/field-problem.ts'
import { cancelled, type Event, inputOf, revise, withHandled } from '../../../shared/domain/event/event.ts'
import { eventInputSchema } from '../../../shared/domain/event/input.ts'
import { makeEventInput } from '../../make/programme.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'

const longAgo = '2022-03-03T09:00:00.000Z'

/** Published long before its start, so that nothing has passed yet. */
const event = (overrides: Parameters<typeof makeStoredEvent>[0] = {}): Event => makeStoredEvent(overrides)

const changed = (before: Event, overrides: object, now: string): Event =>
  revise(before, eventInputSchema.parse({ ...inputOf(before), ...overrides }), now)

/** What the clock does at each of these instants, in order: `P1D begun`, `PT1H missed late`. */
const ticks = (start: Event, ...instants: readonly string[]): { said: readonly string[]; event: Event } => {
  let current = start
  const said: string[] = []
  for (const now of instants) {
    const handled = dealWith(current, now)
    said.push(...handled.map((mail) => [mail.offset, mail.state, ...(mail.state === 'missed' ? [mail.reason] : [])].join(' ')))
    current = withHandled(current, handled)
  }
  return { said, event: current }
}

const dues = (overrides: Parameters<typeof makeStoredEvent>[0]) =>
  scheduledMails(event(overrides)).map(({ offset, dueAt }) => [offset, dueAt])

describe('with default settings', () => {
  test('people are reminded a day and an hour before, asked for feedback half an hour after the end, and again three days later', () => {
    expect(dues({})).toEqual([
      ['P1D', '2022-05-16T08:00:00.000Z'],
      ['PT1H', '2022-05-17T07:00:00.000Z'],
      ['PT30M', '2022-05-17T10:30:00.000Z'],
      ['P3D', '2022-05-20T10:30:00.000Z'],
    ])
  })
})

describe('when the clocks change, a day before is the same wall time, and hours are elapsed hours', () => {
  const at = (timeZone: string, start: string, end: string, reminders: string[]) =>
    dues({ timeZone, start, end, reminders, surveyReminder: 'never' }).slice(0, reminders.length)

  test('in Brussels in autumn', () => {
    expect(at('Europe/Brussels', '2026-10-25T09:00', '2026-10-25T12:00', ['P1D', 'PT24H', 'PT8H'])).toEqual([
      ['P1D', '2026-10-24T07:00:00.000Z'],
      ['PT24H', '2026-10-24T08:00:00.000Z'],
      ['PT8H', '2026-10-25T00:00:00.000Z'],
    ])
  })
  test('in Brussels in spring', () => {
    expect(at('Europe/Brussels', '2027-03-28T09:00', '2027-03-28T12:00', ['P1D', 'PT24H'])).toEqual([
      ['PT24H', '2027-03-27T07:00:00.000Z'],
      ['P1D', '2027-03-27T08:00:00.000Z'],
    ])
  })
  test('in Lisbon, an hour behind Brussels', () => {
    expect(at('Europe/Lisbon', '2026-10-26T09:00', '2026-10-26T12:00', ['P2D', 'P1D'])).toEqual([
      ['P2D', '2026-10-24T08:00:00.000Z'],
      ['P1D', '2026-10-25T09:00:00.000Z'],
    ])
  })
  test('in Kolkata, where they never change', () => {
    expect(at('Asia/Kolkata', '2026-10-26T09:00', '2026-10-26T12:00', ['P1D', 'PT24H', 'PT30M'])).toEqual([
      ['P1D', '2026-10-25T03:30:00.000Z'],
      ['PT24H', '2026-10-25T03:30:00.000Z'],
      ['PT30M', '2026-10-26T03:00:00.000Z'],
    ])
  })
  test('a time skipped on the day before becomes the one that the clocks jump to', () => {
    expect(at('Europe/Brussels', '2027-03-29T02:30', '2027-03-29T05:00', ['P1D'])).toEqual([['P1D', '2027-03-28T01:30:00.000Z']])
  })
  test('a time that occurs twice on the day before means the first', () => {
    expect(at('Europe/Brussels', '2026-10-26T02:30', '2026-10-26T05:00', ['P1D'])).toEqual([['P1D', '2026-10-25T00:30:00.000Z']])
  })
  test('three days after the survey, across the change, is the same time of day', () => {
    const autumn = { timeZone: 'Europe/Brussels', start: '2026-10-23T10:00', end: '2026-10-23T12:00', reminders: [] }
    expect(dues(autumn)).toEqual([
      ['PT30M', '2026-10-23T10:30:00.000Z'],
      ['P3D', '2026-10-26T11:30:00.000Z'],
    ])
  })
})

describe('a clock that is on time', () => {
  test('begins each mail once, in order, and has nothing to do in between', () => {
    const { said, event: after } = ticks(
      event(),
      '2022-05-16T07:59:59.999Z',
      '2022-05-16T08:00:00.000Z',
      '2022-05-16T08:01:00.000Z',
      '2022-05-17T07:00:30.000Z',
      '2022-05-17T10:30:10.000Z',
      '2022-05-20T10:30:00.000Z',
      '2022-05-20T10:30:10.000Z',
      '2030-01-01T00:00:00.000Z',
    )
    expect(said).toEqual(['P1D begun', 'PT1H begun', 'PT30M begun', 'P3D begun'])
    expect(nextDue(after)).toBeUndefined()
  })

  test('is told when to come next', () => {
    const start = event()
    const first = ticks(start, '2022-05-16T08:00:00.000Z').event
    expect([start, first].map(nextDue)).toEqual(['2022-05-16T08:00:00.000Z', '2022-05-17T07:00:00.000Z'])
  })
})

describe('a clock that is late', () => {
  test.each([
    ['within a third of its time, still reminds', '2022-05-16T16:00:00.000Z', ['P1D begun']],
    ['after that, does not', '2022-05-16T16:00:00.001Z', ['P1D missed late']],
    ['after the start, reminds of nothing', '2022-05-17T08:00:00.000Z', ['P1D missed late', 'PT1H missed late']],
    ['within a week after the end, asks for feedback', '2022-05-24T10:30:00.000Z', ['P1D missed late', 'PT1H missed late', 'PT30M begun']],
    ['after that, asks nobody', '2022-05-24T10:30:00.001Z', ['P1D missed late', 'PT1H missed late', 'PT30M missed late']],
  ])('%s', (_, now, said) => expect(ticks(event(), now).said).toEqual(said))

  test('sends one reminder if two are due', () => {
    const two = event({ reminders: ['PT2H', 'PT90M'] })
    expect(ticks(two, '2022-05-17T06:35:00.000Z').said).toEqual(['PT2H missed overtaken', 'PT90M begun'])
  })

  test('sends no reminder for a survey that was not sent', () => {
    expect(ticks(event({ reminders: [] }), '2022-06-17T10:00:00.000Z', '2022-06-17T10:01:00.000Z').said).toEqual([
      'PT30M missed late',
      'P3D missed not-asked',
    ])
  })

  test('sends the survey reminder three days after the survey was actually sent', () => {
    const { event: asked, said } = ticks(event({ reminders: [] }), '2022-05-21T08:00:00.000Z')
    expect([said, nextDue(asked)]).toEqual([['PT30M begun'], '2022-05-24T08:00:00.000Z'])
  })
})

describe('an event that moves', () => {
  const nextDay = { start: '2022-05-18T10:00', end: '2022-05-18T12:00' }

  test('before a reminder was sent moves the reminder too', () => {
    const moved = changed(event(), nextDay, longAgo)
    expect(nextDue(moved)).toBe('2022-05-17T08:00:00.000Z')
    expect(ticks(moved, '2022-05-16T08:00:00.000Z', '2022-05-17T08:00:00.000Z').said).toEqual(['P1D begun'])
  })

  test('after a reminder was sent has another for the new start', () => {
    const { event: reminded } = ticks(event(), '2022-05-16T08:00:00.000Z')
    const moved = changed(reminded, nextDay, '2022-05-16T09:00:00.000Z')
    expect(ticks(moved, '2022-05-17T08:00:00.000Z', '2022-05-18T07:00:00.000Z').said).toEqual(['P1D begun', 'PT1H begun'])
  })

  test('and moves back does not remind people twice of one start', () => {
    const { event: reminded } = ticks(event(), '2022-05-16T08:00:00.000Z')
    const there = changed(reminded, nextDay, '2022-05-16T09:00:00.000Z')
    const back = changed(there, { start: '2022-05-17T10:00', end: '2022-05-17T12:00' }, '2022-05-16T10:00:00.000Z')
    expect(ticks(back, '2022-05-16T10:01:00.000Z', '2022-05-17T07:00:00.000Z').said).toEqual(['PT1H begun'])
  })

  test('to a time too near for a reminder marks it as missed, as the update says the same', () => {
    const moved = changed(event(), { start: '2022-05-11T10:00', end: '2022-05-11T12:00' }, '2022-05-10T20:00:00.000Z')
    expect(moved.handledMails).toEqual([
      {
        kind: 'reminder',
        offset: 'P1D',
        anchor: '2022-05-11T08:00:00.000Z',
        dueAt: '2022-05-10T08:00:00.000Z',
        at: '2022-05-10T20:00:00.000Z',
        state: 'missed',
        reason: 'passed',
      },
    ])
    expect(nextDue(moved)).toBe('2022-05-11T07:00:00.000Z')
  })

  test('without changing its time leaves a reminder due right now to the clock', () => {
    const renamed = changed(event(), { title: 'Another title' }, '2022-05-16T08:00:30.000Z')
    expect(ticks(renamed, '2022-05-16T08:01:00.000Z').said).toEqual(['P1D begun'])
  })

  test('after its survey was sent has no second survey', () => {
    const { event: asked } = ticks(event({ reminders: [], surveyReminder: 'never' }), '2022-05-17T10:30:00.000Z')
    const moved = changed(asked, nextDay, '2022-05-17T10:40:00.000Z')
    expect([moved.handledMails.length, nextDue(moved)]).toEqual([1, undefined])
  })
})

test('an event that is cancelled, or was never published, has nothing due', () => {
  const draft: Event = { ...event(), status: 'draft' }
  expect([cancelled(event(), longAgo), draft].map((each) => [nextDue(each), dealWith(each, '2022-05-17T10:30:00.000Z')])).toEqual([
    [undefined, []],
    [undefined, []],
  ])
})

test('people who register shortly before a reminder do not need it', () => {
  const day = { anchor: '2022-05-17T08:00:00.000Z', dueAt: '2022-05-16T08:00:00.000Z' }
  const hour = { ...day, dueAt: '2022-05-17T07:00:00.000Z' }
  const at = (registeredAt: string, mail: typeof day) => knowsAlready({ registeredAt }, mail)
  expect([at('2022-05-16T06:00:00.000Z', day), at('2022-05-16T06:00:00.001Z', day)]).toEqual([false, true])
  expect([at('2022-05-17T06:45:00.000Z', hour), at('2022-05-17T06:45:00.001Z', hour)]).toEqual([false, true])
})

test('each reminder of each start has its own mark; surveys share one', () => {
  const anchor = '2022-05-17T08:00:00.000Z'
  const marks = [
    markOf({ kind: 'reminder', offset: 'P1D', anchor }),
    markOf({ kind: 'reminder', offset: 'PT1H', anchor }),
    markOf({ kind: 'reminder', offset: 'P1D', anchor: '2022-05-18T08:00:00.000Z' }),
    markOf({ kind: 'survey', offset: 'PT30M', anchor }),
    markOf({ kind: 'survey', offset: 'PT1H', anchor: '2022-05-18T08:00:00.000Z' }),
  ]
  expect(marks).toEqual(['P1D_202205170800', 'PT1H_202205170800', 'P1D_202205180800', '0', '0'])
})

test('an organiser may set up to four reminders, none, and times that make sense', () => {
  const problems = (overrides: object): readonly string[] => {
    const parsed = eventInputSchema.safeParse({ ...makeEventInput(), ...overrides }, { reportInput: true })
    return parsed.success ? [] : fieldProblems(parsed.error).map(({ field, code }) => `${field} ${code}`)
  }
  expect(problems({ reminders: ['P30D', 'PT72H', 'PT180M', 'PT5M'] })).toEqual([])
  expect(problems({ reminders: [], surveyReminder: 'never' })).toEqual([])
  expect(problems({ reminders: ['P31D', 'PT73H', 'PT181M', 'PT4M'] })).toEqual([0, 1, 2, 3].map((index) => `reminders.${index} duration`))
  expect(problems({ reminders: ['P1D', 'P1D'] })).toEqual(['reminders.1 duplicate'])
  expect(problems({ reminders: ['P5D', 'P4D', 'P3D', 'P2D', 'P1D'] })).toEqual(['reminders too-long'])
  expect(problems({ surveyAfter: 'soon', surveyReminder: 'P0D' })).toEqual(['surveyAfter duration', 'surveyReminder duration'])
})
