import { describe, expect, test } from '@jest/globals'
import { check } from '../../../shared/domain/basics/check.ts'
import { type Answered, registrationAnswersSchema } from '../../../shared/domain/registration-form/answers.ts'
import type { RegistrationForm } from '../../../shared/domain/registration-form/form.ts'
import { answersAfter, notFitting, notShown, ownForm } from '../../../shared/domain/registration-form/own-form.ts'
import { formQuestionSchema } from '../../../shared/domain/registration-form/question.ts'

const option = (id: string) => ({ id, label: id.toUpperCase() })
const form = (attendeeTypes: readonly string[], ...questions: readonly object[]): RegistrationForm => ({
  attendeeTypes: attendeeTypes.map(option),
  questions: questions.map((question) => formQuestionSchema.parse({ label: 'A question', ...question })),
})
const choice = (id: string, ...options: readonly string[]) => ({ id, type: 'choice', options: options.map(option), required: true })
const text = (id: string, when?: object) => ({ id, type: 'text', ...(when === undefined ? {} : { when }) })

/** Diet with its misspelt option corrected, as well as the condition with it, and an attendee type renamed. */
const corrected = form(
  ['speaker', 'panellist'],
  choice('diet', 'vegetarian', 'meat'),
  text('allergies', { question: 'diet', is: ['vegetarian'] }),
  text('slides', { question: 'attendeeType', is: ['panellist'] }),
)
const stored: Answered = { attendeeType: 'pannelist', answers: { diet: 'vegeterian', allergies: 'Nuts', slides: 'Ten' } }

/** What a person's form says again if they change nothing in it, checked; null if something is asked for. */
const again = (asked: RegistrationForm, said: Answered): Answered | null => {
  const checked = check(registrationAnswersSchema(ownForm(asked, said)), said)
  return checked.ok ? checked.value : null
}

describe('after options, conditions and attendee types were corrected', () => {
  test('everything that the person said stays, and is offered as they said it', () => {
    expect(again(corrected, stored)).toEqual(stored)
    const { attendeeTypes, questions } = ownForm(corrected, stored, (id) => `${id} (earlier)`)
    const [diet] = questions
    expect([attendeeTypes.at(-1), diet?.type === 'choice' ? diet.options.at(-1) : undefined]).toEqual([
      { id: 'pannelist', label: 'pannelist (earlier)' },
      { id: 'vegeterian', label: 'vegeterian (earlier)' },
    ])
  })

  test('choosing the corrected option keeps what depends on it; another one drops it', () => {
    const outcome = (said: Answered) => {
      const checked = check(registrationAnswersSchema(ownForm(corrected, stored)), said)
      return checked.ok ? answersAfter(corrected, stored, checked.value) : null
    }
    expect(outcome({ attendeeType: 'panellist', answers: { ...stored.answers, diet: 'vegetarian' } })).toEqual({
      diet: 'vegetarian',
      allergies: 'Nuts',
      slides: 'Ten',
    })
    expect(outcome({ attendeeType: 'speaker', answers: { ...stored.answers, diet: 'meat' } })).toEqual({ diet: 'meat' })
  })

  test('somebody who never said so cannot choose what is no longer offered', () => {
    const other = { attendeeType: 'speaker', answers: { diet: 'meat' } }
    const said = { attendeeType: 'speaker', answers: { diet: 'vegeterian' } }
    expect(check(registrationAnswersSchema(ownForm(corrected, other)), said).ok).toBe(false)
  })
})

test('several choices stay, those removed among them', () => {
  const asked = form([], { id: 'tours', type: 'choices', options: [option('town'), option('museum')] })
  expect(again(asked, { answers: { tours: ['towm', 'museum'] } })).toEqual({ answers: { tours: ['museum', 'towm'] } })
})

test.each([
  ['a text became a number', { id: 'guests', type: 'number' }, 'two or three'],
  ['a text became a day', { id: 'guests', type: 'date' }, 'Monday'],
  ['a text became a file', { id: 'guests', type: 'file' }, 'see my CV'],
  ['choices became a text', { id: 'guests', type: 'text' }, ['a', 'b']],
] as const)('an answer that the form cannot show stays: %s', (_what, question, answer) => {
  const asked = form([], question)
  const before = { answers: { guests: typeof answer === 'string' ? answer : [...answer] } }
  const [shown, fitting] = [notShown(asked, before.answers), notFitting(asked, before.answers)]
  expect([shown, fitting]).toEqual([['guests'], ['guests']])
  expect(answersAfter(asked, before, { answers: {} }, shown)).toEqual(before.answers)
})

test('an answer that the form shows is gone once the person clears it', () => {
  const asked = form([], { id: 'guests', type: 'number', max: 3 }, text('notes'))
  const before = { answers: { guests: 9, notes: 'Hello' } }
  expect(answersAfter(asked, before, { answers: {} }, notShown(asked, before.answers))).toEqual({})
})

test('an answer stays if the organiser, not the person, is why its question does not apply', () => {
  const asked = form([], choice('comes', 'yes', 'no'), text('allergies', { question: 'comes', is: ['yes'] }), text('notes'))
  const before = { answers: { allergies: 'Nuts', gone: 'Once asked' } }
  expect(answersAfter(asked, before, { answers: { comes: 'no', notes: 'x' } })).toEqual({
    allergies: 'Nuts',
    gone: 'Once asked',
    comes: 'no',
    notes: 'x',
  })
  expect(answersAfter(asked, { answers: { ...before.answers, comes: 'yes' } }, { answers: { comes: 'no' } })).toEqual({
    gone: 'Once asked',
    comes: 'no',
  })
})
