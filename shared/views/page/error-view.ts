import { network } from '../../domain/basics/network.ts'
import { type Html, html } from '../../site/html.ts'
import type { ErrorModel, PageContext } from '../../site/page-context.ts'
import { paths } from '../../site/paths.ts'
import { textsIn } from '../../texts/texts.ts'
import { layout } from './layout.ts'

export const errorView = (context: PageContext, { title, detail, requestId, aboutLink = false }: ErrorModel): Html => {
  const { errorPage: texts, myLinks } = textsIn(context.language)
  const sendLinks = html`<a class="button" href="${paths.myLinks.pattern}">${myLinks.title}</a>`
  const allEvents = html`<a class="button${aboutLink ? ' button-quiet' : ''}" href="${paths.home.pattern}">${texts.events}</a>`
  return layout(context, {
    title,
    main: html`<div class="wrap narrow error-page"><h1>${title}</h1><p class="lead">${detail}</p>
${requestId === undefined ? '' : html`<p>${texts.request} <code>${requestId}</code></p>`}
<p class="actions">${aboutLink ? sendLinks : ''}${allEvents}
<a href="mailto:${network.contactEmail}">${texts.write}</a></p></div>`,
  })
}
