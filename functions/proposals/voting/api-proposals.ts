import { proposalListQuery } from '../../../shared/api/proposals.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { proposalInputAt } from '../../../shared/domain/proposal/input.ts'
import { type Proposal, statusAt, stillToVote } from '../../../shared/domain/proposal/proposal.ts'
import { remarkInputSchema } from '../../../shared/domain/proposal/remark.ts'
import { memberCount } from '../../../shared/domain/proposal/steering-member.ts'
import { possibleOutcomes, tallyOf, voteInputSchema } from '../../../shared/domain/proposal/votes.ts'
import { mayReadProposal, maySteer } from '../../../shared/domain/who-may.ts'
import { concerning, hidden } from '../../../shared/http/auditing.ts'
import { withBody } from '../../../shared/http/body.ts'
import { type Refusal, refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import type { WholeProposal } from '../../../shared/store/proposal/proposals.ts'
import type { ProposalDone } from '../../../shared/use-cases/proposal/proposing.ts'
import type { Services } from '../services.ts'
import { minutesText } from './minutes-text.ts'

const rules = network.steering

const refusals: Readonly<Record<Exclude<ProposalDone['outcome'], 'done' | 'no-such-proposal'>, Refusal>> = {
  'not-member': ['not-allowed', 'steering'],
  'not-proposer': ['not-allowed', 'proposer'],
  'own-proposal': ['not-allowed', 'ownProposal'],
  'voting-over': ['state-conflict', 'votingOver'],
  'wrong-state': ['state-conflict', 'proposalState'],
  'too-many': ['state-conflict', 'proposalLimit'],
  'changed-meanwhile': ['state-conflict', 'meanwhile'],
}

const unknown = (request: StaffRequest): Promise<Reply> => hidden(refuse(request, 'not-found', 'proposal'))

const shown = async ({ members }: Services, request: StaffRequest, whole: WholeProposal) => {
  const { id, asked, proposer, round, openedAt, closesAt, event } = whole.proposal
  const { now, language, staff } = request
  const status = statusAt(whole, now, rules)
  const votes = tallyOf(whole.votes)
  const possible = status === 'open' ? possibleOutcomes(votes, stillToVote(whole, memberCount(await members.list(), rules)), rules) : []
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

const answer = async (services: Services, request: StaffRequest, done: ProposalDone): Promise<Reply> => {
  if (done.outcome === 'done') return json(await shown(services, request, done.found))
  return done.outcome === 'no-such-proposal' ? unknown(request) : refuse(request, ...refusals[done.outcome])
}

const withProposal = async (
  { proposals }: Services,
  request: StaffRequest,
  show: (found: WholeProposal) => Promise<Reply> | Reply,
): Promise<Reply> => {
  const found = await proposals.get(request.parameter('id'))
  return found === undefined || !mayReadProposal(request.staff, found.proposal) ? unknown(request) : show(found)
}

const entryOf = (whole: WholeProposal, { staff, now }: StaffRequest) => {
  const { id, asked, proposer, closesAt, event } = whole.proposal
  const own = whole.votes.find(({ subject }) => subject === staff.subject)
  return {
    id,
    title: asked.title,
    status: statusAt(whole, now, rules),
    closesAt,
    proposedBy: proposer.name,
    ...(proposer.group === undefined ? {} : { group: proposer.group }),
    ...(event === undefined ? {} : { event }),
    ...(own === undefined ? {} : { vote: own.vote }),
  }
}

/** Every proposal to members and administrators, and to others their own. */
export const listProposals =
  ({ proposals }: Services) =>
  async (request: StaffRequest): Promise<Reply> => {
    const query = check(proposalListQuery, Object.fromEntries(request.query))
    if (!query.ok) return refuseFields(request, query.problems)
    const { status } = query.value
    const mayRead = (proposal: Proposal): boolean => mayReadProposal(request.staff, proposal)
    const [open, others] = await Promise.all([proposals.listOpen(), proposals.listClosed()])
    const voted = await Promise.all(open.filter(mayRead).map(({ id }) => proposals.get(id)))
    const wholes = [
      ...voted.flatMap((found) => found ?? []),
      ...others.filter(mayRead).map((proposal): WholeProposal => ({ proposal, votes: [], earlierVotes: [], remarks: [] })),
    ]
    const entries = wholes.map((whole) => entryOf(whole, request))
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
