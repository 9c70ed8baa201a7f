import * as z from 'zod'
import { suppressBelow } from '../domain/feedback/summary.ts'
import { questionTypes } from '../domain/feedback/survey.ts'

export const surveyQuestionOutput = z.object({
  id: z.string(),
  type: z.enum(questionTypes).describe('A rating is from 1 to 5, a recommendation from 0 to 10'),
  label: z.string(),
  required: z.boolean(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
})

export const surveyOutput = z.object({ questions: z.array(surveyQuestionOutput) })

export const responseOutput = z.object({ status: z.literal('received') })

export const questionSummaryOutput = z.object({
  id: z.string(),
  type: z.enum(questionTypes),
  label: z.string(),
  answers: z.int().optional().describe('How many people answered; left out if withheld'),
  mean: z.number().optional(),
  distribution: z.record(z.string(), z.int()).optional().describe('How often each answer was given'),
  texts: z.array(z.string()).optional().describe('Answers in words, in no particular order'),
  withheld: z.literal(true).optional().describe(`Set if fewer than ${suppressBelow} people answered, so nothing more is told`),
})

export const summaryOutput = z.object({
  registered: z.int(),
  confirmed: z.int(),
  waitlisted: z.int(),
  cancelled: z.int(),
  responses: z.int().describe(`Responses that are shown: in steps of at least ${suppressBelow}, and the last of them when the survey ends`),
  responseRate: z.number().min(0).max(1).describe('Responses per person with a place'),
  recommendationScore: z.number().min(-100).max(100).optional().describe('Share of 9s and 10s less share of 0s to 6s, in percent'),
  questions: z.array(questionSummaryOutput),
})
