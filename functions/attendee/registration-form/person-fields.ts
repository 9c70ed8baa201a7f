import type * as z from 'zod'
import { countryCodes } from '../../../shared/domain/basics/country.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { stakeholderRoles } from '../../../shared/domain/registration/registration.ts'
import type { RegistrationForm } from '../../../shared/domain/registration-form/form.ts'
import { type Html, html, withMarkup } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { FieldWords } from '../../../shared/texts/field-words.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { checkbox, radioGroup, selectField, textArea, textField } from '../../../shared/views/form/fields.ts'
import type { Form, FormValues } from '../../../shared/views/form/form.ts'
import { type About, questionFields, questionWords, withQuestionRules } from './question-fields.ts'

/** A form about a person, for a schema with the fields of `texts.fields`, followed by the event's questions in order. */
export const personForm = (
  { language }: PageContext,
  {
    schema,
    asked,
    ...about
  }: {
    readonly schema: z.ZodObject
    readonly asked: RegistrationForm
    readonly values: FormValues
    readonly problems: readonly FieldProblem[]
  },
): Form => {
  const texts = textsIn(language)
  const { consent, ...fields } = texts.fields
  const words = new Map<string, FieldWords>([...Object.entries({ ...fields }), ...questionWords(texts, asked), ['consent', consent]])
  const order = [...words.keys()]
  const problems = about.problems.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field))
  return { ...about, schema: withQuestionRules(schema, asked), problems, texts, wordsOf: (name) => words.get(name) ?? { label: name } }
}

/** Organisation, country and role. */
export const organisationFields = ({ language }: PageContext, form: Form, role: { readonly hint: string }): readonly Html[] => {
  const { roles, site } = form.texts
  const { country, compare } = formatsIn(language)
  const countries = countryCodes.map((code) => ({ value: code, label: country(code) })).sort((a, b) => compare(a.label, b.label))
  return [
    textField(form, { name: 'organisation', autocomplete: 'organization' }),
    selectField(form, { name: 'country', options: countries, none: site.form.choose, autocomplete: 'country' }),
    radioGroup(form, { ...role, name: 'role', options: stakeholderRoles.map((value) => ({ value, label: roles[value] })) }),
  ]
}

/** The fields of `registrationDetailsSchema`, then the event's questions; `between` comes after the name. */
export const personFields = (
  context: PageContext,
  form: Form,
  { asked, between = '', ...about }: { readonly asked: RegistrationForm; readonly between?: Html | '' } & About,
): readonly (Html | '')[] => {
  const { fields } = form.texts
  return [
    textField(form, { name: 'name', hint: fields.name.hint, autocomplete: 'name' }),
    between,
    ...organisationFields(context, form, { hint: fields.role.hint }),
    textArea(form, { name: 'accessibilityNeeds', hint: fields.accessibilityNeeds.hint, rows: 3 }),
    ...questionFields(context, form, asked, about),
  ]
}

/** The consent to a form's purpose, with a link to the privacy notice. */
export const consentBox = (form: Form, say: (argument: { readonly notice: string }) => string): Html =>
  checkbox(form, {
    name: 'consent',
    label: withMarkup((notice) => say({ notice }), html`<a href="${paths.privacy.pattern}">${form.texts.register.consentLink}</a>`),
  })
