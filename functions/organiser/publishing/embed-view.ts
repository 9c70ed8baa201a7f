import { type Event, isListed } from '../../../shared/domain/event/event.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { type Path, paths } from '../../../shared/site/paths.ts'
import type { Texts } from '../../../shared/texts/texts.ts'

/** What somebody copies: a link for readers without scripts, and the script that puts more in its place. */
const snippetOf = ({ siteUrl }: PageContext, event: Event, script: Path<string>): string =>
  html`<a href="${siteUrl}${paths.event.to(event)}">${event.title}</a>
<script src="${siteUrl}${script.to(event)}" async></script>`.toString()

/** How an event is shown on other sites: what to copy, and how it looks. */
export const embedSection = (context: PageContext, { embed }: Texts, event: Event): Html | '' => {
  if (event.status !== 'published' || !isListed(event)) return ''
  const box = (id: string, label: string, script: Path<string>): Html =>
    html`<div class="field"><label for="${id}">${label}</label><textarea id="${id}" rows="6" readonly class="snippet" spellcheck="false">
${snippetOf(context, event, script)}</textarea></div>`
  return html`<section class="section stack" aria-labelledby="embed"><h2 id="embed">${embed.title}</h2><p>${embed.lead}</p>
<details><summary>${embed.show}</summary><div class="form">${box('embed-button', embed.button, paths.embeddedButton)}${
    event.sessions.length === 0 ? '' : box('embed-programme', embed.withProgramme, paths.embeddedProgramme)
  }<p class="hint">${embed.policy({ site: context.siteUrl })}</p>
<div><h3>${embed.looks}</h3><div class="panel"><a href="${context.siteUrl}${paths.event.to(event)}">${event.title}</a>
<script src="${paths.embeddedButton.to(event)}" async></script></div></div></div></details></section>`
}
