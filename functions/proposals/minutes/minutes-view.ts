import { network } from '../../../shared/domain/basics/network.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { allMinutes, type RoundMinutes } from '../../../shared/domain/proposal/minutes.ts'
import type { Proposal, VotedProposal } from '../../../shared/domain/proposal/proposal.ts'
import { type Vote, voteKinds } from '../../../shared/domain/proposal/votes.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { proposalBadge } from '../../../shared/views/event/proposal-badge.ts'
import { figures } from '../../../shared/views/page/figures.ts'
import { layout } from '../../../shared/views/page/layout.ts'

export interface MinutesModel {
  readonly whole: VotedProposal & { readonly earlierVotes: readonly Vote[] }
  readonly now: Instant
  /** Whether the reader sees who has voted, and why, while the vote is open. */
  readonly named: boolean
}

const { steering: rules, timeZone } = network

const reason = ({ proposals, minutes }: Texts, { vote, text, name }: RoundMinutes['reasons'][number]): Html =>
  html`<li class="lines" dir="auto">${
    name === undefined
      ? minutes.reason({ vote: proposals.votes[vote], text })
      : minutes.dissent({ vote: proposals.votes[vote], name, text })
  }</li>`

const roundSection = (context: PageContext, texts: Texts, minutes: RoundMinutes, named: boolean): Html => {
  const { minutes: words, proposals } = texts
  const formats = formatsIn(context.language)
  const { round, openedAt, closedAt, status, tally, counted, tookPart, reasons } = minutes
  const span = { from: formats.moment(openedAt, timeZone), to: formats.moment(closedAt, timeZone), zone: timeZone }
  const open = status === 'open'
  return html`<section class="section stack"><h2>${words.round({ round })}</h2>
<p>${proposalBadge(texts, status)} ${open ? words.soFar({ moment: span.to }) : words.final}</p><p>${words.open(span)}</p>
<h3>${words.figures}</h3>${figures(voteKinds.map((vote) => ({ label: proposals.votes[vote], value: formats.number(tally[vote]) })))}
<p>${words.quorum({ counted, quorum: rules.quorum })}</p>
${
  open && !named
    ? html`<p class="muted">${words.namesLater}</p>`
    : html`<h3>${words.tookPart}</h3>${tookPart.length === 0 ? html`<p>${words.nobody}</p>` : html`<ul>${tookPart.map((name) => html`<li>${name}</li>`)}</ul>`}
<h3>${words.reasons}</h3>${reasons.length === 0 ? html`<p>${words.noReasons}</p>` : html`<ul>${reasons.map((each) => reason(texts, each))}</ul>`}`
}</section>`
}

const proposedBy = ({ minutes }: Texts, { proposer: { name, group } }: Proposal): string =>
  group === undefined ? minutes.proposedBy({ name }) : minutes.proposedByGroup({ name, group })

/** The minutes of a proposal: who took part, the figures and the reasons of each round, the latest first. */
export const minutesView = (context: PageContext, { whole, now, named }: MinutesModel): Html => {
  const texts = textsIn(context.language)
  const { proposal } = whole
  const { title } = proposal.asked
  return layout(context, {
    title: texts.minutes.title({ title }),
    main: html`<div class="wrap"><div class="stack"><p class="back"><a href="${paths.proposal.to(proposal)}">${title}</a></p>
<h1><span class="over-title">${texts.minutes.heading}</span> ${title}</h1><p>${proposedBy(texts, proposal)}</p>
<p><a href="${paths.minutesFile.to(proposal)}">${texts.minutes.download}</a></p></div>
${allMinutes(whole, now, rules).map((round) => roundSection(context, texts, round, named))}</div>`,
  })
}
