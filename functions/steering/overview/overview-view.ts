import type { ListPage } from '../../../shared/domain/basics/list-page.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import type { Summary } from '../../../shared/domain/feedback/summary.ts'
import type { Proposal } from '../../../shared/domain/proposal/proposal.ts'
import type { VoteKind } from '../../../shared/domain/proposal/votes.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { type Formats, formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { byStage, type EventLine, statusBadge } from '../../../shared/views/event/event-line.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { badge } from '../../../shared/views/page/notice.ts'
import { pager } from '../../../shared/views/page/pager.ts'
import { stackedTable } from '../../../shared/views/page/stacked-table.ts'

/** An event of the network; with `figures` once it has been published (a summary or a tally will do). */
export type OverviewEvent = EventLine & { readonly figures?: Pick<Summary, 'registered' | 'confirmed' | 'responses'> }

/** A vote that is open, and how the reader has voted. */
export interface OpenVote extends Pick<Proposal, 'id' | 'closesAt'> {
  readonly title: string
  readonly proposer: Pick<Proposal['proposer'], 'name' | 'group'>
  readonly vote?: VoteKind
}

/** What people asked for in the survey of an event. */
export interface AskedTopics {
  readonly event: Pick<Event, 'slug' | 'title'>
  readonly topics: readonly string[]
}

/** The whole overview, or a page of it, and the current time. */
export interface OverviewModel {
  /** Every event of the network, or a page of them. */
  readonly events: readonly OverviewEvent[]
  /** In the order in which they are shown. */
  readonly votes: readonly OpenVote[]
  readonly asked: readonly AskedTopics[]
  readonly pages?: Omit<ListPage<unknown>, 'shown'>
  readonly now: Instant
}

const row = (texts: Texts, formats: Formats, event: OverviewEvent, now: Instant): readonly (Html | string)[] => {
  const { figures } = event
  const count = (value: number | undefined): string => (value === undefined ? '–' : formats.number(value))
  return [
    html`<a href="${paths.summary.to(event)}">${event.title}</a><span class="row-kind">${texts.kinds[event.kind]}</span>`,
    formats.shortDay(event.startsAt, event.timeZone),
    statusBadge(texts, event, now),
    count(figures?.registered),
    count(figures?.confirmed),
    count(figures?.responses),
  ]
}

/** The open votes, with what the reader has still to do. */
const openVotes = (texts: Texts, formats: Formats, votes: readonly OpenVote[]): Html => {
  const { steering, proposals } = texts
  const { list } = proposals
  const table = stackedTable({
    caption: list.open,
    captionHidden: true,
    columns: [
      { label: list.proposal },
      { label: list.proposedBy, named: true },
      { label: list.closes, named: true },
      { label: list.ownVote, named: true },
    ],
    rows: votes.map(({ id, title, proposer: { name, group }, closesAt, vote }) => [
      html`<a href="${paths.proposal.to({ id })}">${title}</a>`,
      group === undefined ? name : proposals.byGroup({ name, group }),
      `${formats.moment(closesAt, network.timeZone)} (${network.timeZone})`,
      vote === undefined ? badge(list.notVoted, 'warning') : proposals.votes[vote],
    ]),
  })
  return html`<section class="section overview stack"><h2>${list.open}</h2>${votes.length === 0 ? html`<p>${steering.noVotes}</p>` : table}
<p><a href="${paths.proposals.to({})}">${steering.allProposals}</a></p></section>`
}

/** What people would like to hear about, in their own words. */
const askedFor = ({ steering, survey }: Texts, asked: OverviewModel['asked']): Html | '' =>
  asked.length === 0
    ? ''
    : html`<section class="section stack"><h2>${steering.asked}</h2><p>${steering.askedLead({ question: survey['next-topics'] })}</p>${asked.map(
        ({ event, topics }) =>
          html`<h3><a href="${paths.summary.to(event)}">${event.title}</a></h3><ul class="comments">${topics.map((topic) => html`<li>${topic}</li>`)}</ul>`,
      )}</section>`

/** The steering group's start page: open votes, what people asked for, and every event by stage with its figures. */
export const overviewView = (context: PageContext, { events, votes, asked, pages = { page: 1, pages: 1 }, now }: OverviewModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { steering } = texts
  const stages = byStage(events, now)
  const columns = [
    { label: steering.event },
    { label: steering.date },
    { label: steering.status },
    { label: steering.registered, numeric: true, named: true },
    { label: steering.confirmed, numeric: true, named: true },
    { label: steering.responses, numeric: true, named: true },
  ]
  const section = (heading: string, listed: readonly OverviewEvent[]): Html | '' =>
    listed.length === 0
      ? ''
      : html`<section class="section overview"><h2>${heading}</h2>${stackedTable({
          caption: heading,
          captionHidden: true,
          columns,
          rows: listed.map((event) => row(texts, formats, event, now)),
        })}</section>`
  return layout(context, {
    title: steering.title,
    main: html`<div class="wrap"><div class="page-head"><h1>${steering.title}</h1><p>${steering.lead}</p></div>
${pages.page === 1 || votes.length > 0 ? openVotes(texts, formats, votes) : ''}${askedFor(texts, asked)}
${events.length === 0 && pages.pages === 1 ? html`<div class="empty stack"><h2>${steering.empty}</h2><p>${steering.emptyText}</p></div>` : ''}
${section(steering.upcoming, stages.upcoming)}${section(steering.past, stages.past)}${section(steering.ideas, stages.drafts)}${section(steering.cancelled, stages.cancelled)}${pager(context, pages)}</div>`,
  })
}
