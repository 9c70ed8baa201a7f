import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { proposalInputAt } from '../../../shared/domain/proposal/input.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { formOf, type Request } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { newProposalId } from '../../../shared/use-cases/proposal/proposing.ts'
import { inputFrom, newValues, type ProposalFormValues, rearranged, submittedValues } from '../proposing/form-values.ts'
import { idIn } from '../proposing/new-proposal.ts'
import type { Services } from '../services.ts'
import { byLinkView } from './by-link-view.ts'

type Groups = Pick<Services, 'groups'>

interface Shown {
  readonly values: ProposalFormValues
  readonly newId: string
  readonly focus?: string
  readonly problems?: readonly FieldProblem[]
}

const show = async ({ groups }: Groups, request: Request, { problems = [], ...shown }: Shown): Promise<Reply> => {
  const opened = await groups.open(request.parameter('id'), request.now)
  if (opened === undefined) return refuse(request, 'not-found', 'link')
  const model = { ...opened, ...shown, problems, done: request.query.has('done') && problems.length === 0 }
  return page(byLinkView(request.context, model), problems.length === 0 ? 200 : 422)
}

/** The page behind a working group's link: what it has proposed, and the form for more. Without the link it does not exist. */
export const groupProposal =
  (services: Groups) =>
  (request: Request): Promise<Reply> =>
    show(services, request, { values: newValues(), newId: newProposalId() })

export const createGroupProposal =
  (services: Groups) =>
  async (request: Request): Promise<Reply> => {
    const form = formOf(request)
    const newId = idIn(form)
    const again = rearranged(form)
    if (again !== undefined) return show(services, request, { ...again, newId })
    const checked = check(proposalInputAt(request.now), inputFrom(form))
    if (!checked.ok) return show(services, request, { values: submittedValues(form), newId, problems: checked.problems })
    const id = request.parameter('id')
    const done = await services.groups.propose(id, checked.value, { now: request.now, proposalId: newId })
    if (done.outcome === 'too-many-open') return refuse(request, 'state-conflict', 'groupProposals')
    return done.outcome === 'done' ? seeOther(`${paths.groupProposal.to({ id })}?done`) : refuse(request, 'not-found', 'link')
  }
