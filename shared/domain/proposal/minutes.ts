import type { SteeringRules } from '../basics/network.ts'
import type { Instant } from '../basics/wall-time.ts'
import { type Proposal, type ProposalStatus, statusAt, type VotedProposal } from './proposal.ts'
import { counted, outcomeOf, type Tally, tallyOf, type Vote, type VoteKind } from './votes.ts'

/** What is minuted of a round. */
export interface RoundMinutes {
  readonly round: number
  readonly status: ProposalStatus
  readonly openedAt: Instant
  readonly closedAt: Instant
  readonly tally: Tally
  readonly counted: number
  /** Who voted or abstained. */
  readonly tookPart: readonly string[]
  /** The reasons given; with the name of whoever wished it. */
  readonly reasons: readonly { readonly vote: VoteKind; readonly text: string; readonly name?: string }[]
}

const minutesOf = (about: Pick<RoundMinutes, 'round' | 'status' | 'openedAt' | 'closedAt'>, votes: readonly Vote[]): RoundMinutes => {
  const tally = tallyOf(votes)
  return {
    ...about,
    tally,
    counted: counted(tally),
    tookPart: votes.map(({ name }) => name).toSorted(),
    reasons: votes.flatMap(({ vote, reason, dissent, name }) =>
      reason === undefined ? [] : [{ vote, text: reason, ...(dissent === true ? { name } : {}) }],
    ),
  }
}

/** The minutes of every round, the latest first. */
export const allMinutes = (
  { proposal, votes, earlierVotes }: VotedProposal & { readonly earlierVotes: readonly Vote[] },
  now: Instant,
  rules: SteeringRules,
): readonly RoundMinutes[] => {
  const { round, openedAt, closesAt } = proposal
  const status = statusAt({ proposal, votes }, now, rules)
  const closedAt = status === 'withdrawn' ? (proposal.closedAt ?? closesAt) : closesAt
  const before = proposal.earlier.map((each) =>
    minutesOf(
      each,
      earlierVotes.filter((vote) => vote.round === each.round),
    ),
  )
  return [minutesOf({ round, status, openedAt, closedAt }, votes), ...before.toReversed()]
}

/** The proposal with its outcome recorded. */
export const closed = ({ proposal, votes }: VotedProposal, rules: SteeringRules): Proposal => ({
  ...proposal,
  status: outcomeOf(tallyOf(votes), rules),
  closedAt: proposal.closesAt,
})
