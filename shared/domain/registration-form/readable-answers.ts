import type { Answered, Answers } from './answers.ts'
import type { RegistrationForm } from './form.ts'
import { type FormQuestionType, optionsOf } from './question.ts'

/** An answer in the current words of the form. */
export interface GivenAnswer {
  readonly id: string
  /** The question's label, or its id if the event no longer asks it. */
  readonly label: string
  /** The question's current type; absent if the event no longer asks it. */
  readonly type?: FormQuestionType
  /** Option labels, or the text; the option's id if the option no longer exists. */
  readonly values: readonly string[]
}

const valuesOf = (answer: Answered['answers'][string]): readonly string[] => (typeof answer === 'object' ? answer : [String(answer)])

/** The answers to questions that the event no longer asks. */
export const noLongerAsked = ({ questions }: Pick<RegistrationForm, 'questions'>, answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([id]) => !questions.some((question) => question.id === id)))

/** Somebody's answers: the event's questions in order, then those no longer asked. Copes with anything stored. */
export const givenAnswers = ({ questions }: RegistrationForm, { answers }: Pick<Answered, 'answers'>): readonly GivenAnswer[] => {
  const given = new Map(Object.entries(answers))
  const asked = questions.flatMap((question): GivenAnswer[] => {
    const { id, label, type } = question
    const answer = given.get(id)
    if (answer === undefined) return []
    const labels = new Map(optionsOf(question).map((option) => [option.id, option.label]))
    return [{ id, label, type, values: valuesOf(answer).map((value) => labels.get(value) ?? value) }]
  })
  const former = Object.entries(noLongerAsked({ questions }, answers))
  return [...asked, ...former.map(([id, answer]) => ({ id, label: id, values: valuesOf(answer) }))]
}

/** The label of somebody's attendee type, or its id if the event no longer has it. */
export const attendeeTypeLabel = (
  { attendeeTypes }: Pick<RegistrationForm, 'attendeeTypes'>,
  { attendeeType }: Pick<Answered, 'attendeeType'>,
): string | undefined => attendeeTypes.find(({ id }) => id === attendeeType)?.label ?? attendeeType
