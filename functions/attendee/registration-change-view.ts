import type { FieldProblem } from '../../shared/domain/problem.ts'
import { registrationDetailsSchema } from '../../shared/domain/registration.ts'
import { textsIn } from '../../shared/texts/texts.ts'
import { errorSummary, type FormValues, formTitle, postForm, submitButton } from '../../shared/views/form.ts'
import { type Html, html } from '../../shared/views/html.ts'
import { layout, type PageContext } from '../../shared/views/layout.ts'
import { paths } from '../../shared/web/paths.ts'
import { aboutEvent, type HeadedEvent } from './event-heading.ts'
import { personFields, personForm } from './registration-fields.ts'

/** The form of `registrationDetailsSchema`. */
export interface RegistrationChangeModel {
  readonly token: string
  readonly event: HeadedEvent
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
}

export const registrationChangeView = (context: PageContext, { token, event, values, problems }: RegistrationChangeModel): Html => {
  const form = personForm(context, { schema: registrationDetailsSchema, values, problems })
  const texts = textsIn(context.language).registration.changePage
  return layout(context, {
    title: formTitle(form, texts.title),
    main: aboutEvent(
      context,
      texts.title,
      event,
      html`${errorSummary(form)}
${postForm(context, [
  ...personFields(context, form),
  html`<p class="actions">${submitButton(texts.submit)}<a href="${paths.registration.to({ token })}">${texts.back}</a></p>`,
])}`,
    ),
  })
}
