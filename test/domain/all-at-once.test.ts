import { describe, expect, test } from '@jest/globals'
import type * as z from 'zod'
import { chosenLettersInput } from '../../shared/api/letters.ts'
import { check } from '../../shared/domain/basics/check.ts'
import { checkSeries } from '../../shared/domain/event/dates.ts'
import { eventInputSchema } from '../../shared/domain/event/input.ts'
import { checkPattern } from '../../shared/domain/event/planned-dates.ts'
import { proposalInputAt } from '../../shared/domain/proposal/input.ts'
import { markingsSchema } from '../../shared/domain/registration/attendance.ts'
import { groupRegistrationInputSchema } from '../../shared/domain/registration/group.ts'
import { makeEventInput, now } from '../make/programme.ts'

const problems = (schema: z.ZodType, value: unknown): readonly string[] => {
  const checked = check(schema, value)
  return checked.ok ? [] : checked.problems.map(({ field, code }) => `${field} ${code}`).toSorted()
}

describe('what is wrong is told at once, not one thing after the other', () => {
  const event = (overrides: object) => problems(eventInputSchema, { ...makeEventInput(), ...overrides })

  test('a time zone that does not exist, and times that do not fit each other', () => {
    expect(event({ timeZone: 'Brussels', end: '2022-05-17T09:00', changesUntil: '2022-05-18T10:00' })).toEqual([
      'changesUntil after-the-end',
      'end end-before-start',
      'timeZone time-zone',
    ])
  })

  test('a session that nobody can read, and others outside the event or ending before they start', () => {
    const at = (start: string, end: string) => ({ title: 'Cases', start: `2022-05-17T${start}`, end: `2022-05-17T${end}` })
    const sessions = [{ ...at('10:00', '11:00'), start: 'ten' }, at('11:00', '10:30'), at('09:00', '13:00'), null]
    expect(event({ sessions })).toEqual([
      'sessions.0.start wall-time',
      'sessions.1.end end-before-start',
      'sessions.2.end session-outside-event',
      'sessions.2.start session-outside-event',
      'sessions.3 required',
    ])
  })

  test('an end before the start, and sessions that end before they start, or registration that closes before it opens', () => {
    const sessions = [{ title: 'Cases', start: '2022-05-17T11:00', end: '2022-05-17T10:30' }]
    const window = { registrationOpens: '2022-05-10T10:00', registrationCloses: '2022-05-01T10:00' }
    expect(event({ end: '2022-05-17T09:00', sessions, ...window })).toEqual([
      'end end-before-start',
      'registrationOpens opens-after-close',
      'sessions.0.end end-before-start',
    ])
  })

  test('a group of places without a name, and more of them than the event has', () => {
    const holds = [
      { label: '', places: 3, until: '2022-05-01T10:00' },
      { label: 'Police', places: 3, until: '2022-05-01T10:00' },
    ]
    expect(event({ capacity: 5, holds })).toEqual(['holds holds-exceed-capacity', 'holds.0.label required'])
  })

  test('a question without a text, and others with the same id or a condition on nothing; not one on what cannot be read', () => {
    const text = { type: 'text', required: false }
    const questions = [
      { ...text, id: 'one', label: '' },
      { ...text, id: 'two', label: 'Two' },
      { ...text, id: 'two', label: 'Two again', when: { question: 'two', is: ['a'] } },
      { ...text, id: 'four', label: 'Four', when: { question: 'one', is: ['a'] } },
    ]
    expect(event({ questions })).toEqual(['questions.0.label required', 'questions.2.id duplicate', 'questions.2.when.question condition'])
  })

  test('a reminder that is no duration, and one that is there twice', () => {
    expect(event({ reminders: ['soon', 'P1D', 'P1D'] })).toEqual(['reminders.0 duration', 'reminders.2 duplicate'])
  })

  test('an address twice in a group, and whatever else is wrong with its people', () => {
    const person = { name: 'Ana', email: 'ana@one.example' }
    const group = { organisation: '', country: 'FR', role: 'procurer', people: [person, person, { name: '', email: 'no address' }] }
    expect(problems(groupRegistrationInputSchema, group)).toEqual([
      'consent consent',
      'organisation required',
      'people.1.email duplicate',
      'people.2.email email',
      'people.2.name required',
    ])
  })

  test('a proposal without a title, with a zone that does not exist, and with impossible dates', () => {
    const preferredDates = [{ start: '2021-05-17T10:00', end: '2021-05-17T09:00' }, { start: 'soon' }]
    expect(problems(proposalInputAt(now), { timeZone: 'Brussels', preferredDates })).toEqual(
      expect.arrayContaining([
        'preferredDates.0.end end-before-start',
        'preferredDates.0.start in-the-past',
        'preferredDates.1.end required',
        'preferredDates.1.start wall-time',
        'timeZone time-zone',
        'title required',
      ]),
    )
  })

  test('a registration marked twice, and a mark that does not exist', () => {
    const marks = [{ id: 'a', mark: 'late' }, { id: 'a', mark: 'absent' }, null]
    expect(problems(markingsSchema, { marks })).toEqual(['marks duplicate', 'marks.0.mark not-one-of', 'marks.2 required'])
    expect(problems(markingsSchema, { marks: [{ id: 5, mark: 'absent', minutes: 5 }] })).toEqual([
      'marks.0.id not-text',
      'marks.0.minutes unknown-field',
    ])
  })

  test('replies chosen in two ways at once, of which one is wrong', () => {
    expect(problems(chosenLettersInput, { ids: [], sameSenderAs: 'a' })).toEqual([' required', 'ids too-few-choices'])
    expect(problems(chosenLettersInput, { ids: 'a', sameSenderAs: 'a' })).toEqual([' required', 'ids invalid'])
    expect(problems(chosenLettersInput, { ids: 'a' })).toEqual(['ids invalid'])
  })

  test('a pattern of dates that misses one part, has a wrong one, and others that do not fit each other', () => {
    const wrong = (pattern: object) => {
      const checked = checkPattern(pattern, now)
      return checked.ok ? [] : checked.problems.map(({ field, code }) => `${field} ${code}`).toSorted()
    }
    const dates = { start: '2022-05-17T10:00', end: '2022-05-17T09:00' }
    expect(wrong(dates)).toEqual(['count required', 'end end-before-start', 'repeat required'])
    expect(wrong({ ...dates, count: 3, until: 'soon', every: 0 })).toEqual([
      'end end-before-start',
      'every too-small',
      'repeat required',
      'until day',
    ])
    expect(wrong({ start: '2099-05-17T10:00', end: 'later', until: '2022-05-01' })).toEqual([
      'end wall-time',
      'repeat required',
      'start too-far-ahead',
      'until end-before-start',
    ])
  })

  test('a series without a title, with a date that ends before it starts and another twice', () => {
    const { start: _, end: __, ...whole } = makeEventInput()
    const date = { start: '2022-05-17T10:00', end: '2022-05-17T12:00' }
    const dates = [date, { ...date, end: '2022-05-17T09:00' }, { start: 'soon', end: date.end }]
    const checked = checkSeries({ ...whole, title: '', dates }, now)
    expect(checked.ok ? [] : checked.problems.map(({ field, code }) => `${field} ${code}`).toSorted()).toEqual([
      'dates.1.end end-before-start',
      'dates.1.start duplicate',
      'dates.2.start wall-time',
      'title required',
    ])
  })

  test('a series with dates of which something cannot be read', () => {
    const { start: _, end: __, ...whole } = makeEventInput()
    const date = { start: '2022-05-17T10:00', end: '2022-05-17T12:00' }
    const dates = [
      date,
      { ...date, end: 'late' },
      { start: '2022-05-18T10:00', end: '2022-05-18T09:00', colour: 'red' },
      { start: '2099-05-18T10:00', title: 5 },
    ]
    const checked = checkSeries({ ...whole, registrationCloses: 'soon', dates }, now)
    expect(checked.ok ? [] : checked.problems.map(({ field, code }) => `${field} ${code}`).toSorted()).toEqual([
      'dates.1.end wall-time',
      'dates.1.start duplicate',
      'dates.2.colour unknown-field',
      'dates.2.end end-before-start',
      'dates.3.end required',
      'dates.3.start too-far-ahead',
      'dates.3.title not-text',
      'registrationCloses wall-time',
    ])
  })
})
