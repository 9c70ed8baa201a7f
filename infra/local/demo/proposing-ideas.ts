import { network } from '../../../shared/domain/basics/network.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { proposalInputSchema } from '../../../shared/domain/proposal/input.ts'
import { closed } from '../../../shared/domain/proposal/minutes.ts'
import { proposed } from '../../../shared/domain/proposal/proposal.ts'
import type { Proposals } from '../../../shared/store/proposal/proposals.ts'
import { demoMachines, demoOrganiser } from '../issuer/accounts.ts'
import type { DemoIdea } from './ideas.ts'

const rules = network.steering

const daysBefore = (now: Instant, days: number): Instant => new Date(Date.parse(now) - days * 86_400_000).toISOString()

/** The demo's members of the steering group are its machines: whoever signs in as a person is one more. */
const member = (number: number) => {
  const machines = demoMachines.filter(({ roles }) => roles.includes('steering'))
  return { subject: machines[number - 1]?.clientId ?? '', name: `Demo member ${number}` }
}

/** Writes a proposal as if it had been made and voted on in the past few days, or what an interrupted start left of that. */
export const proposeIdea = async (proposals: Proposals, idea: DemoIdea, now: Instant): Promise<void> => {
  const { id, asked, proposedDaysAgo, closedDaysAgo, votes, remarks } = idea
  const { subject, name, email } = demoOrganiser
  const at = daysBefore(now, proposedDaysAgo)
  const about = { id, proposer: { subject, name, email, language: network.language, steers: false }, now: at }
  // Its members are machines, so there is nobody to ask for a vote.
  const told = { told: 'reminder' } as const
  if (await proposals.create({ ...proposed(proposalInputSchema.parse(asked), about, rules), ...told }))
    for (const { member: number, text } of remarks) await proposals.addRemark(id, { ...member(number), text, at })
  const left = async () => {
    const found = await proposals.get(id)
    const given = found?.votes.map(({ subject: voter }) => voter) ?? []
    return { found, vote: votes.find(({ member: number }) => !given.includes(member(number).subject)) }
  }
  for (let { found, vote } = await left(); found !== undefined && vote !== undefined; { found, vote } = await left()) {
    const { member: number, ...input } = vote
    await proposals.save(found.proposal, found.proposal, { ...input, ...member(number), round: 1, votedAt: at })
  }
  const { found } = await left()
  if (found === undefined || closedDaysAgo === undefined || found.proposal.status !== 'open') return
  const closesAt = daysBefore(now, closedDaysAgo)
  await proposals.save(found.proposal, closed({ ...found, proposal: { ...found.proposal, closesAt } }, rules))
}
