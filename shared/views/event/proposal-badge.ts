import type { ProposalStatus } from '../../domain/proposal/proposal.ts'
import type { Html } from '../../site/html.ts'
import type { Texts } from '../../texts/texts.ts'
import { badge, type Tone } from '../page/notice.ts'

const tones: Readonly<Record<ProposalStatus, Tone | 'neutral'>> = {
  open: 'info',
  agreed: 'success',
  returned: 'warning',
  declined: 'danger',
  lapsed: 'neutral',
  withdrawn: 'neutral',
}

/** How a proposal stands. */
export const proposalBadge = ({ proposals }: Texts, status: ProposalStatus): Html => badge(proposals.statuses[status], tones[status])
