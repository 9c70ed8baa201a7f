import * as z from 'zod'
import { lines } from '../basics/text.ts'

export const questionTypes = ['rating', 'recommendation', 'single', 'multiple', 'text'] as const

/** A question of the shipped survey. Its label, and its options' labels, are in the texts catalogue under `survey`. */
export type Question =
  | { readonly id: string; readonly type: 'rating' | 'recommendation' | 'text'; readonly required: boolean }
  | { readonly id: string; readonly type: 'single' | 'multiple'; readonly required: boolean; readonly options: readonly string[] }

/** The shipped template. Ratings go from 1 to 5, the recommendation from 0 to 10. */
export const surveyTemplate = [
  { id: 'overall', type: 'rating', required: true },
  { id: 'usefulness', type: 'rating', required: true },
  { id: 'recommend', type: 'recommendation', required: true },
  { id: 'most-valuable', type: 'text', required: false },
  { id: 'change', type: 'text', required: false },
  { id: 'next-topics', type: 'text', required: false },
] as const satisfies readonly Question[]

/** Answers by question id: a number for ratings and recommendations, an option, several, or a text. */
export type Answers = Readonly<Record<string, number | string | readonly string[]>>

const answerSchema = (question: Question): z.ZodType<number | string | string[]> => {
  switch (question.type) {
    case 'rating':
      return z.int().min(1).max(5)
    case 'recommendation':
      return z.int().min(0).max(10)
    case 'text':
      return lines(2000)
    case 'single':
      return z.enum([...question.options])
    case 'multiple':
      return z.array(z.enum([...question.options])).min(1)
  }
}

/** The schema of the answers to these questions: required ones must be present, optional ones may be, unknown ones are refused. */
export const answersSchema = (questions: readonly Question[]): z.ZodType<Record<string, number | string | string[] | undefined>> =>
  z.strictObject(
    Object.fromEntries(
      questions.map((question) => [question.id, question.required ? answerSchema(question) : answerSchema(question).optional()]),
    ),
  )

/** The body of `POST /api/v1/responses`: the link's token and the answers, the latter checked by `answersSchema`. */
export const responseInputSchema = z.strictObject({
  token: z.string().min(1).max(500),
  answers: z.record(z.string(), z.unknown()).describe('Answers by question id'),
})
