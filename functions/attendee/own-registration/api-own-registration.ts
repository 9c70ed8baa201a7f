import { check } from '../../../shared/domain/basics/check.ts'
import { withMore } from '../../../shared/domain/basics/field-problem.ts'
import { readablePart } from '../../../shared/domain/basics/readable-part.ts'
import { asksParticipation } from '../../../shared/domain/event/participation.ts'
import { colleagueForm, handOverInputOf } from '../../../shared/domain/registration/hand-over.ts'
import { patchedDetails, type RegistrationPatch, registrationPatchSchema } from '../../../shared/domain/registration/patch.ts'
import { registrationDetailsSchema } from '../../../shared/domain/registration/registration.ts'
import { checkWithAnswers } from '../../../shared/domain/registration-form/checked-answers.ts'
import { notFitting, ownForm } from '../../../shared/domain/registration-form/own-form.ts'
import { noLongerAsked } from '../../../shared/domain/registration-form/readable-answers.ts'
import { withJson } from '../../../shared/http/body.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { jsonOf } from '../../../shared/http/request.ts'
import type { Services } from '../services.ts'
import { choiceProblems } from './choice-problems.ts'
import { answersOpen, isLive, type Linked, linkedPage } from './linked-page.ts'
import { show, showNow } from './shown-registration.ts'

export const getRegistration = linkedPage(show)

const checkAnswers = ({ event, registration }: Linked, patch: RegistrationPatch) => {
  const { participation: _, ...said } = patchedDetails(registration, patch)
  // If a change does not mention answers they stay as they are, whatever the event now asks.
  if (patch.answers === undefined && patch.attendeeType === undefined) return check(registrationDetailsSchema, said)
  const { format: _format, ...asked } = ownForm(event, registration)
  const { attendeeType, ...details } = said
  // The event may have no attendee types any more.
  const type = patch.attendeeType === undefined && event.attendeeTypes.length === 0 ? {} : { attendeeType }
  // What the change does not mention need not fit what the event now asks.
  const former = new Set([...Object.keys(noLongerAsked(event, registration.answers)), ...notFitting(asked, registration.answers)])
  const answers = Object.entries(Object(said['answers'])).filter(([id]) => !former.has(id) || patch.answers?.[id] !== undefined)
  return checkWithAnswers(registrationDetailsSchema, asked, { ...details, ...type, answers: Object.fromEntries(answers) })
}

/** The details after a change. How somebody takes part stays as it is, or unsaid, unless the change mentions it. */
const checkPatch = (linked: Linked, patch: RegistrationPatch): ReturnType<typeof checkAnswers> => {
  const checked = checkAnswers(linked, patch)
  const { participation } = patch
  if (participation === undefined) return checked
  if (asksParticipation(linked.event)) return checked.ok ? { ok: true, value: { ...checked.value, participation } } : checked
  return { ok: false, problems: withMore(checked.ok ? [] : checked.problems, [{ field: 'participation', code: 'unknown-field' }]) }
}

/** The details after a change, or all that is wrong with it; what of it can be read is checked even if something else cannot. */
const checkChange = async (services: Services, linked: Linked, body: unknown): Promise<ReturnType<typeof checkPatch>> => {
  const asked = check(registrationPatchSchema, body)
  const patch = asked.ok ? asked.value : (readablePart(registrationPatchSchema, body) ?? {})
  const checked = checkPatch(linked, patch)
  if (asked.ok && checked.ok) return checked
  const problems = withMore(asked.ok ? [] : asked.problems, checked.ok ? [] : checked.problems)
  return { ok: false, problems: withMore(problems, await choiceProblems(services, linked.registration, patch)) }
}

const changesAnswers = ({ answers, attendeeType, sessions, participation }: RegistrationPatch): boolean =>
  [answers, attendeeType, sessions, participation].some((said) => said !== undefined)

export const changeRegistration = linkedPage((services, request, linked) =>
  withJson(request, async (body) => {
    if (!isLive(linked, request)) return refuse(request, 'state-conflict', 'registrationOver')
    const patch = registrationPatchSchema.safeParse(body).data ?? {}
    if (changesAnswers(patch) && !answersOpen(linked, request)) return refuse(request, 'state-conflict', 'answersClosed')
    const checked = await checkChange(services, linked, body)
    if (!checked.ok) return refuseFields(request, checked.problems)
    const leftAlone = Object.keys(linked.registration.answers).filter((id) => patch.answers?.[id] === undefined)
    const done = await services.change(linked.registration, { ...checked.value, sessions: patch.sessions, leftAlone }, request.now)
    if (typeof done === 'object') return refuseFields(request, done.problems)
    return done === 'ended' ? refuse(request, 'state-conflict', 'registrationOver') : showNow(services, request, linked)
  }),
)

export const acceptOffer = linkedPage(async (services, request, linked) => {
  const accepted = await services.accept(linked.registration, request.now)
  return accepted === 'confirmed' ? showNow(services, request, linked) : refuse(request, 'state-conflict', 'noOffer')
})

export const cancelRegistration = linkedPage(async (services, request, linked) => {
  if (linked.registration.status === 'cancelled') return show(services, request, linked)
  if (!isLive(linked, request)) return refuse(request, 'state-conflict', 'registrationOver')
  await services.cancel(linked.registration, request.now)
  return showNow(services, request, linked)
})

export const handOver = linkedPage(async (services, request, linked) => {
  const body = jsonOf(request)
  if (body === undefined) return refuse(request, 'malformed-body', 'json')
  const checked = checkWithAnswers(handOverInputOf(linked.registration), colleagueForm(linked.event), body.value)
  if (!checked.ok) return refuseFields(request, checked.problems)
  const done = await services.handOver(linked.registration, checked.value, request.now)
  if (typeof done === 'object') return refuseFields(request, done.problems)
  if (done === 'no-such-registration') return refuse(request, 'not-found', 'link')
  if (done === 'handed-over-before') return refuse(request, 'state-conflict', 'handedOverBefore')
  return done === 'not-possible' ? refuse(request, 'state-conflict', 'noHandOver') : showNow(services, request, linked)
})
