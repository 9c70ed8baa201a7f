import * as z from 'zod'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { instantNear } from '../../../shared/domain/basics/wall-time.ts'
import { mayWithdraw, type Proposal, type Standing } from '../../../shared/domain/proposal/proposal.ts'
import { type Remark, remarkInputSchema } from '../../../shared/domain/proposal/remark.ts'
import { voteInputSchema, voteKinds } from '../../../shared/domain/proposal/votes.ts'
import { isPartial, isProposer, maySteer, type Staff } from '../../../shared/domain/who-may.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { kindBadge, languageMark, topicLabel, whenInShort } from '../../../shared/views/event/event-parts.ts'
import { proposalBadge } from '../../../shared/views/event/proposal-badge.ts'
import { checkbox, radioGroup, textArea } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, type FormValues, formTitle, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { figures } from '../../../shared/views/page/figures.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { linkedText } from '../../../shared/views/page/linked-text.ts'
import { facts, notice } from '../../../shared/views/page/notice.ts'
import type { ProposalNotice } from './done-notices.ts'
import { outcomeNotice } from './outcome-view.ts'

export interface ProposalModel extends Standing {
  readonly proposal: Proposal
  /** The oldest first. */
  readonly remarks: readonly Remark[]
  readonly staff: Staff
  readonly hasVoted: boolean
  /** What was entered into the forms for a vote or a comment, or the vote given before. */
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
  readonly notice?: ProposalNotice
}

/** The page's two forms, which share no field. */
const bothForms = z.object({ ...voteInputSchema.shape, ...remarkInputSchema.shape })

const { timeZone } = network

const about = (context: PageContext, texts: Texts, { proposal }: ProposalModel): Html => {
  const { asked } = proposal
  const formats = formatsIn(context.language)
  const { fields } = texts.eventForm
  const { page, form } = texts.proposals
  const listed = (label: string, items: readonly string[]): readonly (readonly [string, Html])[] =>
    items.length === 0 ? [] : [[label, html`${items.map((item, index) => html`${index === 0 ? '' : html`<br>`}${item}`)}`]]
  const mark = languageMark(asked, context.language)
  const dates = asked.preferredDates.map(({ start, end }) => {
    const [startsAt, endsAt] = [instantNear(start, asked.timeZone), instantNear(end, asked.timeZone)]
    return html`<li>${whenInShort({ startsAt, endsAt, timeZone: asked.timeZone }, context.language)}</li>`
  })
  return html`<section class="section stack"><h2>${page.about}</h2>
<h3>${form.fields.aim}</h3><p class="lines"${mark}>${linkedText(asked.aim)}</p>
<h3>${form.fields.why}</h3><p class="lines"${mark}>${linkedText(asked.why)}</p>
<h3>${form.dates}</h3><ol>${dates}</ol>
<div class="panel facts-wide">${facts([
    [form.fields.audience, html`<span${mark}>${asked.audience}</span>`],
    [fields.format, texts.formats[asked.format]],
    [fields.language, formats.language(asked.language)],
    ...listed(
      fields.topics,
      asked.topics.map((topic) => topicLabel(topic, context.language)),
    ),
    ...listed(fields.partners, asked.partners),
    ...listed(form.fields.speakers, asked.speakers),
  ])}</div></section>`
}

const voteForm = (context: PageContext, form: Form, { proposal, staff, hasVoted }: ProposalModel): Html => {
  const { page, votes, voteHints } = form.texts.proposals
  const partial = isPartial(staff, proposal)
  return html`<section class="section stack" aria-labelledby="your-vote"><h2 id="your-vote">${page.yourVote}</h2>
<p>${hasVoted ? page.votedAlready : page.canChange}</p>${partial ? html`<p>${page.ownProposal}</p>` : ''}
${postForm(
  context,
  [
    radioGroup(form, {
      name: 'vote',
      label: page.voteQuestion,
      options: voteKinds.map((vote) => ({
        value: vote,
        label: votes[vote],
        hint: voteHints[vote],
        disabled: partial && vote !== 'abstain',
      })),
    }),
    textArea(form, { name: 'reason', hint: page.reasonHint, rows: 3 }),
    checkbox(form, { name: 'dissent', label: page.dissent, hint: page.dissentHint }),
    html`<p class="actions">${submitButton(hasVoted ? page.changeVote : page.vote)}</p>`,
  ],
  { action: paths.proposalVote.to(proposal) },
)}</section>`
}

const comments = (context: PageContext, form: Form, { proposal, remarks }: ProposalModel): Html => {
  const formats = formatsIn(context.language)
  const { page } = form.texts.proposals
  return html`<section class="section stack" aria-labelledby="comments"><h2 id="comments">${page.comments}</h2>
<p>${page.commentsLead}</p>
${
  remarks.length === 0
    ? ''
    : html`<div><ol class="plain-list stack">${remarks.map(
        ({ name, at, text }) =>
          html`<li class="panel"><p class="muted"><strong>${name}</strong> · <time datetime="${at}">${formats.moment(at, timeZone)}</time></p><p class="lines" dir="auto">${linkedText(text)}</p></li>`,
      )}</ol></div>`
}
${postForm(
  context,
  [textArea(form, { name: 'text', rows: 3 }), html`<p class="actions">${submitButton(page.comment, { look: 'quiet' })}</p>`],
  {
    action: paths.proposalComments.to(proposal),
  },
)}</section>`
}

const proposedBy = (context: PageContext, { proposals }: Texts, { proposer, openedAt, round }: Proposal): string => {
  const { name, group } = proposer
  const day = formatsIn(context.language).shortDay(openedAt, timeZone)
  const by = group === undefined ? name : proposals.byGroup({ name, group })
  return round === 1 ? proposals.page.proposedBy({ by, day }) : proposals.page.proposedAgain({ by, day, round })
}

/** A proposal: what it says, how its vote stands, and what has been said about it. */
export const proposalView = (context: PageContext, model: ProposalModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { proposal, status, votes, staff, values, problems } = model
  const { page, list, form: words } = texts.proposals
  const labels: Readonly<Record<string, string>> = {
    vote: page.yourVote,
    reason: page.reason,
    text: page.yourComment,
    dissent: page.dissent,
  }
  const ways: Readonly<Record<string, string>> = { vote: page.missingVote, text: page.missingComment }
  const form: Form = {
    texts,
    schema: bothForms,
    values,
    problems,
    wordsOf: (field) => {
      const missing = ways[field]
      return { label: labels[field] ?? field, ...(missing === undefined ? {} : { missing }) }
    },
  }
  const { title } = proposal.asked
  return layout(context, {
    title: formTitle(form, texts.site.labelled({ label: words.one, value: title })),
    main: html`<div class="wrap"><div class="stack"><p class="back"><a href="${paths.proposals.to({})}">${list.title}</a></p>
<p class="event-row-state">${proposalBadge(texts, status)} ${kindBadge(proposal.asked.kind, context.language)}</p>
<h1${languageMark(proposal.asked, context.language)}>${title}</h1>
<p class="muted">${proposedBy(context, texts, proposal)}</p>
${model.notice === undefined ? '' : notice('success', { title: page.notices[model.notice], live: true })}${errorSummary(form)}
${outcomeNotice(context, model)}</div>
${about(context, texts, model)}
<section class="section stack"><h2>${texts.minutes.figures}</h2>${figures(
      voteKinds.map((kind) => ({ label: texts.proposals.votes[kind], value: formats.number(votes[kind]) })),
    )}
<p><a href="${paths.minutes.to(proposal)}">${page.minutes}</a></p></section>
${maySteer(staff) && status === 'open' ? voteForm(context, form, model) : ''}
${comments(context, form, model)}
${
  isProposer(staff, proposal) && mayWithdraw(status)
    ? html`<p class="staff-end"><a class="danger-link" href="${paths.withdrawProposal.to(proposal)}">${page.withdraw}</a></p>`
    : ''
}</div>`,
  })
}
