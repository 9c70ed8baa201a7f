import type * as z from 'zod'
import { countryCodes } from '../../shared/domain/country.ts'
import type { FieldProblem } from '../../shared/domain/problem.ts'
import { stakeholderRoles } from '../../shared/domain/registration.ts'
import { formatsIn } from '../../shared/texts/formats.ts'
import { textsIn } from '../../shared/texts/texts.ts'
import { radioGroup, selectField, textArea, textField } from '../../shared/views/fields.ts'
import type { Form, FormValues } from '../../shared/views/form.ts'
import type { Html } from '../../shared/views/html.ts'
import type { PageContext } from '../../shared/views/layout.ts'

/** A form about a person, for a schema whose fields `texts.fields` names, in the order of the form. */
export const personForm = (
  { language }: PageContext,
  about: { readonly schema: z.core.$ZodType; readonly values: FormValues; readonly problems: readonly FieldProblem[] },
): Form => {
  const texts = textsIn(language)
  const labels = new Map(Object.entries(texts.fields).map(([name, { label }]) => [name, label]))
  const order = [...labels.keys()]
  const problems = about.problems.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field))
  return { ...about, problems, texts, labelOf: (name) => labels.get(name) ?? name }
}

/** The fields that `registrationDetailsSchema` knows; `between` stands after the name. */
export const personFields = ({ language }: PageContext, form: Form, between: Html | '' = ''): readonly (Html | '')[] => {
  const { fields, roles, site } = form.texts
  const { country, compare } = formatsIn(language)
  const countries = countryCodes.map((code) => ({ value: code, label: country(code) })).sort((a, b) => compare(a.label, b.label))
  return [
    textField(form, { name: 'name', hint: fields.name.hint, autocomplete: 'name' }),
    between,
    textField(form, { name: 'organisation', autocomplete: 'organization' }),
    selectField(form, { name: 'country', options: countries, none: site.form.choose, autocomplete: 'country' }),
    radioGroup(form, {
      name: 'role',
      hint: fields.role.hint,
      options: stakeholderRoles.map((role) => ({ value: role, label: roles[role] })),
    }),
    textArea(form, { name: 'accessibilityNeeds', hint: fields.accessibilityNeeds.hint, rows: 3 }),
  ]
}
