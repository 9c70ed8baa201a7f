import { mayManage, type Organised } from '../../domain/who-may.ts'
import { type Html, html } from '../../site/html.ts'
import type { PageContext } from '../../site/page-context.ts'
import { textsIn } from '../../texts/texts.ts'

/** From a page for everybody to where the event or series that it shows is managed, for those of staff who may. */
export const wayToManage = ({ language, staff }: PageContext, organised: Organised, what: 'event' | 'series', path: string): Html | '' =>
  staff !== undefined && mayManage(staff, organised)
    ? html`<p class="way-to-manage"><a class="button button-quiet" href="${path}">${textsIn(language).site.manage[what]}</a></p>`
    : ''
