import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { eventTimes } from '../../../shared/views/event/event-line.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { badge, notice } from '../../../shared/views/page/notice.ts'
import { mailed } from '../registering/sent-view.ts'
import { statusTones, statusWords } from '../registering/status-words.ts'
import type { PublicSeries } from './public-series.ts'

/** How a person stands at each date: the same whether or not the address was registered before. */
export interface JoinedModel {
  /** The address as it was entered. */
  readonly address: string
  readonly found: PublicSeries
  readonly joined: readonly { readonly event: string; readonly status: keyof typeof statusTones }[]
}

export const joinedSeriesView = (context: PageContext, { address, found, joined }: JoinedModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { series: words, register } = texts
  const statuses = statusWords(texts)
  const rows = joined.flatMap(({ event: slug, status }) =>
    found.dates.filter(({ event }) => event.slug === slug).map(({ event }) => ({ event, status })),
  )
  return layout(context, {
    title: register.sent.title,
    main: html`<div class="wrap stack"><p class="back"><a href="${paths.series.to(found.series)}">${found.series.title}</a></p>
<h1>${register.sent.title}</h1>
${notice('success', { title: register.sent.thanks, body: html`${mailed(context, address)}<p>${words.sent}</p>`, live: true })}
<section class="section" aria-labelledby="dates"><h2 id="dates">${words.each}</h2>
<ul class="group-members panel">${rows.map(({ event, status }) => html`<li><span>${eventTimes(formats, event)}</span> ${badge(statuses[status], statusTones[status])}</li>`)}</ul></section>
<p class="actions"><a class="button button-quiet" href="${paths.series.to(found.series)}">${words.back}</a> <a href="${paths.myLinks.pattern}">${texts.myLinks.lost}</a></p></div>`,
  })
}
