import type { RegistrationStatus } from '../../../shared/domain/registration/registration.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { postForm, submitButton } from '../../../shared/views/form/form.ts'
import { type HeadedEvent, pageAboutEvent } from '../programme/page-about-event.ts'

/** The confirmation page before a registration is cancelled. */
export interface RegistrationCancelModel {
  readonly token: string
  readonly event: HeadedEvent
  readonly status: Exclude<RegistrationStatus, 'cancelled'>
  /** Whether the person's calendar declined the invitation; the page then explains that, as the person did not ask to cancel. */
  readonly declined: boolean
}

export const registrationCancelView = (context: PageContext, { token, event, status, declined }: RegistrationCancelModel): Html => {
  const texts = textsIn(context.language).registration.cancelPage
  const way = texts.ways[status]
  const title = declined ? texts.declinedTitle : way.title
  const keep = submitButton(texts.keep, { look: 'quiet', action: paths.registrationKeep.to({ token }) })
  return pageAboutEvent(
    context,
    { event, heading: title },
    html`${declined ? html`<p class="intro">${texts.declinedBody}</p>` : ''}
<p class="intro">${way.body}</p>
${postForm(
  context,
  html`<p class="actions">${submitButton(declined ? texts.giveUp : way.submit, { look: 'danger' })}
${declined ? keep : html`<a href="${paths.registration.to({ token })}">${texts.back}</a>`}</p>`,
)}`,
  )
}
