import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { layout } from '../../../shared/views/page/layout.ts'

export interface ExportPartsModel {
  readonly event: { readonly slug: string; readonly title: string }
  /** `rows` is the number of registrations in a part, `href` the URL of its file. */
  readonly parts: readonly { readonly rows: number; readonly href: string }[]
}

/** The parts of a list too long for one file. */
export const exportPartsView = (context: PageContext, { event, parts }: ExportPartsModel): Html => {
  const { organiser, site } = textsIn(context.language)
  const { parts: texts } = organiser.registrations
  const ends = parts.map((_, index) => parts.slice(0, index + 1).reduce((sum, { rows }) => sum + rows, 0))
  return layout(context, {
    title: site.labelled({ label: texts.title, value: event.title }),
    main: html`<div class="wrap stack"><p class="back"><a href="${paths.eventRegistrations.to(event)}">${event.title}</a></p>
<h1>${texts.title}</h1>
<p>${texts.lead}</p>
<ol>${parts.map(
      ({ href, rows }, index) =>
        html`<li><a href="${href}">${texts.part({ first: (ends[index] ?? 0) - rows + 1, last: ends[index] ?? 0 })}</a></li>`,
    )}</ol></div>`,
  })
}
