import { network } from '../../../shared/domain/basics/network.ts'
import { mayWithdraw, statusAt } from '../../../shared/domain/proposal/proposal.ts'
import { isProposer } from '../../../shared/domain/who-may.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import type { Services } from '../services.ts'
import { proposalPath } from './done-notices.ts'
import { refuseWith, withProposal } from './found-proposal.ts'
import { withdrawView } from './withdraw-view.ts'

/** Asks a proposer whether to withdraw the proposal. */
export const withdrawForm =
  (services: Pick<Services, 'proposals'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withProposal(services, request, (found) => {
      if (!isProposer(request.staff, found.proposal)) return refuseWith(request, 'not-proposer')
      if (!mayWithdraw(statusAt(found, request.now, network.steering))) return refuseWith(request, 'wrong-state')
      return page(withdrawView(request.context, found.proposal))
    })

export const withdraw =
  ({ proposing }: Pick<Services, 'proposing'>) =>
  async (request: StaffRequest): Promise<Reply> => {
    const id = request.parameter('id')
    const done = await proposing.withdraw(id, request)
    return done.outcome === 'done' ? seeOther(proposalPath(id, 'withdrawn')) : refuseWith(request, done.outcome)
  }
