import type { ListPage } from '../../domain/basics/list-page.ts'
import { type Html, html } from '../../site/html.ts'
import type { PageContext } from '../../site/page-context.ts'
import { textsIn } from '../../texts/texts.ts'

/** Links to the page before and after, with what the reader chose; nothing if all is on one page. */
export const pager = ({ here, language }: PageContext, { page, pages }: Omit<ListPage<unknown>, 'shown'>): Html | '' => {
  if (pages < 2) return ''
  const { pager: texts } = textsIn(language).site
  const [path = '', query = ''] = here.split('?', 2)
  const link = (to: number, rel: 'prev' | 'next', label: string): Html => {
    const chosen = new URLSearchParams(query)
    chosen.set('page', String(to))
    return html`<a href="${path}?${chosen}" rel="${rel}">${label}</a> `
  }
  return html`<nav class="section" aria-label="${texts.label}"><p class="actions">${page > 1 ? link(page - 1, 'prev', texts.previous) : ''}<span>${texts.position({ page, pages })}</span> ${page < pages ? link(page + 1, 'next', texts.next) : ''}</p></nav>`
}
