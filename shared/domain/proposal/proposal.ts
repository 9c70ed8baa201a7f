import * as z from 'zod'
import { languageSchema } from '../basics/language.ts'
import type { SteeringRules } from '../basics/network.ts'
import { type Instant, instantSchema } from '../basics/wall-time.ts'
import { slugSchema } from '../event/event.ts'
import { type ProposalInput, proposalFields } from './input.ts'
import { isSettled, type Outcome, outcomeOf, possibleOutcomes, type Tally, tallyOf, type Vote } from './votes.ts'

/**
 * - `open`: members vote; it stays so until somebody records the outcome, though no vote is taken after the close
 * - `agreed`: it has become a draft
 * - `returned`: the proposer may change it and propose it again
 * - `lapsed`: too few votes counted; it may be proposed again
 */
export const proposalStatuses = ['open', 'agreed', 'returned', 'declined', 'lapsed', 'withdrawn'] as const
export type ProposalStatus = (typeof proposalStatuses)[number]

export const proposalIdSchema = z.string().regex(/^[\w-]{22}$/)

const proposerSchema = z.object({
  /** Who proposed it or, if it came by a group's link, made that link: the draft is theirs. Here the issuer's id. */
  subject: z.string(),
  name: z.string(),
  /** Where they are told the outcome; machines have none. */
  email: z.string().optional(),
  language: languageSchema,
  /** Whether they vote as a member of the steering group otherwise; about their own proposal they can't. */
  steers: z.boolean(),
  /** The group whose link it came by. */
  group: z.string().optional(),
})
export type Proposer = z.infer<typeof proposerSchema>

const roundSchema = z.object({
  round: z.int().min(1),
  status: z.enum(proposalStatuses).exclude(['open']),
  openedAt: instantSchema,
  closedAt: instantSchema,
})

/** A proposal as it is stored, apart from its votes and comments. */
export const proposalSchema = z.object({
  id: proposalIdSchema,
  asked: z.object(proposalFields),
  proposer: proposerSchema,
  status: z.enum(proposalStatuses),
  /** Rises each time it is proposed again. */
  round: z.int().min(1),
  proposedAt: instantSchema,
  openedAt: instantSchema,
  /** From then on no vote is taken. */
  closesAt: instantSchema,
  /** When it was withdrawn, or its outcome was recorded. */
  closedAt: instantSchema.optional(),
  /** The draft that it has become. */
  event: slugSchema.optional(),
  /** What members were told of this round: nothing, that it is open, and that they have not voted yet. */
  told: z.enum(['nothing', 'opened', 'reminder']).default('nothing'),
  /** How the rounds before this one ended. */
  earlier: z.array(roundSchema).default([]),
  /** Rises with every write, votes included, so that no outcome is computed from votes that have changed. */
  version: z.int().min(0),
})
export type Proposal = z.infer<typeof proposalSchema>

/** A proposal with the votes of its round. */
export interface VotedProposal {
  readonly proposal: Proposal
  readonly votes: readonly Vote[]
}

const daysAfter = (from: Instant, days: number): Instant => new Date(Date.parse(from) + days * 86_400_000).toISOString()

/** A new proposal, open for votes. */
export const proposed = (
  asked: ProposalInput,
  about: { readonly id: string; readonly proposer: Proposer; readonly now: Instant },
  rules: SteeringRules,
): Proposal => ({
  id: about.id,
  asked,
  proposer: about.proposer,
  status: 'open',
  round: 1,
  proposedAt: about.now,
  openedAt: about.now,
  closesAt: daysAfter(about.now, rules.days),
  told: 'nothing',
  earlier: [],
  version: 0,
})

/** Whether votes are taken. */
export const takesVotes = ({ status, closesAt }: Proposal, now: Instant): boolean => status === 'open' && now < closesAt

const remindAt = ({ closesAt }: Proposal, { remindDaysBefore }: ReminderRule): Instant => daysAfter(closesAt, -remindDaysBefore)

type ReminderRule = Pick<SteeringRules, 'remindDaysBefore'>

/** When the clock next has work on it, unless somebody votes or changes it before; undefined if never. */
export const nextDueAt = (proposal: Proposal, rule: ReminderRule): Instant | undefined => {
  const { status, told, openedAt, closesAt } = proposal
  if (status !== 'open') return undefined
  const [dueAt = closesAt] = [{ nothing: openedAt, opened: remindAt(proposal, rule), reminder: closesAt }[told], closesAt].toSorted()
  return dueAt
}

/** What the clock has to do about a proposal at an instant: once the vote is over, nobody is asked to vote any more. */
export const stepAt = (proposal: Proposal, now: Instant, rule: ReminderRule): 'close' | 'announce' | 'remind' | undefined => {
  if (proposal.status !== 'open') return undefined
  if (now >= proposal.closesAt) return 'close'
  if (proposal.told === 'nothing') return 'announce'
  return proposal.told === 'opened' && now >= remindAt(proposal, rule) ? 'remind' : undefined
}

/** The proposal once members were told that it is open; so late that a reminder would follow at once, that is left out. */
export const announced = (proposal: Proposal, now: Instant, rule: ReminderRule): Proposal => ({
  ...proposal,
  told: now >= remindAt(proposal, rule) ? 'reminder' : 'opened',
})

/** The status that readers see: after the close the outcome is certain, even if nobody has recorded it yet. */
export const statusAt = ({ proposal, votes }: VotedProposal, now: Instant, rules: SteeringRules): ProposalStatus =>
  proposal.status === 'open' && now >= proposal.closesAt ? outcomeOf(tallyOf(votes), rules) : proposal.status

/** How many members can still vote and count, of those that the group has: its proposer can't. */
export const stillToVote = ({ proposal, votes }: VotedProposal, members: number): number =>
  Math.max(0, members - (proposal.proposer.steers ? 1 : 0) - votes.filter(({ subject }) => subject !== proposal.proposer.subject).length)

/** How a vote stands: what readers see of it, and while it is open the outcomes that the votes still to come can bring about. */
export interface Standing {
  readonly status: ProposalStatus
  readonly votes: Tally
  readonly possible: readonly Outcome[]
}

/** How a vote stands at an instant, in a group of so many members. */
export const standingOf = (whole: VotedProposal, members: number, now: Instant, rules: SteeringRules): Standing => {
  const status = statusAt(whole, now, rules)
  const votes = tallyOf(whole.votes)
  return { status, votes, possible: status === 'open' ? possibleOutcomes(votes, stillToVote(whole, members), rules) : [] }
}

/** The proposal after a vote: it closes at once if nothing can turn the outcome any more. */
export const afterVote = ({ proposal, votes }: VotedProposal, members: number, now: Instant, rules: SteeringRules): Proposal =>
  isSettled(tallyOf(votes), stillToVote({ proposal, votes }, members), rules) ? { ...proposal, closesAt: now } : proposal

/** A vote's effect on the others: each member has one. */
export const withVote = (votes: readonly Vote[], vote: Vote): readonly Vote[] => [
  ...votes.filter(({ subject }) => subject !== vote.subject),
  vote,
]

/** Whether it may be changed and proposed again. */
export const mayPropose = (status: ProposalStatus): boolean => status === 'returned' || status === 'lapsed'

/** Whether it may be withdrawn. */
export const mayWithdraw = (status: ProposalStatus): boolean => status === 'open' || mayPropose(status)

/** More rounds would mean that somebody proposes the same again and again. */
export const mostRounds = 10

/** The proposal, changed and proposed again. */
export const proposedAgain = (proposal: Proposal, asked: ProposalInput, now: Instant, rules: SteeringRules): Proposal => {
  const { event: _event, closedAt = now, status, ...kept } = proposal
  const before = status === 'open' ? [] : [{ round: proposal.round, status, openedAt: proposal.openedAt, closedAt }]
  return {
    ...kept,
    asked,
    status: 'open',
    round: proposal.round + 1,
    openedAt: now,
    closesAt: daysAfter(now, rules.days),
    told: 'nothing',
    earlier: [...proposal.earlier, ...before],
  }
}
