import { network } from '../../../shared/domain/basics/network.ts'
import { type Proposal, statusAt } from '../../../shared/domain/proposal/proposal.ts'
import { mayReadProposal } from '../../../shared/domain/who-may.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import type { WholeProposal } from '../../../shared/store/proposal/proposals.ts'
import type { Services } from '../services.ts'

const entryOf = (whole: WholeProposal, { staff, now }: StaffRequest) => {
  const { id, asked, proposer, closesAt, event } = whole.proposal
  const own = whole.votes.find(({ subject }) => subject === staff.subject)
  return {
    id,
    title: asked.title,
    status: statusAt(whole, now, network.steering),
    closesAt,
    proposedBy: proposer.name,
    ...(proposer.group === undefined ? {} : { group: proposer.group }),
    ...(event === undefined ? {} : { event }),
    ...(own === undefined ? {} : { vote: own.vote }),
  }
}
/** A proposal in a list, with the reader's own vote while it is open. */
export type ListedProposal = ReturnType<typeof entryOf>

interface ReadableServices {
  readonly proposals: Pick<Services['proposals'], 'listOpen' | 'listClosed' | 'get'>
}

/** The proposals that somebody may read: members and administrators all of them, others their own. Open ones first, each newest first. */
export const readableBy = async ({ proposals }: ReadableServices, request: StaffRequest): Promise<readonly ListedProposal[]> => {
  const mayRead = (proposal: Proposal): boolean => mayReadProposal(request.staff, proposal)
  const [open, others] = await Promise.all([proposals.listOpen(), proposals.listClosed()])
  const voted = await Promise.all(open.filter(mayRead).map(({ id }) => proposals.get(id)))
  const wholes = [
    ...voted.flatMap((found) => found ?? []),
    ...others.filter(mayRead).map((proposal): WholeProposal => ({ proposal, votes: [], earlierVotes: [], remarks: [] })),
  ]
  return wholes.map((whole) => entryOf(whole, request))
}
