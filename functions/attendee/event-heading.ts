import { formatsIn } from '../../shared/texts/formats.ts'
import { textsIn } from '../../shared/texts/texts.ts'
import { dateLeaf, type PublicEvent, whenInShort } from '../../shared/views/event-parts.ts'
import { type Html, html } from '../../shared/views/html.ts'
import type { PageContext } from '../../shared/views/layout.ts'
import { paths } from '../../shared/web/paths.ts'

/** What the head of a page about an event needs of it. */
export type HeadedEvent = Pick<PublicEvent, 'slug' | 'kind' | 'title' | 'format' | 'timeZone' | 'startsAt' | 'endsAt'>

/** The head of a page that does something about an event: what, and which event. */
export const eventHeading = ({ language }: PageContext, title: string, event: HeadedEvent): Html => {
  const texts = textsIn(language)
  return html`<header class="page-head"><h1>${title}</h1>
<div class="event-reminder">${dateLeaf(event, language)}<div><p class="card-kind"><span class="kind kind-${event.kind}">${texts.kinds[event.kind]}</span></p>
<p class="event-name"><a href="${paths.event.to({ slug: event.slug })}">${event.title}</a></p>
<p class="muted">${formatsIn(language).day(event.startsAt, event.timeZone)} · ${whenInShort(event, language)} · ${texts.formats[event.format]}</p></div></div></header>`
}
