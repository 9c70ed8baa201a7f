import type { FieldProblem } from '../../shared/domain/problem.ts'
import { registrationInputSchema } from '../../shared/domain/registration.ts'
import type { RegistrationForm } from '../../shared/domain/registration-form.ts'
import { textsIn } from '../../shared/texts/texts.ts'
import type { PublicEvent } from '../../shared/views/event-parts.ts'
import { checkbox, textField } from '../../shared/views/fields.ts'
import { errorSummary, type FormValues, formTitle, hiddenField, postForm, submitButton } from '../../shared/views/form.ts'
import { type Html, html } from '../../shared/views/html.ts'
import { layout, type PageContext } from '../../shared/views/layout.ts'
import { paths } from '../../shared/web/paths.ts'
import { aboutEvent } from './event-heading.ts'
import { personFields, personForm } from './registration-fields.ts'

/** The form of `registrationInputSchema` with the questions of the event; `consent` is posted as `true`. */
export interface RegisterModel {
  readonly event: PublicEvent & RegistrationForm
  /** Free places; left out without a limit. With none left, the form is about the waiting list. */
  readonly placesLeft?: number
  /** Posted as `requestKey`, so that a repeated request is known as one. */
  readonly requestKey: string
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
}

export const registerView = (context: PageContext, model: RegisterModel): Html => {
  const { event, placesLeft, requestKey, values, problems } = model
  const form = personForm(context, { schema: registrationInputSchema, asked: event, values, problems })
  const { fields, register: texts } = textsIn(context.language)
  const full = placesLeft === 0
  const title = full ? texts.titleFull : texts.title
  const consent = html`${texts.consentBefore}<a href="${paths.privacy.pattern}">${texts.consentLink}</a>${texts.consentAfter}`
  return layout(context, {
    title: formTitle(form, `${title}: ${event.title}`),
    main: aboutEvent(
      context,
      title,
      event,
      html`
${errorSummary(form)}<p class="intro">${full ? texts.introFull : texts.intro} <a href="${paths.registerGroup.to(event)}">${texts.group}</a></p>
${postForm(context, [
  hiddenField('requestKey', requestKey),
  ...personFields(context, form, {
    asked: event,
    between: textField(form, { name: 'email', type: 'email', hint: fields.email.hint, autocomplete: 'email' }),
  }),
  checkbox(form, { name: 'consent', label: consent }),
  submitButton(full ? texts.submitFull : texts.submit),
])}`,
    ),
  })
}
