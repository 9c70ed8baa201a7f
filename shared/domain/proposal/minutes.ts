import * as z from 'zod'
import type { SteeringRules } from '../basics/network.ts'
import { type Instant, instantSchema } from '../basics/wall-time.ts'
import { type Proposal, proposalStatuses, statusAt, type VotedProposal } from './proposal.ts'
import { counted, outcomeOf, tallyOf, tallySchema, type Vote, voteKinds } from './votes.ts'

/** What is minuted of a round. */
export const roundMinutesSchema = z.object({
  round: z.int().min(1),
  status: z.enum(proposalStatuses),
  openedAt: instantSchema,
  closedAt: instantSchema,
  tally: tallySchema,
  counted: z.int(),
  /** Who voted or abstained. */
  tookPart: z.array(z.string()),
  /** The reasons given; with the name of whoever wished it. */
  reasons: z.array(z.object({ vote: z.enum(voteKinds), text: z.string(), name: z.string().optional() })),
})
export type RoundMinutes = z.infer<typeof roundMinutesSchema>

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

/** The minutes of the round that is on, or was the last. */
export const roundMinutes = ({ proposal, votes }: VotedProposal, now: Instant, rules: SteeringRules): RoundMinutes => {
  const { round, openedAt, closesAt } = proposal
  const status = statusAt({ proposal, votes }, now, rules)
  const closedAt = status === 'withdrawn' ? (proposal.closedAt ?? closesAt) : closesAt
  return minutesOf({ round, status, openedAt, closedAt }, votes)
}

/** The minutes of every round, the latest first. */
export const allMinutes = (
  { proposal, votes, earlierVotes }: VotedProposal & { readonly earlierVotes: readonly Vote[] },
  now: Instant,
  rules: SteeringRules,
): readonly RoundMinutes[] => {
  const before = proposal.earlier.map((each) =>
    minutesOf(
      each,
      earlierVotes.filter((vote) => vote.round === each.round),
    ),
  )
  return [roundMinutes({ proposal, votes }, now, rules), ...before.toReversed()]
}

/** The proposal with its outcome recorded. */
export const closed = ({ proposal, votes }: VotedProposal, rules: SteeringRules): Proposal => ({
  ...proposal,
  status: outcomeOf(tallyOf(votes), rules),
  closedAt: proposal.closesAt,
})
