import * as z from 'zod'
import type { SteeringRules } from '../basics/network.ts'
import { lines } from '../basics/text.ts'
import { instantSchema } from '../basics/wall-time.ts'

export const voteKinds = ['agree', 'change', 'decline', 'abstain'] as const
export type VoteKind = (typeof voteKinds)[number]

/** What a member of the steering group says about a proposal: the body of the vote, and its form. */
export const voteInputSchema = z.strictObject({
  vote: z.enum(voteKinds).describe('“change” returns the proposal to whoever made it, with the reasons'),
  reason: lines(2000).optional().describe('Told to the proposer without the member’s name'),
  dissent: z.boolean().optional().describe('Whether the minutes name the member beside the reason'),
})
export type VoteInput = z.infer<typeof voteInputSchema>

/** A vote as it is kept; each member has one per round, the last that they gave. */
export const voteSchema = voteInputSchema.strip().extend({
  round: z.int().min(1),
  subject: z.string(),
  /** As the minutes name them. */
  name: z.string(),
  votedAt: instantSchema,
})
export type Vote = z.infer<typeof voteSchema>

export const tallySchema = z.object({ agree: z.int(), change: z.int(), decline: z.int(), abstain: z.int() })
export type Tally = Readonly<z.infer<typeof tallySchema>>

/** The figures of a vote. They are only ever counted from the votes. */
export const tallyOf = (votes: readonly Pick<Vote, 'vote'>[]): Tally => {
  const count = (kind: VoteKind): number => votes.filter(({ vote }) => vote === kind).length
  return { agree: count('agree'), change: count('change'), decline: count('decline'), abstain: count('abstain') }
}

/** How a vote can end. */
export const outcomes = ['agreed', 'returned', 'declined', 'lapsed'] as const
export type Outcome = (typeof outcomes)[number]

type Rules = Pick<SteeringRules, 'quorum' | 'majority'>

/** The votes that count. Abstentions don't: neither for the quorum nor for the majority. */
export const counted = ({ agree, change, decline }: Tally): number => agree + change + decline

const isMajority = (votes: number, all: number, { majority: { moreThan, of } }: Rules): boolean => votes * of > all * moreThan

/**
 * How a vote ends with these figures: without quorum it lapses; with a majority that agrees or declines, so it is; anything else,
 * a tie among them, goes back to the proposer, since nobody won and a better proposal might.
 */
export const outcomeOf = (tally: Tally, rules: Rules): Outcome => {
  const all = counted(tally)
  if (all < rules.quorum) return 'lapsed'
  if (isMajority(tally.agree, all, rules)) return 'agreed'
  return isMajority(tally.decline, all, rules) ? 'declined' : 'returned'
}

/**
 * The outcomes that are still possible if `remaining` members have yet to vote. Nobody voting, or all of them in one way, gives every
 * outcome that any mixture gives (a property test compares them).
 */
export const possibleOutcomes = (tally: Tally, remaining: number, rules: Rules): readonly Outcome[] => {
  const found = new Set([
    outcomeOf(tally, rules),
    ...(['agree', 'change', 'decline'] as const).map((kind) => outcomeOf({ ...tally, [kind]: tally[kind] + remaining }, rules)),
  ])
  return outcomes.filter((outcome) => found.has(outcome))
}

/** Whether more than half of all who can still count are against, so that the vote ends early: waiting would change nothing. */
export const isSettled = (tally: Tally, remaining: number, rules: Rules): boolean => {
  const possible = possibleOutcomes(tally, remaining, rules)
  const against = tally.change + tally.decline
  return possible.length === 1 && outcomeOf(tally, rules) !== 'lapsed' && against * 2 > counted(tally) + remaining
}
