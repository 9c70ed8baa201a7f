import { type Html, html } from '../../site/html.ts'
import { type Form, problemText } from './form.ts'
import { type FieldRules, fieldRules } from './schema-rules.ts'

/** A form field. `name` is the path in the form's schema; `label` only if it differs from the form's `wordsOf`. */
export interface Field {
  readonly name: string
  readonly label?: string
  readonly hint?: string
}

export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: string
  /** Shown, but cannot be chosen. */
  readonly disabled?: boolean
}

interface Parts {
  readonly label: Html
  readonly hint: Html | ''
  readonly error: Html | ''
  readonly described: Html | ''
  readonly invalid: Html | ''
  readonly rules: FieldRules
  readonly look: string
}

const partsOf = (form: Form, field: Field): Parts => {
  const rules = fieldRules(form.schema, field.name)
  const problem = problemText(form, field.name)
  const ids = [...(field.hint === undefined ? [] : [`${field.name}-hint`]), ...(problem === undefined ? [] : [`${field.name}-error`])]
  return {
    rules,
    label: html`${field.label ?? form.wordsOf(field.name).label}${rules.required ? '' : html` <span class="optional">${form.texts.site.form.optional}</span>`}`,
    hint: field.hint === undefined ? '' : html`<p class="hint" id="${field.name}-hint">${field.hint}</p>`,
    error: problem === undefined ? '' : html`<p class="field-error" id="${field.name}-error">${problem}</p>`,
    described: ids.length === 0 ? '' : html` aria-describedby="${ids.join(' ')}"`,
    invalid: problem === undefined ? '' : html` aria-invalid="true"`,
    look: problem === undefined ? 'field' : 'field field-wrong',
  }
}

const textOf = (form: Form, name: string): string => {
  const value = form.values[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

const chosenIn = (form: Form, name: string): readonly string[] => {
  const value = form.values[name] ?? []
  return typeof value === 'string' ? [value] : value
}

const required = (rules: FieldRules): Html | '' => (rules.required ? html` required` : '')
const longest = (rules: FieldRules): Html | '' => (rules.maxLength === undefined ? '' : html` maxlength="${rules.maxLength}"`)

/** `number` is a text control with a digit keyboard; `date` is a day (`2022-04-26`), `datetime` a wall time (`2022-04-26T10:00`). `autocomplete` as in HTML. */
export interface TextField extends Field {
  readonly type?: 'text' | 'email' | 'url' | 'number' | 'date' | 'datetime'
  readonly autocomplete?: string
  readonly width?: 'short' | 'medium'
  /** Values that the browser suggests while typing; others are allowed. */
  readonly suggestions?: readonly string[]
}

const controlType = {
  text: html`type="text"`,
  email: html`type="email" inputmode="email" spellcheck="false"`,
  url: html`type="url" inputmode="url" spellcheck="false"`,
  number: html`type="text" inputmode="numeric"`,
  date: html`type="date"`,
  datetime: html`type="datetime-local"`,
}

const suggestionList = ({ name, suggestions }: TextField): Html | '' =>
  suggestions === undefined
    ? ''
    : html`<datalist id="${name}-list">${suggestions.map((suggestion) => html`<option value="${suggestion}"></option>`)}</datalist>`

export const textField = (form: Form, field: TextField): Html => {
  const parts = partsOf(form, field)
  return html`<div class="${parts.look}"><label for="${field.name}">${parts.label}</label>${parts.hint}${parts.error}
<input id="${field.name}" name="${field.name}" ${controlType[field.type ?? 'text']} class="${field.width ?? 'full'}" value="${textOf(form, field.name)}"${
    field.autocomplete === undefined ? '' : html` autocomplete="${field.autocomplete}"`
  }${field.suggestions === undefined ? '' : html` list="${field.name}-list"`}${longest(parts.rules)}${required(parts.rules)}${parts.described}${parts.invalid}>${suggestionList(field)}</div>`
}

export const textArea = (form: Form, field: Field & { readonly rows?: number }): Html => {
  const parts = partsOf(form, field)
  return html`<div class="${parts.look}"><label for="${field.name}">${parts.label}</label>${parts.hint}${parts.error}
<textarea id="${field.name}" name="${field.name}" rows="${field.rows ?? 4}"${longest(parts.rules)}${required(parts.rules)}${parts.described}${parts.invalid}>
${textOf(form, field.name)}</textarea></div>`
}

const options = (all: readonly Option[], chosen: string): Html[] =>
  all.map((option) => html`<option value="${option.value}"${option.value === chosen ? html` selected` : ''}>${option.label}</option>`)

/** A choice from a list. `none` labels the empty choice at its beginning. */
export const selectField = (
  form: Form,
  field: Field & { readonly options: readonly Option[]; readonly none?: string; readonly autocomplete?: string },
): Html => {
  const parts = partsOf(form, field)
  return html`<div class="${parts.look}"><label for="${field.name}">${parts.label}</label>${parts.hint}${parts.error}
<select id="${field.name}" name="${field.name}"${field.autocomplete === undefined ? '' : html` autocomplete="${field.autocomplete}"`}${required(parts.rules)}${parts.described}${parts.invalid}>
${field.none === undefined ? '' : html`<option value="">${field.none}</option>`}${options(field.options, textOf(form, field.name))}</select></div>`
}

// The first control of a group has the field's plain name as its id, so that the error summary can link to it.
const idIn = (name: string, index: number): string => (index === 0 ? name : `${name}-${index + 1}`)

const choice = (kind: 'radio' | 'checkbox', name: string, option: Option, index: number, more: Html | ''): Html => {
  const id = idIn(name, index)
  // The plain name belongs to the hint of the whole group.
  const hintId = `${name}-${index + 1}-hint`
  const hint = option.hint === undefined ? '' : html`<span class="hint" id="${hintId}">${option.hint}</span>`
  return html`<div class="choice"><input type="${kind}" id="${id}" name="${name}" value="${option.value}"${more}${option.disabled === true ? html` disabled` : ''}${
    option.hint === undefined ? '' : html` aria-describedby="${hintId}"`
  }><label for="${id}">${option.label}${hint}</label></div>`
}

export const radioGroup = (form: Form, field: Field & { readonly options: readonly Option[] }): Html => {
  const parts = partsOf(form, field)
  const chosen = textOf(form, field.name)
  return html`<fieldset class="${parts.look}" role="radiogroup"${parts.described}${parts.invalid}${parts.rules.required ? html` aria-required="true"` : ''}>
<legend>${parts.label}</legend>${parts.hint}${parts.error}
<div class="choices">${field.options.map((option, index) =>
    choice('radio', field.name, option, index, option.value === chosen && option.disabled !== true ? html` checked` : ''),
  )}</div></fieldset>`
}

export const checkboxGroup = (form: Form, field: Field & { readonly options: readonly Option[] }): Html => {
  const parts = partsOf(form, field)
  const chosen = chosenIn(form, field.name)
  return html`<fieldset class="${parts.look}"${parts.described}><legend>${parts.label}</legend>${parts.hint}${parts.error}
<div class="choices">${field.options.map((option, index) =>
    choice(
      'checkbox',
      field.name,
      option,
      index,
      html`${chosen.includes(option.value) && option.disabled !== true ? html` checked` : ''}${parts.invalid}`,
    ),
  )}</div></fieldset>`
}

/** A single checkbox, posted as `true`. `label` may contain links. */
export const checkbox = (form: Form, field: { readonly name: string; readonly label: Html | string; readonly hint?: string }): Html => {
  const { name, hint } = field
  const parts = partsOf(form, hint === undefined ? { name } : { name, hint })
  return html`<div class="${parts.look}">${parts.error}<div class="choice"><input type="checkbox" id="${name}" name="${name}" value="true"${
    textOf(form, name) === 'true' ? html` checked` : ''
  }${required(parts.rules)}${parts.described}${parts.invalid}><label for="${name}">${field.label}</label></div>${parts.hint}</div>`
}

/** A row of numbers to choose from, `from` to `to`; `low` and `high` explain the ends. */
export const scaleField = (
  form: Form,
  field: Field & { readonly from: number; readonly to: number; readonly low: string; readonly high: string },
): Html => {
  const { name, from, to, low, high } = field
  const parts = partsOf(form, { ...field, hint: field.hint ?? form.texts.site.form.scale({ from, low, to, high }) })
  const chosen = textOf(form, name)
  const points = Array.from({ length: to - from + 1 }, (_, index) => String(from + index))
  return html`<fieldset class="${parts.look}" role="radiogroup"${parts.described}${parts.invalid}${parts.rules.required ? html` aria-required="true"` : ''}>
<legend>${parts.label}</legend>${parts.hint}${parts.error}
<div class="scale">${points.map(
    (point, index) =>
      html`<label class="scale-point"><input type="radio" id="${idIn(name, index)}" name="${name}" value="${point}"${
        point === chosen ? html` checked` : ''
      }><span>${point}</span></label>`,
  )}</div></fieldset>`
}
