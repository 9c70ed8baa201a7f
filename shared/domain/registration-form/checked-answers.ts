import * as z from 'zod'
import { type Checked, check } from '../basics/check.ts'
import type { FieldProblem } from '../basics/field-problem.ts'
import { type GroupRegistrationInput, groupRegistrationInputSchema, largestGroup } from '../registration/group.ts'
import { type Answered, registrationAnswersSchema } from './answers.ts'
import type { RegistrationForm } from './form.ts'

const isAboutAnswers = ({ field }: FieldProblem, prefix: string): boolean =>
  ['answers', 'attendeeType', 'participation'].some((name) => field === prefix + name || field.startsWith(`${prefix}${name}.`))

const answeredIn = (said: unknown): object => {
  if (typeof said !== 'object' || said === null) return {}
  const given: { answers?: unknown; attendeeType?: unknown; participation?: unknown } = said
  return {
    ...(given.answers === undefined ? {} : { answers: given.answers }),
    ...(given.attendeeType === undefined ? {} : { attendeeType: given.attendeeType }),
    ...(given.participation === undefined ? {} : { participation: given.participation }),
  }
}

const checkAnswered = (asked: RegistrationForm, said: unknown): Checked<Answered> =>
  check(registrationAnswersSchema(asked), answeredIn(said))

/** Replaces the general schema's problems with answers by those of the event's schema, which knows the questions. */
const together = (general: readonly FieldProblem[], answered: Checked<Answered>, prefix = ''): readonly FieldProblem[] =>
  answered.ok
    ? general
    : [
        ...general.filter((problem) => !isAboutAnswers(problem, prefix)),
        ...answered.problems.map((problem) => ({ ...problem, field: prefix + problem.field })),
      ]

/** Checks a person's input together with their answers to an event's questions: the clean whole, or all its problems. */
export const checkWithAnswers = <Value extends Answered>(
  schema: z.ZodType<Value>,
  asked: RegistrationForm,
  said: unknown,
): Checked<Value & Answered> => {
  const person = check(schema, said)
  const answered = checkAnswered(asked, said)
  return person.ok && answered.ok
    ? { ok: true, value: { ...person.value, ...answered.value } }
    : { ok: false, problems: together(person.ok ? [] : person.problems, answered) }
}

const peopleSchema = z.object({ people: z.array(z.unknown()) })

/** Checks a group's input together with the answers of each person. */
export const checkGroup = (asked: RegistrationForm, said: unknown): Checked<GroupRegistrationInput> => {
  const group = check(groupRegistrationInputSchema, said)
  // If a group is too large, nothing else needs reporting.
  const people = (peopleSchema.safeParse(said).data?.people ?? []).slice(0, largestGroup)
  const answered = people.map((person) => checkAnswered(asked, person))
  if (group.ok && answered.every(({ ok }) => ok)) {
    const clean = group.value.people.map((person, index) => {
      const given = answered[index]
      return given?.ok === true ? { ...person, ...given.value } : person
    })
    return { ok: true, value: { ...group.value, people: clean } }
  }
  const general = group.ok ? [] : group.problems
  return { ok: false, problems: answered.reduce((problems, each, index) => together(problems, each, `people.${index}.`), general) }
}
