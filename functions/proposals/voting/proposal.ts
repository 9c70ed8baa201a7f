import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { standingOf } from '../../../shared/domain/proposal/proposal.ts'
import { remarkInputSchema } from '../../../shared/domain/proposal/remark.ts'
import { memberCount } from '../../../shared/domain/proposal/steering-member.ts'
import { voteInputSchema } from '../../../shared/domain/proposal/votes.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import type { WholeProposal } from '../../../shared/store/proposal/proposals.ts'
import type { Services } from '../services.ts'
import { proposalNotices, proposalPath } from './done-notices.ts'
import { refuseWith, withProposal } from './found-proposal.ts'
import { proposalView } from './proposal-view.ts'

type Parts = Pick<Services, 'proposals' | 'members' | 'proposing'>

const rules = network.steering

const show = async (
  { members }: Parts,
  request: StaffRequest,
  whole: WholeProposal,
  sent?: { readonly values: Readonly<Record<string, string>>; readonly problems: readonly FieldProblem[] },
): Promise<Reply> => {
  const { staff, now } = request
  const own = whole.votes.find(({ subject }) => subject === staff.subject)
  const given = own === undefined ? {} : { vote: own.vote, reason: own.reason, ...(own.dissent === true ? { dissent: 'true' } : {}) }
  const notice = sent === undefined ? proposalNotices.find((known) => known === request.query.get('done')) : undefined
  return page(
    proposalView(request.context, {
      proposal: whole.proposal,
      remarks: whole.remarks,
      ...standingOf(whole, memberCount(await members.list(), rules), now, rules),
      staff,
      hasVoted: own !== undefined,
      values: { ...given, ...(sent?.values ?? filled(request.typed ?? new URLSearchParams())) },
      problems: sent?.problems ?? [],
      ...(notice === undefined ? {} : { notice }),
    }),
    sent === undefined ? 200 : 422,
  )
}

/** A proposal with its vote and its comments. */
export const proposal =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withProposal(services, request, (found) => show(services, request, found))

/** Gives the reader's vote, or changes it. */
export const giveVote =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withProposal(services, request, async (found) => {
      const { vote, reason, dissent } = filled(formOf(request))
      const values = { ...(vote && { vote }), ...(reason && { reason }), ...(dissent && { dissent }) }
      const checked = check(voteInputSchema, { ...values, ...(dissent === undefined ? {} : { dissent: dissent === 'true' }) })
      if (!checked.ok) return show(services, request, found, { values, problems: checked.problems })
      const done = await services.proposing.vote(found.proposal.id, request, checked.value)
      return done.outcome === 'done' ? seeOther(proposalPath(found.proposal.id, 'voted')) : refuseWith(request, done.outcome)
    })

export const addComment =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withProposal(services, request, async (found) => {
      const { text = '' } = filled(formOf(request))
      const checked = check(remarkInputSchema, { text })
      if (!checked.ok) return show(services, request, found, { values: { text }, problems: checked.problems })
      const done = await services.proposing.comment(found.proposal.id, request, checked.value.text)
      return done.outcome === 'done'
        ? seeOther(`${proposalPath(found.proposal.id, 'commented')}#comments`)
        : refuseWith(request, done.outcome)
    })
