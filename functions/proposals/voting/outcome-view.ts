import { network } from '../../../shared/domain/basics/network.ts'
import { mayPropose, type Proposal, type Standing } from '../../../shared/domain/proposal/proposal.ts'
import { counted } from '../../../shared/domain/proposal/votes.ts'
import { isProposer, mayOrganise, type Staff } from '../../../shared/domain/who-may.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { notice } from '../../../shared/views/page/notice.ts'

const { steering: rules, timeZone } = network

/** What an open vote can still become, in a sentence. */
const stillPossible = (context: PageContext, { proposals }: Texts, possible: Standing['possible']): string => {
  const { page, statuses } = proposals
  const [only, ...others] = possible
  if (only !== undefined && others.length === 0) return page.onlyPossible({ outcome: statuses[only] })
  return page.possible({ outcomes: formatsIn(context.language).anyOf(possible.map((outcome) => statuses[outcome])) })
}

/** What the reader can do with an outcome: the proposer go on, others know what happens. */
const next = ({ proposals: { page } }: Texts, { id, event, status, ...proposal }: Proposal, staff: Staff): Html | '' => {
  const own = isProposer(staff, proposal)
  if (event !== undefined) {
    if (own && mayOrganise(staff)) return html`<p><a href="${paths.manageEvent.to({ slug: event })}">${page.openDraft}</a></p>`
    return html`<p>${own ? page.draftForOrganiser : page.draftOfProposer}</p>`
  }
  if (!mayPropose(status)) return ''
  return own
    ? html`<p><a class="button" href="${paths.changeProposal.to({ id })}">${page.proposeAgain}</a></p>`
    : html`<p>${page.mayComeAgain}</p>`
}

/** How a vote stands, and whether that is final, in words that leave no doubt. */
export const outcomeNotice = (
  context: PageContext,
  { proposal, status, votes, possible, staff }: Standing & { readonly proposal: Proposal; readonly staff: Staff },
): Html => {
  const texts = textsIn(context.language)
  const { page, statuses } = texts.proposals
  if (status === 'open') {
    const until = `${formatsIn(context.language).moment(proposal.closesAt, timeZone)} (${timeZone})`
    return notice('info', {
      title: page.openUntil({ until }),
      body: html`<p>${texts.minutes.quorum({ counted: counted(votes), quorum: rules.quorum })}</p>
<p>${page.notFinal} ${stillPossible(context, texts, possible)}</p>`,
    })
  }
  const tones = { agreed: 'success', returned: 'warning', declined: 'danger', lapsed: 'warning', withdrawn: 'info' } as const
  return notice(tones[status], {
    title: texts.minutes.outcome({ status: statuses[status] }),
    body: html`<p>${texts.minutes.final} ${page.means[status]}</p>${next(texts, proposal, staff)}`,
  })
}
