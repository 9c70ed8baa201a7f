import type { Proposal } from '../../../shared/domain/proposal/proposal.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'

/** The confirmation page before a proposal is withdrawn for good. */
export const withdrawView = (context: PageContext, proposal: Pick<Proposal, 'id' | 'asked'>): Html => {
  const { withdraw } = textsIn(context.language).proposals
  return layout(context, {
    title: withdraw.title,
    main: html`<div class="wrap stack"><h1>${withdraw.title}</h1>
<p><strong>${proposal.asked.title}</strong></p>
${notice('warning', { title: withdraw.forGood, body: html`<p>${withdraw.kept}</p>` })}
${postForm(
  context,
  html`<p class="actions">${submitButton(withdraw.confirm, { look: 'danger' })} <a href="${paths.proposal.to(proposal)}">${withdraw.keep}</a></p>`,
  { action: paths.withdrawProposal.to(proposal) },
)}</div>`,
  })
}
