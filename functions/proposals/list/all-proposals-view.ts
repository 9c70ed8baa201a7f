import type { ListPage } from '../../../shared/domain/basics/list-page.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { proposalBadge } from '../../../shared/views/event/proposal-badge.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { pager } from '../../../shared/views/page/pager.ts'
import { stackedTable } from '../../../shared/views/page/stacked-table.ts'
import type { ListedProposal } from './readable.ts'

export interface ProposalsModel {
  /** All of them or a page of them, in the order in which they are shown. */
  readonly proposals: readonly ListedProposal[]
  readonly pages: Omit<ListPage<unknown>, 'shown'>
  /** Whether the reader votes. */
  readonly steers: boolean
  /** Whether the reader can make links for working groups. */
  readonly organises: boolean
}

/** Proposals to the steering group: those open for votes, then those decided. */
export const proposalsView = (context: PageContext, { proposals, pages, steers, organises }: ProposalsModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { list, votes } = texts.proposals
  const { timeZone, steering } = network
  const by = ({ proposedBy, group }: ListedProposal): string =>
    group === undefined ? proposedBy : texts.proposals.byGroup({ name: proposedBy, group })
  const ownVote = ({ vote }: ListedProposal): string => (vote === undefined ? list.notVoted : votes[vote])
  const section = (heading: string, shown: readonly ListedProposal[], withVote: boolean): Html | '' =>
    shown.length === 0
      ? ''
      : html`<section class="section overview"><h2>${heading}</h2>${stackedTable({
          caption: heading,
          captionHidden: true,
          columns: [
            { label: list.proposal },
            { label: list.proposedBy, named: true },
            { label: heading === list.open ? list.closes : list.closed, named: true },
            { label: list.status },
            ...(withVote ? [{ label: list.ownVote, named: true }] : []),
          ],
          rows: shown.map((each) => [
            html`<a href="${paths.proposal.to(each)}">${each.title}</a>`,
            by(each),
            each.status === 'withdrawn' ? '–' : formats.moment(each.closesAt, timeZone),
            proposalBadge(texts, each.status),
            ...(withVote ? [ownVote(each)] : []),
          ]),
        })}</section>`
  const open = proposals.filter(({ status }) => status === 'open')
  return layout(context, {
    title: list.title,
    main: html`<div class="wrap"><div class="stack"><div class="title-row"><h1>${list.title}</h1><p class="actions">${organises ? html`<a href="${paths.groupLinks.to({})}">${texts.proposals.links.title}</a> ` : ''}<a class="button" href="${paths.newProposal.to({})}">${list.propose}</a></p></div>
<p class="intro">${list.lead({ days: steering.days })}${steers ? '' : ` ${list.ownOnly}`} ${list.times({ zone: timeZone })}</p></div>
${proposals.length === 0 ? html`<div class="empty stack section"><h2>${list.empty}</h2><p>${list.emptyText}</p></div>` : ''}
${section(list.open, open, steers)}${section(
  list.decided,
  proposals.filter(({ status }) => status !== 'open'),
  false,
)}${pager(context, pages)}</div>`,
  })
}
