import { mayReadProposal } from '../../../shared/domain/who-may.ts'
import { hidden } from '../../../shared/http/auditing.ts'
import { type Refusal, refuse } from '../../../shared/http/refusal.ts'
import type { Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import type { WholeProposal } from '../../../shared/store/proposal/proposals.ts'
import type { ProposalDone } from '../../../shared/use-cases/proposal/proposing.ts'
import type { Services } from '../services.ts'

type Refused = Exclude<ProposalDone['outcome'], 'done'>

const refusals: Readonly<Record<Exclude<Refused, 'no-such-proposal'>, Refusal>> = {
  'not-member': ['not-allowed', 'steering'],
  'not-proposer': ['not-allowed', 'proposer'],
  'own-proposal': ['not-allowed', 'ownProposal'],
  'voting-over': ['state-conflict', 'votingOver'],
  'wrong-state': ['state-conflict', 'proposalState'],
  'too-many': ['state-conflict', 'proposalLimit'],
  'changed-meanwhile': ['state-conflict', 'meanwhile'],
}

/** The answer to something with a proposal that could not be done. To those who may not read it, it does not exist. */
export const refuseWith = (request: StaffRequest, outcome: Refused): Promise<Reply> | Reply =>
  outcome === 'no-such-proposal' ? hidden(refuse(request, 'not-found', 'proposal')) : refuse(request, ...refusals[outcome])

/** Runs a page or operation with the proposal in the URL, if the reader may read it. */
export const withProposal = async (
  { proposals }: Pick<Services, 'proposals'>,
  request: StaffRequest,
  show: (found: WholeProposal) => Promise<Reply> | Reply,
): Promise<Reply> => {
  const found = await proposals.get(request.parameter('id'))
  return found === undefined || !mayReadProposal(request.staff, found.proposal) ? refuseWith(request, 'no-such-proposal') : show(found)
}
