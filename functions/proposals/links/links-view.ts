import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { type GroupLink, groupLinkInputSchema } from '../../../shared/domain/proposal/group-link.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, type FormValues, formTitle, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'

/** What has just been done. */
export type LinksNotice = keyof Texts['proposals']['links']['notices']

export interface LinksModel {
  readonly links: readonly GroupLink[]
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
  readonly notice?: LinksNotice
}

/** The links of working groups that the reader may see, each with a way to withdraw it, and the form for another. */
export const linksView = (context: PageContext, { links, values, problems, notice: done }: LinksModel): Html => {
  const texts = textsIn(context.language)
  const { moment } = formatsIn(context.language)
  const { links: words, list } = texts.proposals
  const form: Form = { texts, schema: groupLinkInputSchema, values, problems, wordsOf: () => words.group }
  const row = (link: GroupLink): Html => {
    const url = context.siteUrl + paths.groupProposal.to(link)
    return html`<li class="panel stack"><h3>${link.group}</h3>
<p><a href="${url}">${url}</a></p>
<p class="muted">${words.madeBy({ name: link.maker.name, when: moment(link.madeAt, network.timeZone) })}</p>
${postForm(context, html`<p class="actions">${submitButton(words.withdraw({ group: link.group }), { look: 'quiet' })}</p>`, { action: paths.withdrawGroupLink.to(link) })}</li>`
  }
  return layout(context, {
    title: formTitle(form, words.title),
    main: html`<div class="wrap stack">${done === undefined ? '' : notice('success', { title: words.notices[done], live: true })}
<p class="back"><a href="${paths.proposals.to({})}">${list.title}</a></p><h1>${words.title}</h1><p>${words.about}</p>
${errorSummary(form)}
${postForm(context, html`${textField(form, { name: 'group', hint: words.groupHint })}<p class="actions">${submitButton(words.make)}</p>`, { action: paths.groupLinks.to({}) })}
${links.length === 0 ? '' : html`<section class="section"><h2>${words.yours}</h2><ul class="event-rows">${links.map(row)}</ul></section>`}</div>`,
  })
}
