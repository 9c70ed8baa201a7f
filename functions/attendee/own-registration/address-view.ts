import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { addressChangeHours, addressChangeInputSchema } from '../../../shared/domain/registration/address-change.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { type Html, html, withMarkup } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type FormValues, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { brokenAddress } from '../../../shared/views/page/email-address.ts'
import { type HeadedEvent, pageAboutEvent } from '../programme/page-about-event.ts'

/** The form of `addressChangeInputSchema`. */
export interface AddressModel {
  readonly token: string
  readonly event: HeadedEvent
  readonly registration: Pick<Registration, 'email'>
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
}

export const addressView = (context: PageContext, { token, event, registration, values, problems }: AddressModel): Html => {
  const all = textsIn(context.language)
  const { addressPage: texts } = all.registration
  const { label, missing } = texts
  const form = { schema: addressChangeInputSchema, texts: all, values, problems, wordsOf: () => ({ ...all.fields.email, label, missing }) }
  const current = html`<strong>${brokenAddress(registration.email)}</strong>`
  return pageAboutEvent(
    context,
    { event, heading: texts.title, form },
    html`${errorSummary(form)}<p class="intro">${texts.intro({ hours: addressChangeHours })}</p>
<p class="intro long-words">${withMarkup((address) => texts.current({ address }), current)}</p>
${postForm(context, [
  textField(form, { name: 'email', type: 'email', autocomplete: 'email' }),
  html`<p class="actions">${submitButton(texts.submit)}<a href="${paths.registration.to({ token })}">${texts.back}</a></p>`,
])}`,
  )
}

/** What the reader of a new address confirms: whose registration, for what. */
export interface ConfirmAddressModel {
  readonly event: HeadedEvent
  readonly name: string
  readonly email: string
}

export const confirmAddressView = (context: PageContext, { event, name, email }: ConfirmAddressModel): Html => {
  const { confirmAddress: texts } = textsIn(context.language).registration
  return pageAboutEvent(
    context,
    { event, heading: texts.title, head: html`<meta name="robots" content="noindex">` },
    html`<div class="stack"><p class="long-words">${texts.body({ name })} <strong>${brokenAddress(email)}</strong></p>
<p>${texts.effects}</p>
<p class="muted">${texts.not}</p></div>
<div class="section">${postForm(context, html`<p class="actions">${submitButton(texts.submit)}</p>`)}</div>`,
  )
}
