import { describe, expect, test } from '@jest/globals'
import { type FieldProblem, problemCodes } from '../../shared/domain/basics/field-problem.ts'
import { type FormProblem, sayApiProblem, sayProblem } from '../../shared/texts/field-words.ts'
import { loadTexts } from '../../shared/texts/texts.ts'

const [en, fr] = [await loadTexts('en'), await loadTexts('fr')]

describe('a form says what to do, in the field’s words', () => {
  test.each<[Omit<FormProblem, 'field'>, string, string]>([
    [{ code: 'required' }, 'Enter your name', 'Saisissez votre nom'],
    [{ code: 'too-long', limit: 200 }, 'Your name must be 200 characters or fewer', 'Votre nom\u00a0: ne dépassez pas 200 caractères'],
    [{ code: 'too-long', limit: 3, items: true }, 'Your name: no more than 3 allowed', 'Votre nom\u00a0: 3 au maximum'],
    [
      { code: 'too-early', limit: 1970 },
      'Your name must be in the year 1970 or later',
      'Votre nom\u00a0: choisissez une date à partir de l’année 1970',
    ],
    [{ code: 'required', line: 2 }, 'Line 2: Enter your name', 'Ligne 2\u00a0: Saisissez votre nom'],
  ])('%p', (problem, english, french) => {
    const said = [en, fr].map((texts) => sayProblem(texts, { ...problem, field: 'name' }, texts.fields.name))
    expect(said).toEqual([english, french])
  })

  test('names the part of the form before the line', () => {
    const problem = { field: 'speakers', code: 'required', line: 3 } as const
    expect(sayProblem(en, problem, { label: 'Speakers', missing: 'Enter a name', part: 'Session 2' })).toBe(
      'Session 2: Line 3: Enter a name',
    )
  })

  test('uses a separate subject if the label is not one', () => {
    const problem = { field: 'answers.meal', code: 'not-a-number' } as const
    expect(sayProblem(en, problem, { label: 'How many?', subject: 'Your answer to “How many?”' })).toBe(
      'Your answer to “How many?” must be a whole number, such as 30',
    )
  })

  test('names the durations that the rules allow', () => {
    expect(sayProblem(en, { field: 'reminders.0', code: 'duration' }, { label: 'Reminder 1' })).toBe(
      'Reminder 1 must be 5 to 180 minutes, 1 to 72 hours or 1 to 30 days',
    )
  })

  test('uses the singular for one taken place', () => {
    const problem = { field: 'capacity', code: 'below-given', limit: 1 } as const
    expect(sayProblem(en, problem, { label: 'Places' })).toMatch(/^1 place is already taken or offered\./)
  })
})

describe('the API names fields by path and values as in JSON', () => {
  test.each<[FieldProblem, string]>([
    [{ field: 'people.0.name', code: 'required' }, 'people.0.name is required'],
    [{ field: 'start', code: 'wall-time' }, 'start must be a local date and time such as 2022-04-26T10:00'],
    [{ field: 'consent', code: 'consent' }, 'consent must be true, to confirm agreement to the privacy notice'],
    [{ field: '', code: 'invalid' }, 'body must be in the expected format'],
  ])('%p', (problem, said) => {
    expect(sayApiProblem(en, problem)).toBe(said)
  })
})

test.each([en, fr])('every problem is worded without a final full stop', (texts) => {
  const said = problemCodes.flatMap((code) => [
    sayProblem(texts, { field: 'name', code }, texts.fields.name),
    sayApiProblem(texts, { field: 'name', code }),
  ])
  expect(said.filter((sentence) => /\.$|undefined/.test(sentence))).toEqual([])
})
