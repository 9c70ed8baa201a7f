import type { Event } from '../../../shared/domain/event/event.ts'
import { mayManage } from '../../../shared/domain/who-may.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import type { Preview } from '../programme/ways.ts'

/** Says on each page of a preview that it is one, and leads to the others and back to the draft. */
export const previewBanner = (
  context: PageContext,
  event: Event,
  { here, ...ways }: Omit<Preview, 'banner'> & { readonly here: 'event' | 'programme' | 'register' | 'file' },
): Html => {
  const { preview } = textsIn(context.language)
  const isOwn = context.staff !== undefined && mayManage(context.staff, event)
  const pages = [
    { page: 'event', label: preview.eventPage },
    ...(event.sessions.length === 0 ? [] : [{ page: 'programme', label: preview.programme } as const]),
    { page: 'register', label: preview.form },
  ] as const
  const links = pages.map(
    ({ page, label }) => html`<li><a href="${ways[page]}"${page === here ? html` aria-current="page"` : ''}>${label}</a></li>`,
  )
  return html`<div class="preview-banner">${notice('warning', {
    title: preview.heading,
    body: html`<p>${isOwn ? preview.own : preview.byLink}</p><nav aria-label="${preview.parts}"><ul class="preview-parts">${links}${
      isOwn ? html`<li><a href="${paths.manageEvent.to(event)}">${preview.back}</a></li>` : ''
    }</ul></nav>`,
  })}</div>`
}
