import { attendeeTypeKey } from '../../../shared/domain/registration-form/question.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import { checkbox, type Option, selectField, textArea, textField } from '../../../shared/views/form/fields.ts'
import { type Form, hiddenField } from '../../../shared/views/form/form.ts'
import { type QuestionFormValues, questionTypes } from './question-values.ts'
import { formActions } from './rearranging.ts'

interface Questions {
  readonly questions: readonly QuestionFormValues[]
  /** Where the form posts to; without scripts too, adding a question jumps to it. */
  readonly action: string
  /** Id of the question to focus. */
  readonly focus?: string
}

/** A part that only some question types need; with scripts, it is shown only for those. */
const forTypes = (name: (control: string) => string, types: string, part: Html): Html =>
  html`<div data-when="${name('type')}" data-is="${types}">${part}</div>`

const hasOptions = ({ type }: QuestionFormValues): boolean => type === 'choice' || type === 'choices'

const conditions = (form: Form, earlier: readonly QuestionFormValues[]): readonly Option[] => [
  { value: attendeeTypeKey, label: form.texts.eventForm.fields.attendeeTypes },
  ...earlier.filter(hasOptions).map(({ id, label }) => ({ value: id, label })),
]

/** Whether a question needs attention, and so must not be collapsed. */
const needsWork = (form: Form, { focus }: Questions, { label }: QuestionFormValues, id: string): boolean =>
  label === '' || focus === id || form.problems.some(({ field }) => field.startsWith(`${id}.`))

const conditionFields = (form: Form, questions: readonly QuestionFormValues[], index: number): Html => {
  const { fields, questionEditor: texts } = form.texts.eventForm
  const [question, is] = [`questions.${index}.whenQuestion`, `questions.${index}.whenIs`]
  const options = conditions(form, questions.slice(0, index))
  return html`${selectField(form, { name: question, label: fields.whenQuestion, options, none: texts.always })}
<div class="conditional" data-when="${question}" data-is="${options.map(({ value }) => value).join(' ')}">${textArea(form, { name: is, label: fields.whenIs, hint: texts.whenIsHint, rows: 2 })}</div>`
}

const oneQuestion = (form: Form, model: Questions, values: QuestionFormValues, index: number): Html => {
  const { fields, questionEditor: texts, questionTypes: typeNames } = form.texts.eventForm
  const id = `questions.${index}`
  const name = (control: string): string => `${id}.${control}`
  const title = texts.question({ number: index + 1 })
  const types = questionTypes.map((type) => ({ value: type, label: typeNames[type] }))
  const bounds = html`<div class="side-by-side">${textField(form, { name: name('min'), label: fields.min, hint: texts.minHint })}
${textField(form, { name: name('max'), label: fields.max, hint: texts.maxHint })}</div>`
  return html`<details class="question-fields" id="${id}" tabindex="-1"${needsWork(form, model, values, id) ? html` open` : ''}${model.focus === id ? html` data-focus` : ''}>
<summary>${values.label === '' ? title : form.texts.site.labelled({ label: title, value: values.label })}</summary>
<fieldset class="session-fields"><legend class="visually-hidden">${title}</legend><div>${values.id === '' ? '' : hiddenField(name('id'), values.id)}${textField(form, { name: name('label'), label: fields.label })}
${selectField(form, { name: name('type'), label: fields.type, options: types })}
${forTypes(name, 'choice choices', textArea(form, { name: name('options'), label: fields.options, hint: texts.optionsHint, rows: 4 }))}
${forTypes(name, 'text', textField(form, { name: name('rows'), label: fields.rows, type: 'number', width: 'short' }))}
${forTypes(name, 'number date choices', bounds)}
${textField(form, { name: name('help'), label: fields.help })}
${checkbox(form, { name: name('required'), label: texts.required })}
${conditionFields(form, model.questions, index)}
<p class="actions">${index === 0 ? '' : html`<button class="tool" type="submit" name="action" value="${formActions.moveQuestion(index)}">${texts.moveUp({ number: index + 1 })}</button>`}
<button class="tool" type="submit" name="action" value="${formActions.removeQuestion(index)}">${texts.remove({ number: index + 1 })}</button></p></div></fieldset></details>`
}

/** The questions of the event form, each with buttons to move and remove it, and one button to add a question. */
export const questionEditor = (form: Form, model: Questions): Html => {
  const { questions, action } = model
  const { questionEditor: texts } = form.texts.eventForm
  return html`<p class="hint">${texts.hint}</p>
${textArea(form, { name: 'attendeeTypes', hint: texts.attendeeTypesHint, rows: 3 })}
${questions.map((question, index) => oneQuestion(form, model, question, index))}
<p><button class="button button-quiet" type="submit" name="action" value="${formActions.addQuestion}" formaction="${action}#questions.${questions.length}">${texts.add}</button></p>
${textField(form, { name: 'changesUntil', type: 'datetime', width: 'medium', hint: texts.changesUntilHint })}`
}
