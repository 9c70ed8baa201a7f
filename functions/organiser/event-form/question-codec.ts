import type { RegistrationForm } from '../../../shared/domain/registration-form/form.ts'
import { attendeeTypeKey, idFrom, type Option, optionsOf } from '../../../shared/domain/registration-form/question.ts'
import { isoFrom } from '../../../shared/texts/written-date.ts'
import { filledLines, withoutEmpty } from '../../../shared/views/form/controls.ts'
import type { QuestionFormValues } from './question-values.ts'

const sameWords = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/**
 * The options in a text, one per line. An existing option keeps its id; a reworded one is new, since only people can tell a
 * correction from a change of meaning, and answers already given must keep theirs.
 */
const optionsFrom = (text: string, before: readonly Option[]): readonly Option[] => {
  const lines = filledLines(text)
  const known = (label: string): string | undefined => before.find((option) => sameWords(option.label, label))?.id
  const taken = before.map(({ id }) => id)
  return lines.map((label) => {
    const id = known(label) ?? idFrom(label, taken)
    taken.push(id)
    return { id, label }
  })
}

// Only a question without a label has no id; the missing label is what gets reported.
const unnamed = 'unnamed'

const numberFrom = (text: string): number | string => (/^-?\d{1,9}$/.test(text) ? Number(text) : text)

const ofType = (values: QuestionFormValues, options: readonly Option[]): Readonly<Record<string, unknown>> => {
  const { type, min, max, rows } = values
  switch (type) {
    case 'text':
      return { rows: numberFrom(rows) }
    case 'number':
      return { min: numberFrom(min), max: numberFrom(max) }
    case 'choice':
      return { options }
    case 'choices':
      return { options, max: numberFrom(max) }
    case 'date':
      return { min: isoFrom(min), max: isoFrom(max) }
    default:
      return {}
  }
}

const conditionFrom = ({ whenQuestion, whenIs }: QuestionFormValues, choices: ReadonlyMap<string, readonly Option[]>): object => {
  if (whenQuestion === '') return {}
  const options = choices.get(whenQuestion) ?? []
  const is = filledLines(whenIs).map((label) => options.find((option) => sameWords(option.label, label))?.id ?? idFrom(label, []))
  return { when: { question: whenQuestion, is } }
}

/** The form's attendee types and questions, for the schema to check; `before` is the event's current form. */
export const registrationFormFrom = (
  { attendeeTypes, questions }: { readonly attendeeTypes: string; readonly questions: readonly QuestionFormValues[] },
  before: RegistrationForm,
): { readonly attendeeTypes: readonly Option[]; readonly questions: readonly unknown[] } => {
  const types = optionsFrom(attendeeTypes, before.attendeeTypes)
  const choices = new Map<string, readonly Option[]>([[attendeeTypeKey, types]])
  const asked = questions.map((values) => {
    const { id, label, type, help, required } = values
    const earlier = before.questions.find((question) => question.id === id)
    const options = optionsFrom(values.options, earlier === undefined ? [] : optionsOf(earlier))
    const question = {
      ...withoutEmpty({ id: id === '' ? unnamed : id, label, type, help, ...ofType(values, options) }),
      required: required === 'true',
      ...conditionFrom(values, choices),
    }
    choices.set(id, options)
    return question
  })
  return { attendeeTypes: types, questions: asked }
}

/** The control for a problem's path: `questions.0.when.is.1` is reported at `questions.0.whenIs`. */
export const questionControl = (path: string): string | undefined => {
  const [, index, field, inner] = /^questions\.(\d+)(?:\.(\w+))?(?:\.(\w+))?/.exec(path) ?? []
  if (index === undefined) return undefined
  const controls: Readonly<Record<string, string>> = { id: 'label', when: inner === 'is' ? 'whenIs' : 'whenQuestion' }
  return `questions.${index}.${field === undefined ? 'label' : (controls[field] ?? field)}`
}
