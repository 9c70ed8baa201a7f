import * as z from 'zod'
import { line, lines } from '../basics/text.ts'
import { daySchema } from '../basics/wall-time.ts'
import { asksParticipation, type Participation, participationSchema } from '../event/participation.ts'
import type { RegistrationForm } from './form.ts'
import { attendeeTypeKey, type FormQuestion, optionsOf } from './question.ts'

/**
 * Answers by question id, as stored: texts, numbers, days (`2022-04-26`), option ids.
 * Questions may later be reworded, retyped or removed, so stored answers need not fit them.
 */
export const answersSchema = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))
export type Answers = z.infer<typeof answersSchema>
export type Answer = Answers[string]

const longestLine = 300
const longestText = 2000

const notHere = z.custom<string>(() => false, 'unknown-field')

const oneOf = (question: FormQuestion): z.ZodType<string> => z.enum(optionsOf(question).map(({ id }) => id))

const daysBetween = (min = '0000', max = '9999-99') => daySchema.refine((day) => day >= min && day <= max, 'day-outside')

/** The schema of the answer to one question; files are not covered, since their bytes travel separately. */
export const answerSchema = (question: FormQuestion): z.ZodType<Answer> => {
  switch (question.type) {
    case 'text':
      return question.rows === 1 ? line(longestLine) : lines(longestText)
    case 'number':
      return z
        .int()
        .min(question.min ?? Number.MIN_SAFE_INTEGER)
        .max(question.max ?? Number.MAX_SAFE_INTEGER)
    case 'choice':
      return oneOf(question)
    case 'choices':
      return z
        .array(oneOf(question))
        .max(question.max ?? question.options.length)
        .transform((chosen) => question.options.flatMap(({ id }) => (chosen.includes(id) ? [id] : [])))
    case 'date':
      return daysBetween(question.min, question.max)
    case 'file':
      return notHere
  }
}

/** A person's answers to an event's registration form. */
export interface Answered {
  readonly answers: Answers
  readonly attendeeType?: string | undefined
  readonly participation?: Participation | undefined
}

const isUnanswered = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0)

const ownValue = <Value>(given: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(given, key) ? given[key] : undefined

const asChosen = (answer: Answer): readonly string[] => (typeof answer === 'object' ? answer : [String(answer)])

/** Chosen options so far, by question id; questions not asked have none. */
type Chosen = ReadonlyMap<string, readonly string[]>

const isAsked = ({ when }: FormQuestion, chosen: Chosen): boolean =>
  when === undefined || (chosen.get(when.question)?.some((id) => when.is.includes(id)) ?? false)

/** A person's choices, as the conditions of an event's questions see them. */
const chosenBy = (form: RegistrationForm, { answers, attendeeType }: Answered): Chosen => {
  const chosen = new Map<string, readonly string[]>(attendeeType === undefined ? [] : [[attendeeTypeKey, [attendeeType]]])
  for (const question of form.questions) {
    const answer = isAsked(question, chosen) ? ownValue(answers, question.id) : undefined
    if (answer !== undefined) chosen.set(question.id, asChosen(answer))
  }
  return chosen
}

/** The questions asked of somebody with these answers. */
export const questionsFor = (form: RegistrationForm, answered: Answered): readonly FormQuestion[] => {
  const chosen = chosenBy(form, answered)
  return form.questions.filter((question) => isAsked(question, chosen))
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const givenSchema = z.object({
  answers: z.custom<Readonly<Record<string, unknown>>>(isObject, 'invalid').default({}),
  attendeeType: z.unknown().optional(),
  participation: z.unknown().optional(),
})

/** Reports a part's problems at their path in the whole; keeps the value, so that missing and wrong can be told apart. */
const passOn = (error: z.ZodError, path: readonly string[], ctx: z.RefinementCtx): void => {
  for (const issue of error.issues) ctx.addIssue({ ...issue, path: [...path] })
}

const readAttendeeType = ({ attendeeTypes }: RegistrationForm, given: unknown, ctx: z.RefinementCtx): string | undefined => {
  const known = attendeeTypes.map(({ id }) => id)
  if (known.length === 0 && given === undefined) return undefined
  const parsed = (known.length === 0 ? notHere : z.enum(known)).safeParse(given, { reportInput: true })
  if (!parsed.success) passOn(parsed.error, [attendeeTypeKey], ctx)
  return parsed.data
}

const readParticipation = (form: RegistrationForm, given: unknown, ctx: z.RefinementCtx): Participation | undefined => {
  if (!asksParticipation(form)) {
    if (given !== undefined) ctx.addIssue({ code: 'custom', message: 'unknown-field', path: ['participation'] })
    return undefined
  }
  const parsed = participationSchema.safeParse(given, { reportInput: true })
  if (!parsed.success) passOn(parsed.error, ['participation'], ctx)
  return parsed.data
}

const readAnswer = (question: FormQuestion, given: unknown, ctx: z.RefinementCtx): Answer | undefined => {
  const path = ['answers', question.id]
  if (isUnanswered(given)) {
    if (question.required && question.type !== 'file') ctx.addIssue({ code: 'custom', message: 'required', input: undefined, path })
    return undefined
  }
  const parsed = answerSchema(question).safeParse(given, { reportInput: true })
  if (!parsed.success) passOn(parsed.error, path, ctx)
  return parsed.data
}

const refuseUnknown = ({ questions }: RegistrationForm, answers: object, ctx: z.RefinementCtx): void => {
  for (const key of Object.keys(answers)) {
    if (!questions.some(({ id }) => id === key)) ctx.addIssue({ code: 'custom', message: 'unknown-field', path: ['answers', key] })
  }
}

/**
 * The schema of `answers`, `attendeeType` and `participation` for an event. Answers to questions whose condition does not hold are not needed
 * and are dropped; required questions that are asked must be answered; unknown questions are refused.
 */
export const registrationAnswersSchema = (form: RegistrationForm): z.ZodType<Answered> =>
  givenSchema.transform((given, ctx): Answered => {
    const attendeeType = readAttendeeType(form, given.attendeeType, ctx)
    const participation = readParticipation(form, given.participation, ctx)
    const chosen = new Map<string, readonly string[]>(attendeeType === undefined ? [] : [[attendeeTypeKey, [attendeeType]]])
    const answers: [string, Answer][] = []
    for (const question of form.questions) {
      if (!isAsked(question, chosen)) continue
      const answer = readAnswer(question, ownValue(given.answers, question.id), ctx)
      if (answer === undefined) continue
      answers.push([question.id, answer])
      chosen.set(question.id, asChosen(answer))
    }
    refuseUnknown(form, given.answers, ctx)
    return {
      answers: Object.fromEntries(answers),
      ...(attendeeType === undefined ? {} : { attendeeType }),
      ...(participation === undefined ? {} : { participation }),
    }
  })
