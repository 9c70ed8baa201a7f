import { randomBytes } from 'node:crypto'
import type { Language } from '../../domain/basics/language.ts'
import { network } from '../../domain/basics/network.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { ProposalInput } from '../../domain/proposal/input.ts'
import {
  afterVote,
  mayPropose,
  mayWithdraw,
  mostRounds,
  type Proposal,
  type Proposer,
  proposed,
  proposedAgain,
  statusAt,
  takesVotes,
  withVote,
} from '../../domain/proposal/proposal.ts'
import { mostRemarks } from '../../domain/proposal/remark.ts'
import { memberCount } from '../../domain/proposal/steering-member.ts'
import type { Vote, VoteInput } from '../../domain/proposal/votes.ts'
import { isPartial, isProposer, mayReadProposal, maySteer, type Staff } from '../../domain/who-may.ts'
import { doubling, untilSettled } from '../../runtime/until-settled.ts'
import type { Proposals, WholeProposal } from '../../store/proposal/proposals.ts'
import type { SteeringMembers } from '../../store/proposal/steering-members.ts'

/** How something done with a proposal ended. */
export type ProposalDone =
  | { readonly outcome: 'done'; readonly found: WholeProposal }
  /** `not-proposer`: only its proposer can; `own-proposal`: its proposer can't; `voting-over`: after the close. */
  | {
      readonly outcome:
        | 'no-such-proposal'
        | 'not-member'
        | 'not-proposer'
        | 'own-proposal'
        | 'voting-over'
        | 'wrong-state'
        | 'too-many'
        | 'changed-meanwhile'
    }

export interface Voter {
  readonly staff: Staff
  readonly now: Instant
  readonly language: Language
}

type Decision = { readonly change: Proposal; readonly vote?: Vote } | Exclude<ProposalDone, { outcome: 'done' }>['outcome']

interface Parts {
  readonly proposals: Proposals
  readonly members: SteeringMembers
}

const rules = network.steering

export const newProposalId = (): string => randomBytes(16).toString('base64url')

/** Proposing events, and what follows until the vote closes. Closing is the clock's (`closing.ts`). */
export const createProposing = ({ proposals, members }: Parts) => {
  const actOnce = async (
    id: string,
    { staff }: Voter,
    decide: (found: WholeProposal) => Promise<Decision> | Decision,
  ): Promise<ProposalDone | 'again'> => {
    const found = await proposals.get(id)
    // To others it does not exist.
    if (found === undefined || !mayReadProposal(staff, found.proposal)) return { outcome: 'no-such-proposal' }
    const decision = await decide(found)
    if (typeof decision === 'string') return { outcome: decision }
    const { change, vote } = decision
    const { written } = await proposals.save(found.proposal, change, vote)
    if (!written) return 'again'
    const votes = change.round > found.proposal.round ? [] : vote === undefined ? found.votes : withVote(found.votes, vote)
    return { outcome: 'done', found: { ...found, proposal: { ...change, version: found.proposal.version + 1 }, votes } }
  }

  /** Decides from the proposal as it is, and again if somebody voted or changed it in the meantime. */
  const act = (...asked: Parameters<typeof actOnce>): Promise<ProposalDone> =>
    untilSettled(() => actOnce(...asked), { rounds: 40, pauseMs: doubling(5, 200), otherwise: () => ({ outcome: 'changed-meanwhile' }) })

  const noteMember = ({ staff, now, language }: Voter): Promise<void> => {
    const { subject, name, email } = staff
    return members.note({ subject, name, ...(email === undefined ? {} : { email }), language, seenAt: now })
  }

  /** Writes a new proposal under this id, if nobody has one with it; a form sent twice finds its own. */
  const begin = async (asked: ProposalInput, about: Parameters<typeof proposed>[1]): Promise<Proposal> => {
    const proposal = proposed(asked, about, rules)
    if (await proposals.create(proposal)) return proposal
    const found = (await proposals.get(about.id))?.proposal
    return found?.proposer.subject === about.proposer.subject ? found : begin(asked, { ...about, id: newProposalId() })
  }

  return {
    /** Proposes an event; the vote begins at once. `id` is the one that a form was given, so that it proposes once however often it is sent. */
    propose: (asked: ProposalInput, { staff, now, language }: Voter, id = newProposalId()): Promise<Proposal> => {
      const { subject, name, email } = staff
      const proposer = { subject, name, ...(email === undefined ? {} : { email }), language, steers: maySteer(staff) }
      return begin(asked, { id, proposer, now })
    },

    /** The same for a proposer who is not signed in: a group that has a link. */
    proposeFor: (proposer: Proposer, asked: ProposalInput, now: Instant, id: string): Promise<Proposal> =>
      begin(asked, { id, proposer, now }),

    /** Gives a member's vote, or changes it. */
    vote: async (id: string, who: Voter, input: VoteInput): Promise<ProposalDone> => {
      const { staff, now } = who
      if (!maySteer(staff)) return { outcome: 'not-member' }
      const done = await act(id, who, async ({ proposal, votes }) => {
        if (!takesVotes(proposal, now)) return 'voting-over'
        if (isPartial(staff, proposal) && input.vote !== 'abstain') return 'own-proposal'
        const vote: Vote = { ...input, round: proposal.round, subject: staff.subject, name: staff.name, votedAt: now }
        const known = memberCount(await members.list(), rules)
        return { change: afterVote({ proposal, votes: withVote(votes, vote) }, known, now, rules), vote }
      })
      if (done.outcome === 'done') await noteMember(who)
      return done
    },

    /** Takes a proposal back before it is decided. */
    withdraw: (id: string, who: Voter): Promise<ProposalDone> =>
      act(id, who, (found) => {
        if (!isProposer(who.staff, found.proposal)) return 'not-proposer'
        if (!mayWithdraw(statusAt(found, who.now, rules))) return 'wrong-state'
        return { change: { ...found.proposal, status: 'withdrawn', closedAt: who.now } }
      }),

    /** Changes a returned or lapsed proposal, and opens it for another round of votes. */
    proposeAgain: (id: string, who: Voter, asked: ProposalInput): Promise<ProposalDone> =>
      act(id, who, ({ proposal }) => {
        if (!isProposer(who.staff, proposal)) return 'not-proposer'
        if (!mayPropose(proposal.status)) return 'wrong-state'
        if (proposal.round >= mostRounds) return 'too-many'
        return { change: proposedAgain(proposal, asked, who.now, rules) }
      }),

    /** Says something about a proposal, whatever its state. */
    comment: async (id: string, { staff, now }: Voter, text: string): Promise<ProposalDone> => {
      const found = await proposals.get(id)
      if (found === undefined || !mayReadProposal(staff, found.proposal)) return { outcome: 'no-such-proposal' }
      if (found.remarks.length >= mostRemarks) return { outcome: 'too-many' }
      const remark = { text, subject: staff.subject, name: staff.name, at: now }
      await proposals.addRemark(id, remark)
      return { outcome: 'done', found: { ...found, remarks: [...found.remarks, remark] } }
    },
  }
}
export type Proposing = ReturnType<typeof createProposing>
