import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { colleagueForm, handOverInputOf, mayHandOver } from '../../../shared/domain/registration/hand-over.ts'
import { sessionTitles } from '../../../shared/domain/registration/session-choice.ts'
import { checkWithAnswers } from '../../../shared/domain/registration-form/checked-answers.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page } from '../../../shared/http/reply.ts'
import { filled, formOf } from '../../../shared/http/request.ts'
import { answersIn, postedValues, withoutAnswers } from '../registration-form/answers-in-form.ts'
import { handOverCheckView, handOverSteps } from './check-colleague-view.ts'
import { handOverView } from './hand-over-view.ts'
import { backTo, linkedPage } from './linked-page.ts'

export const handOverForm = linkedPage((_services, request, linked) =>
  mayHandOver(linked.event, linked.registration, request.now)
    ? page(handOverView(request.context, { ...linked, values: {}, problems: [] }))
    : backTo(linked),
)

// The check page names the colleague, so it is the direct answer to the form: histories and logs would keep a URL with a name.
export const handOver = linkedPage(async ({ handOver: hand }, request, linked) => {
  const { event, registration } = linked
  const isOver = registration.endedBy === 'handed-over'
  if (!isOver && !mayHandOver(event, registration, request.now)) return refuse(request, 'state-conflict', 'noHandOver')
  const sent = formOf(request)
  const { step, consent, ...values } = filled(sent)
  sent.delete('step')
  const show = (problems: readonly FieldProblem[], status: number) =>
    page(handOverView(request.context, { ...linked, values: postedValues(sent), problems }), status)
  if (!isOver && step === handOverSteps.edit) return show([], 200)
  const asked = colleagueForm(event)
  const said = { ...withoutAnswers(values), ...answersIn(sent, asked), ...(consent === undefined ? {} : { consent: true }) }
  const checked = checkWithAnswers(handOverInputOf(registration), asked, said)
  if (!checked.ok) return isOver ? backTo(linked) : show(checked.problems, 422)
  if (!isOver && step !== handOverSteps.hand) {
    const { organisation, country, role, participation } = registration
    const colleague = { ...checked.value, organisation, country, role, participation }
    return page(handOverCheckView(request.context, { event, colleague, sessions: sessionTitles(event, registration), sent }))
  }
  const done = await hand(registration, checked.value, request.now)
  if (typeof done === 'object') return show(done.problems, 422)
  if (done === 'handed-over-before') return refuse(request, 'state-conflict', 'handedOverBefore')
  return done === 'not-possible' ? refuse(request, 'state-conflict', 'noHandOver') : backTo(linked)
})
