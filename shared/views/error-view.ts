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
}

export const errorView = (context: PageContext, { title, detail, requestId }: ErrorModel): Html => {
  const texts = textsIn(context.language).errorPage
  return layout(context, {
    title,
    main: html`<div class="wrap narrow error-page"><h1>${title}</h1><p class="lead">${detail}</p>
${requestId === undefined ? '' : html`<p>${texts.request} <code>${requestId}</code></p>`}
<p class="actions"><a class="button" href="${paths.home.pattern}">${texts.events}</a>
<a href="mailto:${network.contactEmail}">${texts.write}</a></p></div>`,
  })
}
