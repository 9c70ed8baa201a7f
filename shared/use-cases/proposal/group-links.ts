import type { FieldProblem } from '../../domain/basics/field-problem.ts'
import { network } from '../../domain/basics/network.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { cameBy, type GroupLink, mostGroupLinks, mostOpenByGroup, proposerBy } from '../../domain/proposal/group-link.ts'
import type { ProposalInput } from '../../domain/proposal/input.ts'
import { type Proposal, statusAt } from '../../domain/proposal/proposal.ts'
import { mayManageGroupLink, type Staff } from '../../domain/who-may.ts'
import type { GroupLinks } from '../../store/proposal/group-links.ts'
import type { Proposals } from '../../store/proposal/proposals.ts'
import { newProposalId, type Proposing, type Voter } from './proposing.ts'

/** How making a link ended. */
export type LinkMade =
  | { readonly outcome: 'done'; readonly link: GroupLink }
  | { readonly outcome: 'invalid'; readonly problems: readonly FieldProblem[] }

/** How proposing by a link ended. */
export type ProposedByLink =
  | { readonly outcome: 'done'; readonly proposal: Proposal }
  | { readonly outcome: 'no-such-link' | 'too-many-open' }

interface Parts {
  readonly links: GroupLinks
  readonly proposals: Pick<Proposals, 'get' | 'listOpen' | 'listClosed'>
  readonly proposing: Pick<Proposing, 'proposeFor'>
}

/** Working groups that propose without an account, by a link that an organiser made and can withdraw. */
export const createGroupProposing = ({ links, proposals, proposing }: Parts) => {
  const ofGroup = async (link: GroupLink): Promise<readonly Proposal[]> => {
    const [open, closed] = await Promise.all([proposals.listOpen(), proposals.listClosed()])
    return [...open, ...closed].filter((proposal) => cameBy(link, proposal))
  }

  return {
    /** The links that somebody may see and withdraw: their own, and all of them for administrators. The newest first. */
    linksOf: async (staff: Staff): Promise<readonly GroupLink[]> =>
      (await links.list())
        .filter((link) => mayManageGroupLink(staff, link))
        .toSorted((one, other) => other.madeAt.localeCompare(one.madeAt)),

    make: async (group: string, { staff, now, language }: Voter): Promise<LinkMade> => {
      if ((await links.list()).length >= mostGroupLinks)
        return { outcome: 'invalid', problems: [{ field: 'group', code: 'too-many-links', limit: mostGroupLinks }] }
      const { subject, name, email } = staff
      const maker = { subject, name, ...(email === undefined ? {} : { email }), language }
      const link = { id: newProposalId(), group, maker, madeAt: now }
      await links.create(link)
      return { outcome: 'done', link }
    },

    /** Withdraws a link; what was proposed by it stays. To those who may not, it does not exist. */
    withdraw: async (id: string, staff: Staff): Promise<boolean> => {
      const link = await links.get(id)
      if (link === undefined || !mayManageGroupLink(staff, link)) return false
      await links.remove(id)
      return true
    },

    /** A link with what was proposed by it, as it stands at an instant; undefined if there is none, or it was withdrawn. */
    open: async (id: string, now: Instant) => {
      const link = await links.get(id)
      if (link === undefined) return undefined
      const own = await ofGroup(link)
      const wholes = await Promise.all(
        own.map(async (proposal) => (proposal.status === 'open' ? await proposals.get(proposal.id) : undefined) ?? { proposal, votes: [] }),
      )
      return { link, proposals: wholes.map((whole) => ({ ...whole.proposal, status: statusAt(whole, now, network.steering) })) }
    },

    /** Proposes for the group. `proposalId` is the one that a form was given, so that it proposes once however often it is sent. */
    propose: async (
      id: string,
      asked: ProposalInput,
      { now, proposalId = newProposalId() }: { readonly now: Instant; readonly proposalId?: string },
    ): Promise<ProposedByLink> => {
      const link = await links.get(id)
      if (link === undefined) return { outcome: 'no-such-link' }
      const open = (await ofGroup(link)).filter(({ status }) => status === 'open')
      const isRepeated = open.some((proposal) => proposal.id === proposalId)
      if (open.length >= mostOpenByGroup && !isRepeated) return { outcome: 'too-many-open' }
      return { outcome: 'done', proposal: await proposing.proposeFor(proposerBy(link), asked, now, proposalId) }
    },
  }
}
