import { textsIn } from '../../shared/texts/texts.ts'
import { type Html, html } from '../../shared/views/html.ts'
import { layout, type PageContext } from '../../shared/views/layout.ts'
import { notice } from '../../shared/views/notice.ts'
import { paths } from '../../shared/web/paths.ts'
import { aboutEvent, type HeadedEvent } from './event-heading.ts'

/** The answer to a registration. It is the same whether or not the address was registered before. */
export interface RegisteredModel {
  readonly event: HeadedEvent
  readonly status: 'confirmed' | 'waitlisted' | 'pending'
}

export const registeredView = (context: PageContext, { event, status }: RegisteredModel): Html => {
  const texts = textsIn(context.language).register.sent
  return layout(context, {
    title: texts.title,
    main: aboutEvent(
      context,
      texts.title,
      event,
      html`
${notice('success', { title: texts.thanks, body: texts[status], live: true })}
<section class="section" aria-labelledby="next"><h2 id="next">${texts.next}</h2>
<ol class="steps">${[texts.steps.mail, texts.steps[status], texts.steps.again].map((step) => html`<li>${step}</li>`)}</ol></section>
<p class="actions"><a class="button button-quiet" href="${paths.event.to({ slug: event.slug })}">${texts.back}</a>
<a href="${paths.home.pattern}">${texts.more}</a></p>`,
    ),
  })
}
