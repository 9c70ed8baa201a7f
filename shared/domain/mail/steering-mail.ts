import * as z from 'zod'
import { instantSchema } from '../basics/wall-time.ts'
import { proposalFields } from '../proposal/input.ts'
import { type RoundMinutes, roundMinutesSchema } from '../proposal/minutes.ts'
import { type Proposal, proposalIdSchema } from '../proposal/proposal.ts'

/** What a mail about a proposal says, frozen when the mail became owed. */
export const toldProposalSchema = z.object({
  id: proposalIdSchema,
  round: z.int().min(1),
  /** Who proposed it, and the group whose link it came by. */
  by: z.string(),
  group: z.string().optional(),
  closesAt: instantSchema,
  /** For mails that ask for a vote. */
  asked: z.object(proposalFields).pick({ aim: true, audience: true, preferredDates: true, why: true }).optional(),
  /** For the mail about the outcome. */
  outcome: z
    .object({
      minutes: roundMinutesSchema,
      /** How many reasons are only in the minutes, because there are too many for a mail. */
      moreReasons: z.int().min(0),
      /** Whether the recipient is its proposer, and can open the draft that it has become. */
      own: z.boolean(),
      mayOpenDraft: z.boolean(),
    })
    .optional(),
})
export type ToldProposal = z.infer<typeof toldProposalSchema>

/** A proposal with new comments, for its proposer. */
export const remarkedProposalSchema = z.object({
  id: proposalIdSchema,
  title: z.string(),
  count: z.int().min(1),
  lastAt: instantSchema,
})
export type RemarkedProposal = z.infer<typeof remarkedProposalSchema>

// A mail with more would be cut by mailboxes, and several of them too large to be owed in one transaction.
const mostReasonText = 8000

const about = ({ id, round, proposer: { name, group }, closesAt }: Proposal) => ({
  id,
  round,
  by: name,
  ...(group === undefined ? {} : { group }),
  closesAt,
})

/** What members are told when they are asked for their vote. */
export const toldForVote = (proposal: Proposal): ToldProposal => {
  const { aim, audience, preferredDates, why } = proposal.asked
  return { ...about(proposal), asked: { aim, audience, preferredDates, why } }
}

/** As many of the reasons as a mail takes, in their order. */
const fitting = (reasons: RoundMinutes['reasons']): RoundMinutes['reasons'] => {
  let length = 0
  return reasons.filter(({ text }) => {
    length += text.length
    return length <= mostReasonText
  })
}

/** What is told of an outcome, by its minutes. */
export const toldOfOutcome = (
  proposal: Proposal,
  minutes: RoundMinutes,
  reader: { readonly own: boolean; readonly mayOpenDraft: boolean },
): ToldProposal => {
  const reasons = fitting(minutes.reasons)
  const moreReasons = minutes.reasons.length - reasons.length
  return { ...about(proposal), outcome: { minutes: { ...minutes, reasons }, moreReasons, ...reader } }
}
