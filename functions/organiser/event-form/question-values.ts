import * as z from 'zod'
import { line } from '../../../shared/domain/basics/text.ts'
import type { RegistrationForm } from '../../../shared/domain/registration-form/form.ts'
import {
  type FormQuestion,
  type FormQuestionType,
  formQuestionSchema,
  idFrom,
  optionsOf,
} from '../../../shared/domain/registration-form/question.ts'
import { type HeldIn, type RowsOf, readAll, showAll, text } from '../../../shared/views/form/controls.ts'

const questionControls = {
  /** Made from the label once there is one, then kept. */
  id: text,
  label: text,
  type: text,
  help: text,
  /** `true` or empty. */
  required: text,
  /** One option per line. */
  options: text,
  /** A number or a day. */
  min: text,
  /** A number or a day; with multiple choice, the maximum number of choices. */
  max: text,
  rows: text,
  /** Id of the question that the condition refers to, or `attendeeType`; empty without a condition. */
  whenQuestion: text,
  /** Options of that question, one per line. */
  whenIs: text,
} as const
/** A question in the event form; its controls are named `questions.0.label`, `questions.0.type` and so on. */
export type QuestionFormValues = HeldIn<typeof questionControls>

export const questionTypes: readonly FormQuestionType[] = formQuestionSchema.options.map(({ shape }) => shape.type.value)

/** What a question's controls require, as far as controls can express it. */
export const questionRules = z.array(
  z.object({
    label: line(200),
    type: z.enum(questionTypes),
    help: line(500).optional(),
    options: z.string(),
    min: z.string().optional(),
    max: z.string().optional(),
    rows: z.string().optional(),
  }),
)

export const blankQuestion: QuestionFormValues = { ...showAll(questionControls, {}), type: 'text', rows: '1' }

const isBlank = ({ label, help, options, min, max, whenIs }: QuestionFormValues): boolean =>
  [label, help, options, min, max, whenIs].every((value) => value === '')

/** The questions in a form, without blank ones. Those with a label but no id get one. */
export const questionsIn = (form: URLSearchParams, rowsOf: RowsOf): readonly QuestionFormValues[] => {
  const questions = rowsOf('questions')
    .map((row) => readAll(questionControls, form, rowsOf, `questions.${row}.`))
    .filter((question) => !isBlank(question))
  const taken = questions.map(({ id }) => id)
  return questions.map((question) => {
    if (question.id !== '' || question.label === '') return question
    const id = idFrom(question.label, taken)
    taken.push(id)
    return { ...question, id }
  })
}

const labelsOf = (ids: readonly string[], options: readonly { readonly id: string; readonly label: string }[]): string =>
  ids.map((id) => options.find((option) => option.id === id)?.label ?? id).join('\n')

const boundsOf = (question: FormQuestion): Pick<QuestionFormValues, 'min' | 'max'> => {
  switch (question.type) {
    case 'number':
    case 'date':
      return { min: String(question.min ?? ''), max: String(question.max ?? '') }
    case 'choices':
      return { min: '', max: String(question.max ?? '') }
    default:
      return { min: '', max: '' }
  }
}

/** The form values of an event's questions. */
export const questionValues = ({ questions, attendeeTypes }: RegistrationForm): readonly QuestionFormValues[] =>
  questions.map((question) => {
    const { id, label, type, help = '', required, when } = question
    const condition = questions.find((each) => each.id === when?.question)
    return {
      ...blankQuestion,
      ...boundsOf(question),
      id,
      label,
      type,
      help,
      required: required ? 'true' : '',
      options: optionsOf(question)
        .map((option) => option.label)
        .join('\n'),
      rows: String(question.type === 'text' ? question.rows : 1),
      whenQuestion: when?.question ?? '',
      whenIs: labelsOf(when?.is ?? [], condition === undefined ? attendeeTypes : optionsOf(condition)),
    }
  })
