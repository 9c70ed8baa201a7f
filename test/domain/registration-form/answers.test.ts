import { describe, expect, test } from '@jest/globals'
import { fieldProblems } from '../../../shared/domain/basics/field-problem.ts'
import { registrationAnswersSchema } from '../../../shared/domain/registration-form/answers.ts'
import { attendeeTypeLabel, givenAnswers } from '../../../shared/domain/registration-form/readable-answers.ts'
import { makeEventInput } from '../../make/programme.ts'

const option = (id: string) => ({ id, label: id.toUpperCase() })
const common = { label: 'A question', required: false }

const form = makeEventInput({
  attendeeTypes: [option('speaker'), option('participant')],
  questions: [
    { ...common, id: 'talk', type: 'text', rows: 1, required: true, when: { question: 'attendeeType', is: ['speaker'] } },
    { ...common, id: 'dinner', type: 'choice', required: true, options: [option('yes'), option('no')] },
    {
      ...common,
      id: 'diet',
      type: 'choices',
      max: 2,
      options: [option('vegan'), option('halal'), option('other')],
      when: { question: 'dinner', is: ['yes'] },
    },
    { ...common, id: 'which', type: 'text', rows: 4, required: true, when: { question: 'diet', is: ['other'] } },
    { ...common, id: 'guests', type: 'number', min: 0, max: 3 },
    { ...common, id: 'arrival', type: 'date', min: '2022-05-15', max: '2022-05-17' },
  ],
})

const parse = (given: unknown, asked = form) => registrationAnswersSchema(asked).safeParse(given, { reportInput: true })
const problemsOf = (given: unknown, asked = form): readonly string[] => {
  const parsed = parse(given, asked)
  return parsed.success ? [] : fieldProblems(parsed.error).map(({ field, code, limit }) => [field, code, limit].join(' ').trim())
}

const participant = { attendeeType: 'participant' }

describe('answers to the questions of an event', () => {
  test('are stored as given, multiple choices in the question’s order without duplicates', () => {
    const answers = { dinner: 'yes', diet: ['other', 'vegan', 'other'], which: 'No nuts\r\nplease', guests: 2, arrival: '2022-05-16' }
    const asked = makeEventInput({
      ...form,
      questions: form.questions.map((question) => (question.type === 'choices' ? { ...question, max: 3 } : question)),
    })
    expect(parse({ ...participant, answers }, asked).data).toEqual({
      ...participant,
      answers: { ...answers, diet: ['vegan', 'other'], which: 'No nuts\nplease' },
    })
  })

  test('are needed if required and asked', () => {
    expect(problemsOf({ answers: {} })).toEqual(['attendeeType required', 'answers.dinner required'])
    expect(problemsOf({ attendeeType: 'speaker' })).toEqual(['answers.talk required', 'answers.dinner required'])
    expect(problemsOf({ attendeeType: 'speaker', answers: { talk: ' ', dinner: '' } })).toEqual([
      'answers.talk required',
      'answers.dinner not-one-of',
    ])
  })

  test('are dropped if the question is not asked, also through chained conditions', () => {
    const answers = { talk: 'Mine', dinner: 'no', diet: ['other'], which: 'No nuts' }
    expect(parse({ ...participant, answers }).data).toEqual({ ...participant, answers: { dinner: 'no' } })
    expect(problemsOf({ ...participant, answers: { ...answers, diet: 'nonsense' } })).toEqual([])
    expect(problemsOf({ ...participant, answers: { dinner: 'yes', diet: ['other'] } })).toEqual(['answers.which required'])
    expect(problemsOf({ ...participant, answers: { dinner: 'yes', diet: [] } })).toEqual([])
  })

  test('are refused each with its own reason', () => {
    const answers = { dinner: 'perhaps', guests: 4, arrival: '2022-05-18' }
    expect(problemsOf({ attendeeType: 'boss', answers })).toEqual([
      'attendeeType not-one-of',
      'answers.dinner not-one-of',
      'answers.guests too-big 3',
      'answers.arrival day-outside',
    ])
    expect(problemsOf({ ...participant, answers: { dinner: 'no', guests: 1.5, arrival: 'tomorrow' } })).toEqual([
      'answers.guests not-a-number',
      'answers.arrival day',
    ])
    expect(problemsOf({ ...participant, answers: { dinner: 'yes', diet: ['vegan', 'fish'] } })).toEqual(['answers.diet not-one-of'])
    expect(problemsOf({ ...participant, answers: { dinner: 'yes', diet: ['vegan', 'halal', 'other'] } })).toEqual([
      'answers.diet too-long 2',
    ])
    expect(problemsOf({ attendeeType: 'speaker', answers: { dinner: 'no', talk: 'x'.repeat(301) } })).toEqual(['answers.talk too-long 300'])
    expect(problemsOf({ attendeeType: 'speaker', answers: { dinner: 'no', talk: 'a\nb' } })).toEqual(['answers.talk control-characters'])
  })

  test('to unknown questions are refused, whatever their ids', () => {
    const hostile: unknown = JSON.parse(
      '{"answers":{"dinner":"no","__proto__":{"x":1},"constructor":"x","toString":"x"},"attendeeType":"speaker"}',
    )
    expect(problemsOf(hostile)).toEqual([
      'answers.talk required',
      'answers.__proto__ unknown-field',
      'answers.constructor unknown-field',
      'answers.toString unknown-field',
    ])
    expect(problemsOf({ attendeeType: 'participant' }, makeEventInput())).toEqual(['attendeeType unknown-field'])
    expect(parse({}, makeEventInput()).data).toEqual({ answers: {} })
  })

  test.each(['text', 7, [], null])('must be an object, not %p', (answers) => {
    expect(problemsOf({ ...participant, answers })).toEqual(['answers invalid'])
  })

  test('contain no files, whose bytes travel separately', () => {
    const asked = makeEventInput({ questions: [{ ...common, id: 'slides', type: 'file', required: true }] })
    expect(parse({}, asked).data).toEqual({ answers: {} })
    expect(problemsOf({ answers: { slides: 'somebody-elses-file' } }, asked)).toEqual(['answers.slides unknown-field'])
  })
})

describe('stored answers', () => {
  test('are shown in the words of the form, and by their ids if it has changed', () => {
    const answers = { gone: 'x', diet: ['vegan', 'fish'], guests: 2, talk: ['once', 'a choice'] }
    expect(givenAnswers(form, { answers })).toEqual([
      { id: 'talk', label: 'A question', type: 'text', values: ['once', 'a choice'] },
      { id: 'diet', label: 'A question', type: 'choices', values: ['VEGAN', 'fish'] },
      { id: 'guests', label: 'A question', type: 'number', values: ['2'] },
      { id: 'gone', label: 'gone', values: ['x'] },
    ])
    expect(['speaker', 'guest', undefined].map((attendeeType) => attendeeTypeLabel(form, { attendeeType }))).toEqual([
      'SPEAKER',
      'guest',
      undefined,
    ])
  })
})

describe('how somebody takes part', () => {
  const hybrid = makeEventInput({ format: 'hybrid' })

  test('has to be said at a hybrid event', () => {
    expect(parse({ participation: 'online' }, hybrid).data).toEqual({ answers: {}, participation: 'online' })
    expect([problemsOf({}, hybrid), problemsOf({ participation: 'by-post' }, hybrid)]).toEqual([
      ['participation required'],
      ['participation not-one-of'],
    ])
  })

  test('is not asked at any other', () => {
    const asked = ['online', 'in-person'].map((format) => makeEventInput({ format: format === 'online' ? 'online' : 'in-person' }))
    expect(asked.map((each) => problemsOf({ participation: 'online' }, each))).toEqual([
      ['participation unknown-field'],
      ['participation unknown-field'],
    ])
    expect(parse({}, makeEventInput()).data).toEqual({ answers: {} })
  })
})
