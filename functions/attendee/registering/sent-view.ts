import { network } from '../../../shared/domain/basics/network.ts'
import { type Event, needsPersonalKey } from '../../../shared/domain/event/event.ts'
import { heldMinutes } from '../../../shared/domain/seats/fair-share.ts'
import { type Html, html, withMarkup } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import type { PublicEvent } from '../../../shared/views/event/event-parts.ts'
import { brokenAddress } from '../../../shared/views/page/email-address.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { addToCalendar } from '../programme/add-to-calendar-view.ts'
import { pageAboutEvent } from '../programme/page-about-event.ts'

/** The answer to a registration. It is the same whether or not the address was registered before. */
export interface RegisteredModel {
  readonly event: PublicEvent & Pick<Event, 'audience'>
  readonly status: 'confirmed' | 'waitlisted' | 'pending' | 'offered'
  /** The address as it was entered; absent if the page is opened much later. */
  readonly address?: string
}

/** Says that a mail is on its way, and to which address if that is known. */
export const mailed = ({ language }: PageContext, address: string | undefined): Html => {
  const texts = textsIn(language).register.sent
  if (address === undefined) return html`<p>${texts.mailed}</p>`
  return html`<p class="long-words">${withMarkup((to) => texts.mailedTo({ address: to }), html`<strong>${brokenAddress(address)}</strong>`)}</p>`
}

/** What to do about a mistyped address. Where a personal link fixes the address, there is none. */
const wrongAddress = ({ language }: PageContext, event: RegisteredModel['event']): Html | '' => {
  if (needsPersonalKey(event)) return ''
  const { wrongAddress: texts } = textsIn(language).register.sent
  const contact = html`<a href="mailto:${network.contactEmail}">${network.contactEmail}</a>`
  return html`<section class="section" aria-labelledby="wrong-address"><h2 id="wrong-address">${texts.title}</h2>
<p>${withMarkup((to) => texts.body({ contact: to }), contact)}</p>
<p><a href="${paths.register.to(event)}">${texts.again}</a></p></section>`
}

const calendar = (context: PageContext, { event, status }: RegisteredModel): Html | '' =>
  status === 'confirmed'
    ? html`<div class="event-actions">${addToCalendar(context, event, {
        file: paths.eventCalendar.to(event),
        hint: textsIn(context.language).addTo.sentHint,
        more: [],
      })}</div>`
    : ''

export const registeredView = (context: PageContext, model: RegisteredModel): Html => {
  const { event, status, address } = model
  const texts = textsIn(context.language).register.sent
  const body = status === 'offered' ? texts.offered({ minutes: heldMinutes }) : texts[status]
  return pageAboutEvent(
    context,
    { event, heading: texts.title },
    html`
${notice('success', { title: texts.thanks, body: html`${mailed(context, address)}<p>${body}</p>`, live: true })}
<section class="section" aria-labelledby="next"><h2 id="next">${texts.next}</h2>
<ol class="steps">${[texts.steps.mail, texts.steps[status], texts.steps.again].map((step) => html`<li>${step}</li>`)}</ol>${calendar(context, model)}</section>
${wrongAddress(context, event)}
<p class="actions"><a class="button button-quiet" href="${paths.event.to({ slug: event.slug })}">${texts.back}</a>
<a href="${paths.home.pattern}">${texts.more}</a></p>`,
  )
}
