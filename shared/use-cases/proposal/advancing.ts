import { network } from '../../domain/basics/network.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { draft, type Event, slugOf } from '../../domain/event/event.ts'
import { eventInputOf } from '../../domain/proposal/draft-event.ts'
import { closed } from '../../domain/proposal/minutes.ts'
import { announced, type Proposal, stepAt, type VotedProposal } from '../../domain/proposal/proposal.ts'
import { untilSettled } from '../../runtime/until-settled.ts'
import type { Events } from '../../store/events.ts'
import type { Proposals } from '../../store/proposal/proposals.ts'
import { createWriting, type WritingParts } from './writing-to-members.ts'

interface Parts extends WritingParts {
  readonly events: Pick<Events, 'creating'>
  readonly proposals: Proposals
}

const rules = network.steering

// Each failed attempt means that a vote came in after the proposal was read.
const mostAttempts = 8

/**
 * What the clock does about a proposal: asks members for their votes, reminds those who have not given one, and records the outcome
 * once no vote is taken any more, with the draft of an agreed one. Each is one transaction with its mails, and nothing of it happens
 * if somebody voted, or withdrew the proposal, after it was read.
 */
export const createAdvancing = ({ events, proposals, ...parts }: Parts) => {
  const write = createWriting(parts)

  const draftOf = ({ asked, proposer }: Proposal, slug: string, now: Instant): Event =>
    draft(eventInputOf(asked, now), { slug, owner: proposer.subject, now })

  const save = async (...saved: Parameters<Proposals['save']>): Promise<'done' | 'again'> =>
    (await proposals.save(...saved)).written ? 'done' : 'again'

  /** Records the outcome, with the draft that an agreed proposal becomes. */
  const record = async (found: VotedProposal, now: Instant): Promise<'done' | 'again'> => {
    const { proposal, votes } = found
    const after = closed(found, rules)
    if (after.status !== 'agreed') return save(proposal, after, undefined, await write.outcome({ proposal: after, votes }, now))
    const base = slugOf(proposal.asked.title)
    for (let number = 1; ; number++) {
      const slug = number === 1 ? base : `${base}-${number}`
      const agreed = { ...after, event: slug }
      const mails = await write.outcome({ proposal: agreed, votes }, now)
      const saved = await proposals.save(proposal, agreed, undefined, [...events.creating(draftOf(proposal, slug, now), now), ...mails])
      if (saved.written) return 'done'
      // Otherwise another event has this name.
      if (saved.refused.length === 0 || saved.refused.includes(0)) return 'again'
    }
  }

  const stepOnce = async (id: string, now: Instant): Promise<'done' | 'again'> => {
    const found = await proposals.get(id)
    if (found === undefined) return 'done'
    const { proposal } = found
    switch (stepAt(proposal, now, rules)) {
      case 'close':
        return record(found, now)
      case 'announce':
        return save(proposal, announced(proposal, now, rules), undefined, await write.announcement(proposal, now))
      case 'remind':
        return save(proposal, { ...proposal, told: 'reminder' }, undefined, await write.reminder(found, now))
      case undefined:
        return 'done'
    }
  }

  /** Does the one thing that is due about a proposal. If votes keep coming in between, it is still due in a minute. */
  return (id: string, now: Instant): Promise<'done'> =>
    untilSettled(() => stepOnce(id, now), { rounds: mostAttempts, otherwise: () => 'done' })
}
