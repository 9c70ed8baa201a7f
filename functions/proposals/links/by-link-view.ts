import { network } from '../../../shared/domain/basics/network.ts'
import type { GroupLink } from '../../../shared/domain/proposal/group-link.ts'
import type { Proposal } from '../../../shared/domain/proposal/proposal.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { proposalBadge } from '../../../shared/views/event/proposal-badge.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { stackedTable } from '../../../shared/views/page/stacked-table.ts'
import { type ProposalFormModel, proposalFormView } from '../proposing/proposal-form-view.ts'

export interface ByLinkModel extends Pick<ProposalFormModel, 'values' | 'problems' | 'focus'> {
  readonly link: Pick<GroupLink, 'id' | 'group'>
  /** What the group has proposed, with the status that readers see. */
  readonly proposals: readonly Pick<Proposal, 'asked' | 'status' | 'closesAt'>[]
  readonly newId: string
  /** Whether something has just been proposed. */
  readonly done: boolean
}

/** The page behind a working group's link: how its proposals stand, and the form for another. */
export const byLinkView = (context: PageContext, { link, proposals, newId, done, values, problems, focus }: ByLinkModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { links: words, list } = texts.proposals
  const below =
    proposals.length === 0
      ? ''
      : html`<section class="section overview stack"><h2>${words.ofGroup}</h2><p>${list.times({ zone: network.timeZone })}</p>${stackedTable(
          {
            caption: words.ofGroup,
            captionHidden: true,
            columns: [{ label: list.proposal }, { label: list.closes, named: true }, { label: list.status }],
            rows: proposals.map(({ asked, closesAt, status }) => [
              asked.title,
              status === 'withdrawn' ? '–' : formats.moment(closesAt, network.timeZone),
              proposalBadge(texts, status),
            ]),
          },
        )}</section>`
  const above = done ? notice('success', { title: words.proposed, body: html`<p>${words.whatNow}</p>`, live: true }) : ''
  return proposalFormView(context, {
    values,
    problems,
    of: { newId },
    by: { ...link, above, below },
    ...(focus === undefined ? {} : { focus }),
  })
}
