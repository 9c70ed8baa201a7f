import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { proposalInputAt } from '../../../shared/domain/proposal/input.ts'
import { mayPropose, type Proposal, proposalIdSchema } from '../../../shared/domain/proposal/proposal.ts'
import { isProposer } from '../../../shared/domain/who-may.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { newProposalId } from '../../../shared/use-cases/proposal/proposing.ts'
import type { Services } from '../services.ts'
import { proposalPath } from '../voting/done-notices.ts'
import { refuseWith, withProposal } from '../voting/found-proposal.ts'
import { inputFrom, newValues, rearranged, submittedValues, valuesOf } from './form-values.ts'
import { type ProposalFormModel, proposalFormView } from './proposal-form-view.ts'

type Of = ProposalFormModel['of']

const show = (request: StaffRequest, model: Omit<ProposalFormModel, 'problems'>, problems: readonly FieldProblem[] = []): Promise<Reply> =>
  page(proposalFormView(request.context, { ...model, problems }), problems.length === 0 ? 200 : 422)

/** The id that a form was given; a new one if it has been lost or changed. */
export const idIn = (form: URLSearchParams): string => {
  const id = proposalIdSchema.safeParse(form.get('id'))
  return id.success ? id.data : newProposalId()
}

export const newProposal =
  () =>
  (request: StaffRequest): Promise<Reply> =>
    request.typed === undefined
      ? show(request, { values: newValues(), of: { newId: newProposalId() } })
      : show(request, { values: submittedValues(request.typed), of: { newId: idIn(request.typed) } })

/** Shows the form again with a date more or less, or with what is wrong; otherwise runs with what it says. */
const withInput = (request: StaffRequest, of: Of, run: (asked: Proposal['asked']) => Promise<Reply>): Promise<Reply> => {
  const form = formOf(request)
  const again = rearranged(form)
  if (again !== undefined) return show(request, { ...again, of })
  const checked = check(proposalInputAt(request.now), inputFrom(form))
  return checked.ok ? run(checked.value) : show(request, { values: submittedValues(form), of }, checked.problems)
}

export const createProposal =
  ({ proposing }: Pick<Services, 'proposing'>) =>
  (request: StaffRequest): Promise<Reply> => {
    const newId = idIn(formOf(request))
    return withInput(request, { newId }, async (asked) => {
      const { id } = await proposing.propose(asked, request, newId)
      return concerning(seeOther(proposalPath(id, 'proposed')), { target: id })
    })
  }

/** Runs with the reader's own proposal if it may be proposed again. */
const withReturned = (
  services: Pick<Services, 'proposals'>,
  request: StaffRequest,
  run: (proposal: Proposal) => Promise<Reply>,
): Promise<Reply> =>
  withProposal(services, request, (found) => {
    if (!isProposer(request.staff, found.proposal)) return refuseWith(request, 'not-proposer')
    if (!mayPropose(found.proposal.status)) return refuseWith(request, 'wrong-state')
    return run(found.proposal)
  })

const referTo = ({ id, asked }: Proposal): Of => ({ id, title: asked.title })

export const changeForm =
  (services: Pick<Services, 'proposals'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withReturned(services, request, (proposal) =>
      show(request, {
        values: request.typed === undefined ? valuesOf(proposal.asked) : submittedValues(request.typed),
        of: referTo(proposal),
      }),
    )

export const changeProposal =
  (services: Pick<Services, 'proposals' | 'proposing'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withReturned(services, request, (proposal) =>
      withInput(request, referTo(proposal), async (asked) => {
        const done = await services.proposing.proposeAgain(proposal.id, request, asked)
        return done.outcome === 'done' ? seeOther(proposalPath(proposal.id, 'proposed')) : refuseWith(request, done.outcome)
      }),
    )
