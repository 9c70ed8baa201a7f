import { suppressBelow } from '../../domain/feedback/summary.ts'
import { responseInputSchema } from '../../domain/feedback/survey.ts'
import { responseOutput, summaryOutput, surveyOutput } from '../feedback.ts'
import { answers, type DescribedOperation, takes } from './described-operation.ts'

const overall = { id: 'overall', type: 'rating', label: 'How would you rate the event overall?' } as const
const change = { id: 'change', type: 'text', label: 'What should we change?' } as const

export const feedbackOperations = {
  getSurvey: {
    summary: 'Get the survey of an event',
    description: 'Returns the questions asked after the event, in the language of the request.',
    answers: answers(200, 'The questions', surveyOutput, {
      questions: [
        { ...overall, required: true },
        { ...change, required: false },
      ],
    }),
  },
  respond: {
    summary: 'Give feedback',
    description:
      'Takes the answers of one person, by the token of the link in the survey e-mail, which works once. Nothing joins them to that person.',
    takes: takes(responseInputSchema, {
      token: 'uG5yT0eXb1q7Zk2mN8sLrA.1.Yk3sQ8mVd2nR6tXw9bLf0A',
      answers: { overall: 4, usefulness: 5, recommend: 9, change: 'More time for questions.' },
    }),
    answers: answers(201, 'The answers were received', responseOutput, { status: 'received' }),
    faults: ['not-found', 'state-conflict', 'gone'],
  },
  getSummary: {
    summary: 'Get the summary of an event',
    description: `Returns figures about an event and its feedback. The steering group may read every event, organisers their own. Nothing is told about a question that fewer than ${suppressBelow} people answered.`,
    answers: answers(200, 'The summary', summaryOutput, {
      registered: 46,
      confirmed: 40,
      waitlisted: 2,
      cancelled: 4,
      responses: 18,
      responseRate: 0.45,
      recommendationScore: 44,
      questions: [
        { ...overall, answers: 18, mean: 4.22, distribution: { 1: 0, 2: 1, 3: 2, 4: 7, 5: 8 } },
        { ...change, answers: 3, withheld: true },
      ],
    }),
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>
