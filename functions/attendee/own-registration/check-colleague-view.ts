import { participationAt } from '../../../shared/domain/event/participation.ts'
import type { HandOverInput } from '../../../shared/domain/registration/hand-over.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import type { RegistrationForm } from '../../../shared/domain/registration-form/form.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { answerFacts } from '../../../shared/views/event/answer-facts.ts'
import { hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { brokenAddress } from '../../../shared/views/page/email-address.ts'
import { facts } from '../../../shared/views/page/notice.ts'
import { type HeadedEvent, pageAboutEvent } from '../programme/page-about-event.ts'

/** Values of the buttons, posted as `step`, that say what to do with the form. Without one it is to be checked. */
export const handOverSteps = { hand: 'hand', edit: 'edit' } as const

/** The check before a place is handed over. */
export interface HandOverCheckModel {
  readonly event: HeadedEvent & RegistrationForm
  readonly colleague: HandOverInput & Pick<Registration, 'organisation' | 'country' | 'role' | 'participation'>
  /** The titles of the sessions that go with the place. */
  readonly sessions: readonly string[]
  /** The submitted form, to be submitted again. */
  readonly sent: URLSearchParams
}

export const handOverCheckView = (context: PageContext, { event, colleague, sessions, sent }: HandOverCheckModel): Html => {
  const { language } = context
  const { fields, formats, roles, registration } = textsIn(language)
  const { handOverCheck: texts, handOverPage } = registration
  const { name, email, organisation, country, role } = colleague
  const takesPart = participationAt(event, colleague)
  return pageAboutEvent(
    context,
    { event, heading: texts.title },
    html`<section class="section" aria-labelledby="colleague"><h2 id="colleague">${texts.colleague}</h2><div class="panel">${facts([
      [handOverPage.name.label, name],
      [handOverPage.email.label, brokenAddress(email)],
      [handOverPage.language.label, formatsIn(language).language(colleague.language ?? language)],
      ...answerFacts(language, event, colleague),
    ])}</div></section>
<section class="section" aria-labelledby="kept"><h2 id="kept">${texts.organisation}</h2><div class="panel">${facts([
      [fields.organisation.label, organisation],
      [fields.country.label, formatsIn(language).country(country)],
      [fields.role.label, roles[role]],
      ...(takesPart === undefined ? [] : [[registration.participation.label, formats[takesPart]] as const]),
      ...(sessions.length === 0 ? [] : [[fields.sessions.label, html`<span class="lines">${sessions.join('\n')}</span>`] as const]),
    ])}</div></section>
<section class="section" aria-labelledby="then"><h2 id="then">${texts.effects}</h2><ul class="stack">${Object.values(texts.steps).map((step) => html`<li>${step}</li>`)}</ul></section>
<div class="section">${postForm(context, [
      ...[...sent].map(([field, value]) => hiddenField(field, value)),
      html`<p class="actions">${submitButton(texts.submit, { look: 'danger', name: 'step', value: handOverSteps.hand })}
${submitButton(texts.edit, { look: 'quiet', name: 'step', value: handOverSteps.edit })}</p>`,
    ])}</div>`,
  )
}
