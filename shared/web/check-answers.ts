import type * as z from 'zod'
import type { FieldProblem } from '../domain/problem.ts'
import { type Answered, registrationAnswersSchema } from '../domain/registration-answers.ts'
import type { RegistrationForm } from '../domain/registration-form.ts'
import { type Checked, check } from './check.ts'

const isAboutAnswers = ({ field }: FieldProblem): boolean => /^(?:answers|attendeeType)(?:\.|$)/.test(field)

const answeredIn = (said: unknown): object => {
  if (typeof said !== 'object' || said === null) return {}
  const given: { answers?: unknown; attendeeType?: unknown } = said
  return {
    ...(given.answers === undefined ? {} : { answers: given.answers }),
    ...(given.attendeeType === undefined ? {} : { attendeeType: given.attendeeType }),
  }
}

/** What a person says, checked with the answers to an event's questions: clean as a whole, or all that is wrong with it. */
export const checkWithAnswers = <Value extends Answered>(
  schema: z.ZodType<Value>,
  asked: RegistrationForm,
  said: unknown,
): Checked<Value & Answered> => {
  const person = check(schema, said)
  const answered = check(registrationAnswersSchema(asked), answeredIn(said))
  if (person.ok && answered.ok) return { ok: true, value: { ...person.value, ...answered.value } }
  const problems = person.ok ? [] : person.problems
  if (answered.ok) return { ok: false, problems }
  return { ok: false, problems: [...problems.filter((problem) => !isAboutAnswers(problem)), ...answered.problems] }
}
