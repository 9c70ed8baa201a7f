import { emailKey } from '../../domain/basics/email-address.ts'
import type { Language } from '../../domain/basics/language.ts'
import { network } from '../../domain/basics/network.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { personMailId } from '../../domain/mail/asked-mail.ts'
import { owedMail, proposedEvent } from '../../domain/mail/owed-mail.ts'
import { toldForVote, toldOfOutcome } from '../../domain/mail/steering-mail.ts'
import { roundMinutes } from '../../domain/proposal/minutes.ts'
import type { Proposal, VotedProposal } from '../../domain/proposal/proposal.ts'
import type { SteeringMember } from '../../domain/proposal/steering-member.ts'
import { canOrganise } from '../../domain/staff/colleague.ts'
import type { TransactItem } from '../../store/dynamodb/transaction.ts'
import type { Outbox } from '../../store/outbox.ts'
import type { SteeringMembers } from '../../store/proposal/steering-members.ts'
import type { Keys } from '../../store/secret-keys.ts'
import type { Colleagues } from '../../store/staff/colleagues.ts'
import { personHash } from '../../tokens/registration-tokens.ts'

export interface WritingParts {
  readonly members: Pick<SteeringMembers, 'list'>
  readonly colleagues: Pick<Colleagues, 'withNames'>
  readonly outbox: Pick<Outbox, 'owing'>
  readonly keys: Pick<Keys, 'links'>
}

interface Mailbox {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly language: Language
}

// All that is owed fits into one transaction; a larger group would be a parliament.
const mostMembers = 40

const bySeenAt = (one: SteeringMember, other: SteeringMember): number => other.seenAt.localeCompare(one.seenAt)

/** The mails about a proposal, as parts of the transaction that owes them: one for each mailbox, whoever shares it. */
export const createWriting = ({ members, colleagues, outbox, keys }: WritingParts) => {
  const mailboxes = async (people: readonly Pick<SteeringMember, 'name' | 'email' | 'language'>[]) => {
    const key = await keys.links()
    const found = people.flatMap(({ name, email, language }): Mailbox[] =>
      email === undefined ? [] : [{ id: personMailId({ person: personHash(key, emailKey(email)) }), name, email, language }],
    )
    return [...Map.groupBy(found, ({ id }) => id).values()].flatMap(([first]) => first ?? [])
  }

  /** The members whose vote can count: not its proposer, but whoever made the link of a group. */
  const voters = async ({ proposer }: Proposal): Promise<readonly SteeringMember[]> => {
    const known = (await members.list()).toSorted(bySeenAt).slice(0, mostMembers)
    return known.filter(({ subject }) => proposer.group !== undefined || subject !== proposer.subject)
  }

  const askForVotes = async (
    kind: 'proposal-opened' | 'proposal-reminder',
    proposal: Proposal,
    of: readonly SteeringMember[],
    now: Instant,
  ) => (await mailboxes(of)).map((to) => outbox.owing(owedMail.steering(kind, proposedEvent(proposal), toldForVote(proposal), to, now)))

  return {
    /** Asks every member for a vote. */
    announcement: async (proposal: Proposal, now: Instant): Promise<readonly TransactItem[]> =>
      askForVotes('proposal-opened', proposal, await voters(proposal), now),

    /** Reminds those who have not voted; an abstention is a vote. */
    reminder: async ({ proposal, votes }: VotedProposal, now: Instant): Promise<readonly TransactItem[]> => {
      const voted = new Set(votes.map(({ subject }) => subject))
      const missing = (await voters(proposal)).filter(({ subject }) => !voted.has(subject))
      return askForVotes('proposal-reminder', proposal, missing, now)
    },

    /** Tells the proposer and every member how a vote ended; `proposal` has its outcome, and the draft if there is one. */
    outcome: async ({ proposal, votes }: VotedProposal, now: Instant): Promise<readonly TransactItem[]> => {
      const minutes = roundMinutes({ proposal, votes }, now, network.steering)
      const { proposer, event } = proposal
      const known = event === undefined ? undefined : (await colleagues.withNames([proposer.subject])).get(proposer.subject)
      const mayOpenDraft = known !== undefined && canOrganise(known)
      const [owner] = await mailboxes([proposer])
      const others = (await mailboxes(await voters(proposal))).filter(({ id }) => id !== owner?.id)
      const mail = (to: Mailbox, reader: Parameters<typeof toldOfOutcome>[2]) =>
        outbox.owing(owedMail.steering('proposal-outcome', proposedEvent(proposal), toldOfOutcome(proposal, minutes, reader), to, now))
      return [
        ...(owner === undefined ? [] : [mail(owner, { own: true, mayOpenDraft })]),
        ...others.map((to) => mail(to, { own: false, mayOpenDraft: false })),
      ]
    },
  }
}
