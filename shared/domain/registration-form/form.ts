import * as z from 'zod'
import { type Instant, instantOf, timeZoneSchema, wallTimeSchema } from '../basics/wall-time.ts'
import { asksParticipation, type EventFormat } from '../event/participation.ts'
import { attendeeTypeKey, type FormQuestion, formQuestionSchema, type Option, optionSchema, optionsOf } from './question.ts'

/** What an event asks at registration in addition to name and address; fields of the event. */
export const registrationFormFields = {
  attendeeTypes: z.array(optionSchema).max(10).default([]).describe('Kinds of attendees; each person chooses one when registering'),
  questions: z.array(formQuestionSchema).max(30).default([]).describe('Questions asked at registration, in this order'),
  changesUntil: wallTimeSchema.optional().describe('Until when answers can be changed; until the start if left out'),
}

/** The part of an event that makes up its registration form. */
export interface RegistrationForm {
  /** People say how they take part in a hybrid event; left out where that is not asked. */
  readonly format?: EventFormat
  readonly attendeeTypes: readonly Option[]
  readonly questions: readonly FormQuestion[]
}

type Complain = (path: PropertyKey[], message: string) => void

/** A registration form as far as it can be read: undefined stands for a part that is wrong by itself. */
interface ReadableForm {
  readonly attendeeTypes: readonly (Option | undefined)[]
  readonly questions: readonly (FormQuestion | undefined)[]
}

export const readableForm: z.ZodType<ReadableForm> = z.object({
  attendeeTypes: z.array(optionSchema.optional().catch(undefined)).catch([]),
  questions: z.array(formQuestionSchema.optional().catch(undefined)).catch([]),
})

const checkUnique = (all: readonly ({ readonly id: string } | undefined)[], path: readonly PropertyKey[], complain: Complain): void =>
  all.forEach((each, index) => {
    if (each !== undefined && all.findIndex((other) => other?.id === each.id) < index) complain([...path, index, 'id'], 'duplicate')
  })

/** The options that a condition can name; undefined if they cannot be read. */
const optionsFor = (
  question: string,
  { attendeeTypes }: ReadableForm,
  before: ReadableForm['questions'],
): readonly Option[] | undefined => {
  if (question === attendeeTypeKey) {
    const readable = attendeeTypes.filter((type) => type !== undefined)
    return readable.length === attendeeTypes.length ? readable : undefined
  }
  const earlier = before.find((each) => each?.id === question)
  if (earlier !== undefined) return optionsOf(earlier)
  return before.includes(undefined) ? undefined : []
}

const checkCondition = (form: ReadableForm, index: number, complain: Complain): void => {
  const when = form.questions[index]?.when
  const options = when === undefined ? undefined : optionsFor(when.question, form, form.questions.slice(0, index))
  if (when === undefined || options === undefined) return
  if (options.length === 0) {
    complain(['questions', index, 'when', 'question'], 'condition')
    return
  }
  when.is.forEach((wanted, at) => {
    if (!options.some(({ id }) => id === wanted)) complain(['questions', index, 'when', 'is', at], 'condition')
  })
}

const checkBounds = (question: FormQuestion, path: readonly PropertyKey[], complain: Complain): void => {
  const [min, max] = question.type === 'number' || question.type === 'date' ? [question.min, question.max] : []
  if (min !== undefined && max !== undefined && max < min) complain([...path, 'max'], 'max-below-min')
}

/** Checks an event's questions against each other: unique ids, conditions on earlier questions and existing options. */
export const checkRegistrationForm = (form: ReadableForm, complain: Complain): void => {
  checkUnique(form.attendeeTypes, ['attendeeTypes'], complain)
  checkUnique(form.questions, ['questions'], complain)
  form.questions.forEach((question, index) => {
    if (question === undefined) return
    checkUnique(optionsOf(question), ['questions', index, 'options'], complain)
    checkCondition(form, index, complain)
    checkBounds(question, ['questions', index], complain)
  })
}

const deadlineSchema = z.object({
  timeZone: timeZoneSchema.catch('UTC'),
  end: wallTimeSchema.optional().catch(undefined),
  changesUntil: wallTimeSchema,
})

/** Checks that the deadline exists in the zone, and that it is not after the end. */
export const checkDeadline = (event: unknown, complain: Complain): void => {
  const times = deadlineSchema.safeParse(event)
  if (!times.success) return
  const { changesUntil: until, timeZone, end } = times.data
  const deadline = instantOf(until, timeZone)
  const endsAt = end === undefined ? undefined : instantOf(end, timeZone)
  if (deadline === undefined) complain(['changesUntil'], 'wall-time-skipped')
  else if (endsAt !== undefined && deadline > endsAt) complain(['changesUntil'], 'after-the-end')
}

/** Whether an event has any questions. */
export const asksAnything = (form: RegistrationForm): boolean =>
  asksParticipation(form) || form.attendeeTypes.length + form.questions.length > 0

/** The instant from which answers can no longer be changed. */
export const answersCloseAt = (event: {
  readonly changesUntil?: string | undefined
  readonly timeZone: string
  readonly startsAt: Instant
}): Instant => (event.changesUntil === undefined ? undefined : instantOf(event.changesUntil, event.timeZone)) ?? event.startsAt
