import * as z from 'zod'
import { asksParticipation, type Participation, participationSchema, participations } from '../../../shared/domain/event/participation.ts'
import { answerSchema } from '../../../shared/domain/registration-form/answers.ts'
import { asksAnything, type RegistrationForm } from '../../../shared/domain/registration-form/form.ts'
import { attendeeTypeKey, type FormQuestion, type Option, optionsOf } from '../../../shared/domain/registration-form/question.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import type { FieldWords } from '../../../shared/texts/field-words.ts'
import { type Formats, formatsIn } from '../../../shared/texts/formats.ts'
import type { Texts } from '../../../shared/texts/texts.ts'
import { checkboxGroup, type Field, radioGroup, selectField, textArea, textField } from '../../../shared/views/form/fields.ts'
import type { Form } from '../../../shared/views/form/form.ts'
import { answerName, participationKey } from './answers-in-form.ts'

/** The words for the controls of an event's questions, in order; these two are about the person in words of their own. */
export const questionWords = (
  { questions: texts, fields }: Texts,
  asked: RegistrationForm,
  { attendeeType, participation }: { readonly attendeeType: FieldWords; readonly participation: FieldWords } = fields,
): readonly (readonly [string, FieldWords])[] => [
  ...(asksParticipation(asked) ? [[participationKey, participation] as const] : []),
  ...(asked.attendeeTypes.length === 0 ? [] : [[attendeeTypeKey, attendeeType] as const]),
  ...asked.questions.map(({ id, label, type }) => {
    const missing = type === 'choice' || type === 'choices' ? texts.select({ question: label }) : texts.enter({ question: label })
    return [answerName(id), { label, subject: texts.answerTo({ question: label }), missing }] as const
  }),
]

/** The rules for a person's fields together with those for the event's questions, for a form's controls. */
export const withQuestionRules = (schema: z.ZodObject, asked: RegistrationForm): z.ZodObject => {
  const { attendeeTypes, questions } = asked
  const rules = questions.map((question) => [question.id, question.required ? answerSchema(question) : answerSchema(question).optional()])
  const types = attendeeTypes.map(({ id }) => id)
  const how = asksParticipation(asked) ? { participation: participationSchema } : {}
  return z.object({ ...schema.shape, ...how, attendeeType: z.enum(types), answers: z.object(Object.fromEntries(rules)) })
}

const values = (options: readonly Option[]) => options.map(({ id, label }) => ({ value: id, label }))

const quoted = (texts: Texts, formats: Formats, options: readonly Option[], ids: readonly string[]): string =>
  formats.anyOf(options.filter(({ id }) => ids.includes(id)).map(({ label }) => texts.questions.quoted({ text: label })))

const conditionText = (texts: Texts, formats: Formats, asked: RegistrationForm, { when }: FormQuestion): readonly string[] => {
  if (when === undefined) return []
  if (when.question === attendeeTypeKey) return [texts.questions.onlyAs({ types: quoted(texts, formats, asked.attendeeTypes, when.is) })]
  const on = asked.questions.find(({ id }) => id === when.question)
  if (on === undefined) return []
  return [
    texts.questions.onlyIf({
      question: texts.questions.quoted({ text: on.label }),
      options: quoted(texts, formats, optionsOf(on), when.is),
    }),
  ]
}

interface Bounds {
  readonly from: (given: { readonly min: string }) => string
  readonly upTo: (given: { readonly max: string }) => string
  readonly between: (given: { readonly min: string; readonly max: string }) => string
}

const boundsText = <Value>(
  say: (value: Value) => string,
  texts: Bounds,
  min: Value | undefined,
  max: Value | undefined,
): readonly string[] => {
  if (min !== undefined && max !== undefined) return [texts.between({ min: say(min), max: say(max) })]
  if (min !== undefined) return [texts.from({ min: say(min) })]
  return max === undefined ? [] : [texts.upTo({ max: say(max) })]
}

const limitsText = ({ questions: texts }: Texts, formats: Formats, question: FormQuestion): readonly string[] => {
  switch (question.type) {
    case 'number':
      return boundsText(formats.number, texts, question.min, question.max)
    case 'date': {
      const days = { from: texts.notBefore, upTo: texts.notAfter, between: texts.betweenDays }
      return boundsText(formats.date, days, question.min, question.max)
    }
    case 'file':
      return [texts.fileLater]
    case 'choices':
      return [question.max === undefined ? texts.several : texts.atMost({ count: question.max })]
    default:
      return []
  }
}

// As many as can be taken in at a glance; longer lists become a drop-down.
const mostRadioButtons = 12

const control = (form: Form, question: FormQuestion, field: Field): Html => {
  switch (question.type) {
    case 'text':
      return question.rows === 1 ? textField(form, field) : textArea(form, { ...field, rows: question.rows })
    case 'number':
      return textField(form, { ...field, type: 'number', width: 'short' })
    case 'date':
      return textField(form, { ...field, type: 'date', width: 'medium' })
    case 'choice':
      return question.options.length > mostRadioButtons
        ? selectField(form, { ...field, options: values(question.options), none: form.texts.site.form.choose })
        : radioGroup(form, { ...field, options: values(question.options) })
    case 'choices':
      return checkboxGroup(form, { ...field, options: values(question.options) })
    case 'file':
      return html`<div class="field"><p class="field-label">${question.label}</p><p class="hint">${field.hint}</p></div>`
  }
}

const whenName = (question: string, prefix: string): string =>
  question === attendeeTypeKey ? prefix + attendeeTypeKey : answerName(question, prefix)

/** Whom the questions are about. */
export interface About {
  /** Of the controls' names, in a form about several people. */
  readonly prefix?: string
  /** The ways to take part in which no place is left. */
  readonly full?: readonly Participation[]
  /** How the person takes part so far, with a place. */
  readonly own?: Participation | undefined
}

/** Asks how somebody takes part. A way in which no place is left can only be kept. */
const participationField = (form: Form, { prefix = '', full = [], own }: About): Html => {
  const { participation: hints, sessions } = form.texts.register
  return radioGroup(form, {
    name: prefix + participationKey,
    options: participations.map((way) => {
      const disabled = full.includes(way) && way !== own
      return { value: way, label: form.texts.formats[way], hint: disabled ? sessions.full : hints[way], disabled }
    }),
  })
}

/** The controls of the event's questions for one person. With scripts, those whose condition does not hold are hidden. */
export const questionFields = (context: PageContext, form: Form, asked: RegistrationForm, about: About = {}): readonly (Html | '')[] => {
  if (!asksAnything(asked)) return []
  const { prefix = '' } = about
  const formats = formatsIn(context.language)
  const oneQuestion = (question: FormQuestion): Html => {
    const { help, when, id, label } = question
    const hint = [
      ...conditionText(form.texts, formats, asked, question),
      ...(help === undefined ? [] : [help]),
      ...limitsText(form.texts, formats, question),
    ]
    const shown = control(form, question, { name: answerName(id, prefix), label, ...(hint.length === 0 ? {} : { hint: hint.join(' ') }) })
    return when === undefined
      ? shown
      : html`<div class="conditional" data-when="${whenName(when.question, prefix)}" data-is="${when.is.join(' ')}">${shown}</div>`
  }
  return [
    asksParticipation(asked) ? participationField(form, about) : '',
    asked.attendeeTypes.length === 0 ? '' : radioGroup(form, { name: prefix + attendeeTypeKey, options: values(asked.attendeeTypes) }),
    ...asked.questions.map(oneQuestion),
  ]
}
