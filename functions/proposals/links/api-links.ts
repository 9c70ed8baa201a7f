import { groupLinkListOutput, groupLinkOutput, groupProposalListOutput, withdrawnGroupLinkOutput } from '../../../shared/api/group-links.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { type GroupLink, groupLinkInputSchema } from '../../../shared/domain/proposal/group-link.ts'
import { proposalInputAt } from '../../../shared/domain/proposal/input.ts'
import { withBody } from '../../../shared/http/body.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { Request, StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Services } from '../services.ts'

type Groups = Pick<Services, 'groups'>

const shown = ({ context }: Request, { id, group, maker, madeAt }: GroupLink) => ({
  id,
  group,
  madeBy: maker.name,
  madeAt,
  url: context.siteUrl + paths.groupProposal.to({ id }),
})

/** `GET /api/v1/group-links` */
export const listGroupLinks =
  ({ groups }: Groups) =>
  async (request: StaffRequest): Promise<Reply> => {
    const links = await groups.linksOf(request.staff)
    return json(groupLinkListOutput.parse({ links: links.map((link) => shown(request, link)) }))
  }

/** `POST /api/v1/group-links` */
export const makeGroupLink =
  ({ groups }: Groups) =>
  (request: StaffRequest): Promise<Reply> =>
    withBody(request, groupLinkInputSchema, async ({ group }) => {
      const made = await groups.make(group, request)
      return made.outcome === 'done' ? json(groupLinkOutput.parse(shown(request, made.link)), 201) : refuseFields(request, made.problems)
    })

/** `DELETE /api/v1/group-links/{id}` */
export const withdrawGroupLink =
  ({ groups }: Groups) =>
  async (request: StaffRequest): Promise<Reply> => {
    const id = request.parameter('id')
    return (await groups.withdraw(id, request.staff))
      ? json(withdrawnGroupLinkOutput.parse({ id }))
      : refuse(request, 'not-found', 'groupLink')
  }

/** `GET /api/v1/group-links/{id}/proposals` */
export const listGroupProposals =
  ({ groups }: Groups) =>
  async (request: Request): Promise<Reply> => {
    const opened = await groups.open(request.parameter('id'), request.now)
    if (opened === undefined) return refuse(request, 'not-found', 'groupLink')
    const { link, proposals } = opened
    const entries = proposals.map(({ id, asked, status, closesAt }) => ({ id, title: asked.title, status, closesAt }))
    return json(groupProposalListOutput.parse({ group: link.group, proposals: entries }))
  }

/** `POST /api/v1/group-links/{id}/proposals` */
export const proposeByLink =
  ({ groups }: Groups) =>
  (request: Request): Promise<Reply> =>
    withBody(request, proposalInputAt(request.now), async (asked) => {
      const done = await groups.propose(request.parameter('id'), asked, request)
      if (done.outcome === 'too-many-open') return refuse(request, 'state-conflict', 'groupProposals')
      if (done.outcome !== 'done') return refuse(request, 'not-found', 'groupLink')
      const { id, closesAt } = done.proposal
      return json({ id, status: 'open', closesAt, quorum: network.steering.quorum }, 201)
    })
