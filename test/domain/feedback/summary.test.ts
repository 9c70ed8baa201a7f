import { describe, expect, test } from '@jest/globals'
import { responseIncrements, summarise, tallySchema } from '../../../shared/domain/feedback/summary.ts'
import { answersSchema, surveyTemplate } from '../../../shared/domain/feedback/survey.ts'

const tallyOf = (scores: readonly number[], comments: number) => {
  const answers: Record<string, number> = { 'change=answered': comments }
  for (const score of scores) {
    for (const [name, amount] of responseIncrements({ recommend: score })) {
      if (name.startsWith('answers.')) answers[name.slice(8)] = (answers[name.slice(8)] ?? 0) + amount
    }
  }
  return tallySchema.parse({ registered: 12, confirmed: 10, waitlisted: 0, cancelled: 2, responses: scores.length, answers })
}

const comments = new Map([['change', ['More time', 'Nothing']]])
const question = (summary: ReturnType<typeof summarise>, id: string) => summary.questions.find((each) => each.id === id)

describe('a summary', () => {
  test('shows mean, distribution and recommendation score from five answers', () => {
    const summary = summarise(surveyTemplate, tallyOf([10, 9, 8, 6, 0], 0), comments)
    expect(question(summary, 'recommend')).toEqual({
      id: 'recommend',
      type: 'recommendation',
      answers: 5,
      mean: 6.6,
      distribution: { 0: 1, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 1, 7: 0, 8: 1, 9: 1, 10: 1 },
    })
    expect(summary.recommendationScore).toBe(0)
    expect(summary.responseRate).toBe(0.5)
  })

  test('shows nothing about a question with fewer answers, not even how many', () => {
    const summary = summarise(surveyTemplate, tallyOf([10, 10, 10, 10], 4), comments)
    expect(question(summary, 'recommend')).toEqual({ id: 'recommend', type: 'recommendation', withheld: true })
    expect(question(summary, 'change')).toEqual({ id: 'change', type: 'text', withheld: true })
    expect(summary.recommendationScore).toBeUndefined()
  })

  test('withholds comments if there are too few of them, however many ratings there are', () => {
    const summary = summarise(surveyTemplate, tallyOf([10, 10, 10, 10, 10, 10], 2), comments)
    expect(question(summary, 'change')).toEqual({ id: 'change', type: 'text', withheld: true })
    expect(question(summarise(surveyTemplate, tallyOf([10, 10, 10, 10, 10, 10], 5), comments), 'change')?.texts).toEqual([
      'More time',
      'Nothing',
    ])
  })

  test('of an event without registrations has no response rate', () => {
    expect(summarise(surveyTemplate, tallySchema.parse({}), new Map()).responseRate).toBe(0)
  })
})

test('answers must be within their scales, and to questions that were asked', () => {
  const schema = answersSchema(surveyTemplate)
  const good = { overall: 1, usefulness: 5, recommend: 0 }
  const wrong = [
    { overall: 6 },
    { overall: 2.5 },
    { recommend: 11 },
    { recommend: '9' },
    { change: ' ' },
    { unknown: 1 },
    { usefulness: undefined },
  ]
  expect(schema.safeParse(good).success).toBe(true)
  expect(wrong.filter((answers) => schema.safeParse({ ...good, ...answers }).success)).toEqual([])
})
