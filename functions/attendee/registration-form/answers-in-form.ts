import { asksParticipation } from '../../../shared/domain/event/participation.ts'
import type { Answer, Answered } from '../../../shared/domain/registration-form/answers.ts'
import type { RegistrationForm } from '../../../shared/domain/registration-form/form.ts'
import { attendeeTypeKey, type FormQuestion } from '../../../shared/domain/registration-form/question.ts'
import { isoFrom } from '../../../shared/texts/written-date.ts'
import type { FormValues } from '../../../shared/views/form/form.ts'

/** The name of a question's control; in a form about several people `prefix` is a person's, such as `people.0.`. */
export const answerName = (id: string, prefix = ''): string => `${prefix}answers.${id}`

/** The name of the control that asks how somebody takes part. */
export const participationKey = 'participation'

const isAnswerName = (name: string): boolean => name.startsWith('answers.') || name === attendeeTypeKey || name === participationKey

/** Whether a submitted form contains any answers. */
export const saysAnswers = (form: URLSearchParams): boolean => [...form.keys()].some(isAnswerName)

/** What a form to register offers where a proof of work is asked for (`proof-of-work-view.ts`). */
export const proofIn = (form: URLSearchParams): { readonly solution: string | undefined; readonly byMail: boolean } => ({
  solution: form.get('proof') || undefined,
  byMail: form.get('confirm') === 'mail',
})

/** What was entered into a form, by control name, for showing it again. */
export const postedValues = (form: URLSearchParams): FormValues =>
  Object.fromEntries(
    [...Map.groupBy(form, ([name]) => name)].map(([name, all]) => {
      const [first, ...more] = all.map(([, value]) => value)
      return [name, more.length === 0 ? first : [first ?? '', ...more]]
    }),
  )

const numeric = (text: string): number | string => (/^-?\d{1,15}$/.test(text) ? Number(text) : text)

const answerIn = (form: URLSearchParams, question: FormQuestion, name: string): unknown => {
  if (question.type === 'choices') return form.has(name) ? form.getAll(name) : undefined
  const text = (form.get(name) ?? '').trim()
  if (text === '') return undefined
  if (question.type === 'date') return isoFrom(text)
  return question.type === 'number' ? numeric(text) : text
}

/** A form's answers, for `registrationAnswersSchema`. Questions no longer asked are ignored. */
export const answersIn = (
  form: URLSearchParams,
  asked: RegistrationForm,
  prefix = '',
): { answers: object; attendeeType?: string; participation?: string } => {
  const answers = asked.questions.map((question): [string, unknown] => [
    question.id,
    answerIn(form, question, answerName(question.id, prefix)),
  ])
  const attendeeType = form.get(prefix + attendeeTypeKey) ?? ''
  const participation = form.get(prefix + participationKey) ?? ''
  return {
    answers: Object.fromEntries(answers.filter(([, answer]) => answer !== undefined)),
    ...(asked.attendeeTypes.length === 0 || attendeeType === '' ? {} : { attendeeType }),
    ...(asksParticipation(asked) && participation !== '' ? { participation } : {}),
  }
}

/** The fields of a form other than answers, without empty ones. */
export const withoutAnswers = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !isAnswerName(name)))

const shown = (answer: Answer): string | readonly string[] => (typeof answer === 'number' ? String(answer) : answer)

/** Stored answers by control name. */
export const answerValues = ({ answers, attendeeType, participation }: Answered): FormValues => ({
  ...Object.fromEntries(Object.entries(answers).map(([id, answer]) => [answerName(id), shown(answer)])),
  ...(attendeeType === undefined ? {} : { attendeeType }),
  ...(participation === undefined ? {} : { participation }),
})
