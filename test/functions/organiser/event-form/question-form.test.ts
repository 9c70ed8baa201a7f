import { describe, expect, test } from '@jest/globals'
import { eventFormView } from '../../../../functions/organiser/event-form/event-form-view.ts'
import { eventInputFromForm, formField, formLine } from '../../../../functions/organiser/event-form/form-codec.ts'
import { formFromEvent, newEventForm } from '../../../../functions/organiser/event-form/form-values.ts'
import { blankQuestion, type QuestionFormValues } from '../../../../functions/organiser/event-form/question-values.ts'
import { rearranged } from '../../../../functions/organiser/event-form/rearranging.ts'
import { fieldProblems } from '../../../../shared/domain/basics/field-problem.ts'
import { eventInputSchema } from '../../../../shared/domain/event/input.ts'
import { makeStoredEvent } from '../../../make/stored-event.ts'
import { mainOf, postedForm, staffPage, textsIn } from '../../../views/staff/page.ts'

const option = (id: string, label: string) => ({ id, label })

const event = makeStoredEvent({
  attendeeTypes: [option('speaker', 'Speaker'), option('guest', 'Guest of "ours"')],
  questions: [
    { id: 'talk', type: 'text', label: 'Title of the talk', required: true, rows: 1, when: { question: 'attendeeType', is: ['speaker'] } },
    {
      id: 'meal',
      type: 'choice',
      label: 'Meal?',
      required: false,
      help: 'Hot.',
      options: [option('a', 'Meat'), option('b', 'Vegan, hot')],
    },
    { id: 'why', type: 'text', label: 'Why?', required: false, rows: 6, when: { question: 'meal', is: ['a', 'b'] } },
    { id: 'tours', type: 'choices', label: 'Tours', required: false, options: [option('t', 'Town')], max: 1 },
    { id: 'guests', type: 'number', label: 'Guests', required: false, min: -1, max: 5 },
    { id: 'day', type: 'date', label: 'Day', required: true, min: '2022-05-01' },
    { id: 'slides', type: 'file', label: 'Slides', required: false },
  ],
  changesUntil: '2022-05-10T18:00',
})

const page = (values = formFromEvent(event)) => mainOf(eventFormView(staffPage(), { values, problems: [], event }))

/** What is saved when these questions are submitted for an event that asks `before`. */
const saved = async (questions: readonly Partial<QuestionFormValues>[], before = event) => {
  const values = { ...formFromEvent(event), questions: questions.map((question) => ({ ...blankQuestion, ...question })) }
  return eventInputSchema.safeParse(eventInputFromForm(postedForm(await page(values)), before), { reportInput: true })
}

const problemsOf = async (questions: readonly Partial<QuestionFormValues>[]) => {
  const parsed = await saved(questions)
  const problems = parsed.success ? [] : fieldProblems(parsed.error)
  return problems.map(({ field, code }) => [code, formField(field), formLine(field)])
}

describe('the questions of the event form', () => {
  test('stay the same when shown in a browser and saved unchanged', async () => {
    const input = eventInputSchema.parse(eventInputFromForm(postedForm(await page()), event))
    expect(input.questions).toStrictEqual(event.questions)
    expect([input.attendeeTypes, input.changesUntil]).toStrictEqual([event.attendeeTypes, event.changesUntil])
  })

  test('get ids from their labels, and keep them when reworded', async () => {
    const first = await saved([{ label: 'Meal?', type: 'choice', options: 'Meat\nVegan' }, { label: 'Meal?' }])
    const ids = first.data?.questions.map(({ id }) => id) ?? []
    expect(ids).toStrictEqual(['meal', 'meal-2'])
    const reworded = await saved([{ id: 'meal', label: 'Which meal?', type: 'choice', options: 'Meat\nVegan' }])
    expect(reworded.data?.questions.map(({ id, label }) => [id, label])).toStrictEqual([['meal', 'Which meal?']])
  })

  test('keep an option’s id while its words stay; a reworded option is a new one', async () => {
    const changed = await saved([{ id: 'meal', label: 'Meal?', type: 'choice', options: 'VEGAN, hot\nFish\n\nMeat and rice' }])
    expect(changed.data?.questions).toMatchObject([
      { options: [option('b', 'VEGAN, hot'), option('fish', 'Fish'), option('meat-and-rice', 'Meat and rice')] },
    ])
  })

  test('can change type under the same id', async () => {
    const changed = await saved([{ id: 'meal', label: 'Meal?', type: 'number', options: 'Meat\nVegan', min: '2', max: '' }])
    expect(changed.data?.questions).toStrictEqual([{ id: 'meal', label: 'Meal?', type: 'number', required: false, min: 2 }])
  })

  test('are left out if blank', async () => {
    expect((await saved([{}, { label: 'Why?' }, { type: 'choice', whenQuestion: 'meal' }])).data?.questions).toHaveLength(1)
  })

  test('have problems shown at the control, and at its line', async () => {
    expect(await problemsOf([{ label: 'Meal?', type: 'choice', options: 'Meat' }])).toStrictEqual([
      ['too-few-choices', 'questions.0.options', undefined],
    ])
    expect(await problemsOf([{ help: 'x' }])).toStrictEqual([['required', 'questions.0.label', undefined]])
    expect(await problemsOf([{ label: 'x', type: 'number', min: 'few', max: '3' }])).toStrictEqual([
      ['not-a-number', 'questions.0.min', undefined],
    ])
    const meal = { id: 'meal', label: 'Meal?', type: 'choice', options: 'Meat\nmeat' }
    expect(await problemsOf([meal])).toStrictEqual([['duplicate', 'questions.0.options', 2]])
    const asked = { ...meal, options: 'Meat\nVegan' }
    expect(await problemsOf([asked, { label: 'Why?', whenQuestion: 'meal', whenIs: 'Vegan\nFish' }])).toStrictEqual([
      ['condition', 'questions.1.whenIs', 2],
    ])
    expect(await problemsOf([asked, { label: 'Why?', whenQuestion: 'meal' }])).toStrictEqual([
      ['too-few-choices', 'questions.1.whenIs', undefined],
    ])
  })

  test.each([
    ['questions.1.when.question', 'questions.1.whenQuestion'],
    ['questions.12.id', 'questions.12.label'],
    ['questions.1', 'questions.1.label'],
    ['questions.1.options.0.label', 'questions.1.options'],
    ['questions', 'questions'],
    ['attendeeTypes.1.id', 'attendeeTypes'],
  ])('the path "%s" is shown at "%s"', (path, control) => {
    expect(formField(path)).toBe(control)
  })
})

describe('the buttons of the question editor', () => {
  const labels = (again: ReturnType<typeof rearranged>) => again?.values.questions.map(({ label }) => label)

  test('"Add a question" shows a blank one and jumps to it', async () => {
    const again = rearranged(postedForm(await page(), 'add-question'))
    expect([again?.values.questions.at(-1), again?.focus]).toStrictEqual([blankQuestion, 'questions.7'])
    const main = await mainOf(eventFormView(staffPage(), { problems: [], event, values: newEventForm(), ...again }))
    expect(main).toMatch(/<details [^>]*id="questions\.7" tabindex="-1" open data-focus>/)
  })

  test('a new, unsaved question can be the condition of the next one', async () => {
    const values = { ...newEventForm(), questions: [{ ...blankQuestion, label: 'Meal?', type: 'choice', options: 'A\nB' }] }
    const again = rearranged(postedForm(await page(values), 'add-question'))
    const main = await page(again?.values)
    const select = /<select id="questions\.1\.whenQuestion".*?<\/select>/s.exec(main)?.[0] ?? ''
    expect(textsIn(select, 'option')).toStrictEqual(['No condition: ask everyone', 'Types of attendees', 'Meal?'])
  })

  test('"Remove" removes only that one, "Move up" swaps it with the one before', async () => {
    const [first, second, ...others] = event.questions.map(({ label }) => label)
    const removed = rearranged(postedForm(await page(), 'remove-question.1'))
    expect([labels(removed), removed?.focus]).toStrictEqual([[first, ...others], 'questions'])
    expect(labels(rearranged(postedForm(await page(), 'move-question.1')))).toStrictEqual([second, first, ...others])
    expect(labels(rearranged(postedForm(await page(), 'move-question.6')))?.slice(-2)).toStrictEqual(['Slides', 'Day'])
  })

  test.each(['move-question.0', 'move-question.9', 'remove-question.7'])('the unknown button "%s" saves the form', async (action) => {
    expect(rearranged(postedForm(await page(), action))).toBeUndefined()
  })
})
