import { network } from '../../domain/basics/network.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { draft, type Event, slugOf } from '../../domain/event/event.ts'
import { eventInputOf } from '../../domain/proposal/draft-event.ts'
import { closed } from '../../domain/proposal/minutes.ts'
import type { Proposal, VotedProposal } from '../../domain/proposal/proposal.ts'
import { untilSettled } from '../../runtime/until-settled.ts'
import type { Events } from '../../store/events.ts'
import type { Proposals } from '../../store/proposal/proposals.ts'

interface Parts {
  readonly events: Pick<Events, 'creating'>
  readonly proposals: Proposals
}

const rules = network.steering

// Each failed attempt means that a vote came in after the proposal was read.
const mostAttempts = 8

/** What the clock does about a proposal: records the outcome once no vote is taken any more, with the draft of an agreed one. */
export const createClosing = ({ events, proposals }: Parts) => {
  const draftOf = ({ asked, proposer }: Proposal, slug: string, now: Instant): Event =>
    draft(eventInputOf(asked, now), { slug, owner: proposer.subject, now })

  /** Records the outcome, with the draft that an agreed proposal becomes. `again` if a vote came in after it was read. */
  const record = async (found: VotedProposal, now: Instant): Promise<'done' | 'again'> => {
    const { proposal } = found
    const after = closed(found, rules)
    if (after.status !== 'agreed') return (await proposals.save(proposal, after)).written ? 'done' : 'again'
    const base = slugOf(proposal.asked.title)
    for (let number = 1; ; number++) {
      const slug = number === 1 ? base : `${base}-${number}`
      const saved = await proposals.save(proposal, { ...after, event: slug }, undefined, events.creating(draftOf(proposal, slug, now), now))
      if (saved.written) return 'done'
      // Otherwise another event has this name.
      if (saved.refused.length === 0 || saved.refused.includes(0)) return 'again'
    }
  }

  /** Records the outcome of a proposal whose vote is over. If votes keep coming in between, it is still due in a minute. */
  return (id: string, now: Instant): Promise<'done'> =>
    untilSettled(
      async () => {
        const found = await proposals.get(id)
        const isDue = found?.proposal.status === 'open' && now >= found.proposal.closesAt
        return isDue ? record(found, now) : 'done'
      },
      { rounds: mostAttempts, otherwise: () => 'done' },
    )
}
