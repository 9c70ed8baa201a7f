import { describe, expect, test } from '@jest/globals'
import { fieldProblems } from '../../../shared/domain/basics/field-problem.ts'
import { eventInputSchema } from '../../../shared/domain/event/input.ts'
import { answersCloseAt } from '../../../shared/domain/registration-form/form.ts'
import { idFrom } from '../../../shared/domain/registration-form/question.ts'
import { makeEventInput } from '../../make/programme.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'

const problemsOf = (overrides: object): readonly string[] => {
  const parsed = eventInputSchema.safeParse({ ...makeEventInput(), ...overrides }, { reportInput: true })
  return parsed.success ? [] : fieldProblems(parsed.error).map(({ field, code }) => `${field} ${code}`)
}

const meal = {
  id: 'meal',
  type: 'choice',
  label: 'Which meal?',
  options: [
    { id: 'meat', label: 'Meat' },
    { id: 'vegan', label: 'Vegan' },
  ],
}
const sauce = { id: 'sauce', type: 'text', label: 'Which sauce?', when: { question: 'meal', is: ['meat'] } }
const speaker = { id: 'speaker', label: 'Speaker' }

describe('the questions of an event', () => {
  test('may depend on earlier ones and on the kind of attendee', () => {
    expect(problemsOf({ questions: [meal, sauce] })).toEqual([])
    const asked = { ...sauce, when: { question: 'attendeeType', is: ['speaker'] } }
    expect(problemsOf({ attendeeTypes: [speaker], questions: [asked] })).toEqual([])
  })

  test('cannot depend on later ones, on themselves, on texts, or on missing options', () => {
    expect(problemsOf({ questions: [sauce, meal] })).toEqual(['questions.0.when.question condition'])
    expect(problemsOf({ questions: [{ ...meal, when: { question: 'meal', is: ['meat'] } }] })).toEqual([
      'questions.0.when.question condition',
    ])
    expect(problemsOf({ questions: [meal, { ...sauce, id: 'salt', when: { question: 'meal', is: ['meat', 'fish'] } }] })).toEqual([
      'questions.1.when.is.1 condition',
    ])
    expect(problemsOf({ questions: [{ ...sauce, when: { question: 'attendeeType', is: ['speaker'] } }] })).toEqual([
      'questions.0.when.question condition',
    ])
    const onText = { ...meal, id: 'dessert', when: { question: 'sauce', is: ['mustard'] } }
    expect(problemsOf({ questions: [meal, sauce, onText] })).toEqual(['questions.2.when.question condition'])
  })

  test('have unique ids, and so have options', () => {
    expect(problemsOf({ questions: [meal, meal] })).toEqual(['questions.1.id duplicate'])
    expect(problemsOf({ questions: [{ ...meal, options: [...meal.options, { id: 'vegan', label: 'Again' }] }] })).toEqual([
      'questions.0.options.2.id duplicate',
    ])
    expect(problemsOf({ attendeeTypes: [speaker, speaker] })).toEqual(['attendeeTypes.1.id duplicate'])
  })

  test('have options, and limits that can be met', () => {
    expect(problemsOf({ questions: [{ ...meal, options: meal.options.slice(1) }] })).toEqual(['questions.0.options too-few-choices'])
    const number = { id: 'age', type: 'number', label: 'Age' }
    expect(problemsOf({ questions: [{ ...number, min: 5, max: 4 }] })).toEqual(['questions.0.max max-below-min'])
    expect(problemsOf({ questions: [{ ...number, type: 'date', min: '2022-02-30' }] })).toEqual(['questions.0.min day'])
    expect(problemsOf({ questions: [{ ...number, type: 'riddle' }] })).toEqual(['questions.0.type invalid'])
    expect(problemsOf({ questions: Array.from({ length: 31 }, (_, index) => ({ ...number, id: `q${index}` })) })).toEqual([
      'questions too-long',
    ])
  })

  test('are checked against each other even if something else is wrong with the event', () => {
    expect(problemsOf({ title: '', questions: [sauce] })).toEqual(['title required', 'questions.0.when.question condition'])
  })

  test.each(['__proto__', 'constructor', 'attendeeType', 'Meal', '', 'a b', 'a.b', '-a', 'x'.repeat(61)])(
    'cannot have the id "%s"',
    (id) => {
      expect(problemsOf({ questions: [{ ...sauce, when: undefined, id }] })).toHaveLength(1)
    },
  )
})

describe('an id made from a label', () => {
  test('is readable in any script', () => {
    const labels = ['Do you eat meat?', 'Ядете ли месо?', 'Φαγητό', '食事は？', 'Élève № 1', '---', 'constructor', 'x'.repeat(300)]
    expect(labels.map((label) => idFrom(label, []))).toEqual([
      'do-you-eat-meat',
      'ядете-ли-месо',
      'φαγητό',
      '食事は',
      'élève-1',
      'x-2',
      'constructor-2',
      'x'.repeat(50),
    ])
  })

  test('differs from those already taken', () => {
    expect(idFrom('Meal', ['meal', 'meal-2'])).toBe('meal-3')
  })
})

describe('the deadline for changes', () => {
  test('is the start, or the time that the organiser sets in the event’s zone', () => {
    expect(answersCloseAt(makeStoredEvent())).toBe('2022-05-17T08:00:00.000Z')
    expect(answersCloseAt(makeStoredEvent({ changesUntil: '2022-05-10T18:00' }))).toBe('2022-05-10T16:00:00.000Z')
  })

  test('is a time that exists, before the end', () => {
    expect(problemsOf({ changesUntil: '2022-03-27T02:30' })).toEqual(['changesUntil wall-time-skipped'])
    expect(problemsOf({ changesUntil: '2022-05-17T12:01' })).toEqual(['changesUntil after-the-end'])
    expect(problemsOf({ changesUntil: 'soon' })).toEqual(['changesUntil wall-time'])
  })
})
