import { network } from '../domain/network.ts'
import { textsIn } from '../texts/texts.ts'
import { paths } from '../web/paths.ts'
import { type Html, html } from './html.ts'
import { layout, type PageContext } from './layout.ts'

/** What went wrong, and what to do, in the reader's language. With `requestId` the reader can name the fault to us. */
export interface ErrorModel {
  readonly title: string
  readonly detail: string
  readonly requestId?: string
  /** Whether a personal link did not work, which can be sent anew. */
  readonly aboutLink?: boolean
}

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
