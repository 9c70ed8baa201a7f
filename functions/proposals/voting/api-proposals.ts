import { proposalListQuery } from '../../../shared/api/proposals.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { proposalInputAt } from '../../../shared/domain/proposal/input.ts'
import { standingOf } from '../../../shared/domain/proposal/proposal.ts'
import { remarkInputSchema } from '../../../shared/domain/proposal/remark.ts'
import { memberCount } from '../../../shared/domain/proposal/steering-member.ts'
import { voteInputSchema } from '../../../shared/domain/proposal/votes.ts'
import { maySteer } from '../../../shared/domain/who-may.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { withBody } from '../../../shared/http/body.ts'
import { refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import type { WholeProposal } from '../../../shared/store/proposal/proposals.ts'
import type { ProposalDone } from '../../../shared/use-cases/proposal/proposing.ts'
import { readableBy } from '../list/readable.ts'
import { minutesText } from '../minutes/plain-text.ts'
import type { Services } from '../services.ts'
import { refuseWith, withProposal } from './found-proposal.ts'

const rules = network.steering

const shown = async ({ members }: Services, request: StaffRequest, whole: WholeProposal) => {
  const { id, asked, proposer, round, openedAt, closesAt, event } = whole.proposal
  const { now, language, staff } = request
  const { status, votes, possible } = standingOf(whole, memberCount(await members.list(), rules), now, rules)
  return {
    id,
    status,
    ...asked,
    proposedBy: proposer.name,
    ...(proposer.group === undefined ? {} : { group: proposer.group }),
    round,
    openedAt,
    closesAt,
    quorum: rules.quorum,
    votes,
    final: status !== 'open',
    possible,
    minutes: minutesText(whole, { now, language, named: maySteer(staff) }),
    ...(event === undefined ? {} : { event }),
  }
}

const answer = async (services: Services, request: StaffRequest, done: ProposalDone): Promise<Reply> =>
  done.outcome === 'done' ? json(await shown(services, request, done.found)) : refuseWith(request, done.outcome)

/** Every proposal to members and administrators, and to others their own. */
export const listProposals =
  (services: Services) =>
  async (request: StaffRequest): Promise<Reply> => {
    const query = check(proposalListQuery, Object.fromEntries(request.query))
    if (!query.ok) return refuseFields(request, query.problems)
    const { status } = query.value
    const entries = await readableBy(services, request)
    return json({ proposals: entries.filter((entry) => status === undefined || entry.status === status) })
  }

export const propose =
  ({ proposing }: Services) =>
  (request: StaffRequest): Promise<Reply> =>
    withBody(request, proposalInputAt(request.now), async (asked) => {
      const { id, closesAt } = await proposing.propose(asked, request)
      return concerning(json({ id, status: 'open', closesAt, quorum: rules.quorum }, 201), { target: id })
    })

export const getProposal =
  (services: Services) =>
  (request: StaffRequest): Promise<Reply> =>
    withProposal(services, request, async (found) => json(await shown(services, request, found)))

export const proposeAgain =
  (services: Services) =>
  (request: StaffRequest): Promise<Reply> =>
    withBody(request, proposalInputAt(request.now), async (asked) =>
      answer(services, request, await services.proposing.proposeAgain(request.parameter('id'), request, asked)),
    )

export const withdrawProposal =
  (services: Services) =>
  async (request: StaffRequest): Promise<Reply> =>
    answer(services, request, await services.proposing.withdraw(request.parameter('id'), request))

export const vote =
  (services: Services) =>
  (request: StaffRequest): Promise<Reply> =>
    withBody(request, voteInputSchema, async (input) =>
      answer(services, request, await services.proposing.vote(request.parameter('id'), request, input)),
    )

export const listComments =
  (services: Services) =>
  (request: StaffRequest): Promise<Reply> =>
    withProposal(services, request, ({ remarks }) => json({ comments: remarks.map(({ name, at, text }) => ({ by: name, at, text })) }))

export const comment =
  (services: Services) =>
  (request: StaffRequest): Promise<Reply> =>
    withBody(request, remarkInputSchema, async ({ text }) => {
      const done = await services.proposing.comment(request.parameter('id'), request, text)
      if (done.outcome !== 'done') return answer(services, request, done)
      return json({ by: request.staff.name, at: request.now, text }, 201)
    })
