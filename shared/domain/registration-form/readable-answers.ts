import type { Answered, Answers } from './answers.ts'
import type { RegistrationForm } from './form.ts'
import { type FormQuestionType, optionsOf } from './question.ts'

/** An answer in the words of the form as it is now. */
export interface GivenAnswer {
  readonly id: string
  /** The question's label; the id, made from its words, where the event no longer asks it. */
  readonly label: string
  /** The type of the question now; none where the event no longer asks it. */
  readonly type?: FormQuestionType
  /** Labels of options, or what was written; the option's id where it is no longer there. */
  readonly values: readonly string[]
}

const valuesOf = (answer: Answered['answers'][string]): readonly string[] => (typeof answer === 'object' ? answer : [String(answer)])

/** The answers to questions that the event no longer asks. */
export const noLongerAsked = ({ questions }: Pick<RegistrationForm, 'questions'>, answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([id]) => !questions.some((question) => question.id === id)))

/** What somebody answered: the event's questions in its order, then what it no longer asks. Nothing that is stored can break it. */
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

/** The label of somebody's attendee type; its id where the event no longer has it. */
export const attendeeTypeLabel = (
  { attendeeTypes }: Pick<RegistrationForm, 'attendeeTypes'>,
  { attendeeType }: Pick<Answered, 'attendeeType'>,
): string | undefined => attendeeTypes.find(({ id }) => id === attendeeType)?.label ?? attendeeType
