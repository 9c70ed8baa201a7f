import { listPage, markupBytes } from '../../../shared/domain/basics/list-page.ts'
import { mayOrganise, maySteer } from '../../../shared/domain/who-may.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { proposalsView } from './all-proposals-view.ts'
import { type ListedProposal, readableBy } from './readable.ts'

/** The most bytes of a proposal in the list. */
const rowBytes = ({ title, proposedBy, group = '' }: ListedProposal): number =>
  1_500 + markupBytes(title) + markupBytes(proposedBy) + markupBytes(group)

/** Every proposal to members and administrators, and to others their own. */
export const proposals =
  (services: Parameters<typeof readableBy>[0]) =>
  async (request: StaffRequest): Promise<Reply> => {
    const { shown, ...pages } = listPage(await readableBy(services, request), request.query.get('page'), rowBytes)
    return page(
      proposalsView(request.context, { proposals: shown, pages, steers: maySteer(request.staff), organises: mayOrganise(request.staff) }),
    )
  }
