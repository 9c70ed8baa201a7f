import { type Answer, type Answered, type Answers, answerSchema, questionsFor } from './answers.ts'
import type { RegistrationForm } from './form.ts'
import { attendeeTypeKey, type FormQuestion, type Option, optionsOf } from './question.ts'

const chosenIn = (answer: Answer | undefined): readonly string[] =>
  answer === undefined ? [] : typeof answer === 'object' ? answer : [String(answer)]

/** What somebody chose that is no longer an option. */
const formerOf = (options: readonly Option[], answer: Answer | undefined): readonly string[] =>
  options.length === 0 ? [] : chosenIn(answer).filter((id) => !options.some((option) => option.id === id))

/**
 * The form as one person sees it again: what they chose stays an option, although the organiser has since replaced or removed it,
 * and a question that they answered on the strength of it stays asked. `label` names such an option, of which only the id is known.
 */
export const ownForm = <Form extends RegistrationForm>(form: Form, stored: Answered, label: (id: string) => string = (id) => id): Form => {
  const former = new Map([
    [attendeeTypeKey, formerOf(form.attendeeTypes, stored.attendeeType)],
    ...form.questions.map((question): [string, readonly string[]] => [
      question.id,
      formerOf(optionsOf(question), stored.answers[question.id]),
    ]),
  ])
  const withFormer = (id: string, options: readonly Option[]): Option[] => [
    ...options,
    ...(former.get(id) ?? []).map((each) => ({ id: each, label: label(each) })),
  ]
  const own = (question: FormQuestion): FormQuestion => {
    const { id, when } = question
    const also = when === undefined || stored.answers[id] === undefined ? [] : (former.get(when.question) ?? [])
    const same = also.length === 0 || when === undefined ? question : { ...question, when: { ...when, is: [...when.is, ...also] } }
    return same.type === 'choice' || same.type === 'choices' ? { ...same, options: withFormer(id, same.options) } : same
  }
  return { ...form, attendeeTypes: withFormer(attendeeTypeKey, form.attendeeTypes), questions: form.questions.map(own) }
}

/** Whether the control of a question can hold an answer, which may have been given before the question got its type. */
const canShow = (question: FormQuestion, answer: Answer): boolean => {
  switch (question.type) {
    case 'text':
    case 'choice':
      return typeof answer !== 'object'
    case 'choices':
      return true
    case 'number':
      return typeof answer !== 'object' && /^-?\d+$/.test(String(answer))
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(String(answer))
    case 'file':
      return false
  }
}

/** The answers from before their question got its type, which its control cannot hold: leaving them out, or as they were, says nothing. */
export const notShown = ({ questions }: RegistrationForm, answers: Answers): readonly string[] =>
  questions.flatMap((question) => {
    const answer = answers[question.id]
    return answer === undefined || canShow(question, answer) ? [] : [question.id]
  })

/** The answers that the current questions would not accept. */
export const notFitting = ({ questions }: RegistrationForm, answers: Answers): readonly string[] =>
  questions.flatMap((question) => {
    const answer = answers[question.id]
    return answer === undefined || answerSchema(question).safeParse(answer).success ? [] : [question.id]
  })

/**
 * Somebody's answers after a change. Beside those given now, an answer stays if its question is gone, if it is one of those
 * `leftAlone`, or if the question no longer applied before the change: only what the person changed is dropped.
 */
export const answersAfter = (form: RegistrationForm, stored: Answered, given: Answered, leftAlone: readonly string[] = []): Answers => {
  const own = ownForm(form, stored)
  const asks = (answered: Answered) => new Set(questionsFor(own, answered).map(({ id }) => id))
  const [before, now] = [asks(stored), asks(given)]
  const known = new Set(own.questions.map(({ id }) => id))
  const stays = (id: string): boolean => !known.has(id) || (now.has(id) ? leftAlone.includes(id) : !before.has(id))
  const kept = Object.entries(stored.answers).filter(([id]) => given.answers[id] === undefined && stays(id))
  return { ...Object.fromEntries(kept), ...given.answers }
}
