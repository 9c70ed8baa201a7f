import { backupDays } from '../../shared/domain/people/periods.ts'
import { type Html, html } from '../../shared/site/html.ts'
import type { PageContext } from '../../shared/site/page-context.ts'
import { paths } from '../../shared/site/paths.ts'
import { textsIn } from '../../shared/texts/texts.ts'
import { postForm, submitButton } from '../../shared/views/form/form.ts'
import { layout } from '../../shared/views/page/layout.ts'
import { facts } from '../../shared/views/page/notice.ts'
import type { Section } from './sections.ts'

interface OfAddress {
  readonly email: string
  readonly token: string
}

const linesOf = (value: string): Html => html`${value.split('\n').map((line, index) => html`${index === 0 ? '' : html`<br>`}${line}`)}`

export const shownDataView = (
  context: PageContext,
  { email, token, sections }: OfAddress & { readonly sections: readonly Section[] },
): Html => {
  const { shown: texts } = textsIn(context.language).myData
  return layout(context, {
    title: texts.title,
    main: html`<div class="wrap narrow stack"><h1>${texts.title}</h1><p class="lead">${texts.lead({ email })}</p><p>${texts.until}</p>
<p class="actions"><a class="button button-quiet" href="${paths.myDataText.to({ token })}">${texts.text}</a>
<a class="button button-quiet" href="${paths.myDataJson.to({ token })}">${texts.json}</a>
<a class="button button-danger" href="${paths.myDataErase.to({ token })}">${texts.erase}</a></p>
${sections.length === 0 ? html`<p class="empty">${texts.nothing}</p>` : ''}
${sections.map(({ title, facts: known }) => html`<section class="section"><h2>${title}</h2>${facts(known.map(([label, value]) => [label, linesOf(value)]))}</section>`)}</div>`,
  })
}

/** What erasing does, and the button that does it: links are also opened by programs that check mails. */
export const eraseView = (context: PageContext, { email, token }: OfAddress): Html => {
  const { erase: texts } = textsIn(context.language).myData
  const { cancel, erase, stays, backups } = texts.steps
  return layout(context, {
    title: texts.title,
    main: html`<div class="wrap narrow stack"><h1>${texts.title}</h1><p class="lead">${texts.lead({ email })}</p>
<section class="section" aria-labelledby="what"><h2 id="what">${texts.what}</h2>
<ul class="stack">${[cancel, erase, stays, backups({ days: backupDays })].map((step) => html`<li>${step}</li>`)}</ul></section>
${postForm(context, [
  html`<p class="actions">${submitButton(texts.submit, { look: 'danger' })}
<a class="button button-quiet" href="${paths.myDataShown.to({ token })}">${texts.keep}</a></p>`,
])}</div>`,
  })
}
