import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { type HeadedEvent, pageAboutEvent } from '../programme/page-about-event.ts'

/** The answer to a form that was sent before and says something else now. Only whoever sent it first sees this. */
export const firstStandsView = (context: PageContext, { event }: { readonly event: HeadedEvent }): Html => {
  const { firstStands: texts } = textsIn(context.language).register
  return pageAboutEvent(
    context,
    { event, heading: texts.title },
    html`
${notice('warning', { title: texts.notSaved, body: texts.body, live: true })}
<div class="section"><ul class="stack"><li>${texts.change}</li><li>${texts.other}</li></ul></div>
<p class="actions"><a class="button" href="${paths.myLinks.pattern}">${texts.link}</a>
<a class="button button-quiet" href="${paths.register.to(event)}">${texts.again}</a></p>`,
  )
}
