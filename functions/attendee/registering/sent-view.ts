import { heldMinutes } from '../../../shared/domain/seats/fair-share.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { type HeadedEvent, pageAboutEvent } from '../programme/page-about-event.ts'

/** The answer to a registration. It is the same whether or not the address was registered before. */
export interface RegisteredModel {
  readonly event: HeadedEvent
  readonly status: 'confirmed' | 'waitlisted' | 'pending' | 'offered'
}

export const registeredView = (context: PageContext, { event, status }: RegisteredModel): Html => {
  const texts = textsIn(context.language).register.sent
  return pageAboutEvent(
    context,
    { event, heading: texts.title },
    html`
${notice('success', { title: texts.thanks, body: status === 'offered' ? texts.offered({ minutes: heldMinutes }) : texts[status], live: true })}
<section class="section" aria-labelledby="next"><h2 id="next">${texts.next}</h2>
<ol class="steps">${[texts.steps.mail, texts.steps[status], texts.steps.again].map((step) => html`<li>${step}</li>`)}</ol></section>
<p class="actions"><a class="button button-quiet" href="${paths.event.to({ slug: event.slug })}">${texts.back}</a>
<a href="${paths.home.pattern}">${texts.more}</a></p>`,
  )
}
