import { check } from '../../../shared/domain/basics/check.ts'
import { type FieldProblem, withMore } from '../../../shared/domain/basics/field-problem.ts'
import { isDeclined } from '../../../shared/domain/calendar/noted-answer.ts'
import { participationSchema, waysOf } from '../../../shared/domain/event/participation.ts'
import { chosenSessions, isInProgress, registrationState } from '../../../shared/domain/event/registration-window.ts'
import { mayChangeAddress, waitingChange } from '../../../shared/domain/registration/address-change.ts'
import { mayHandOver } from '../../../shared/domain/registration/hand-over.ts'
import { holdsSeat, type Registration, registrationDetailsSchema } from '../../../shared/domain/registration/registration.ts'
import { checkWithAnswers } from '../../../shared/domain/registration-form/checked-answers.ts'
import { asksAnything } from '../../../shared/domain/registration-form/form.ts'
import { notShown, ownForm } from '../../../shared/domain/registration-form/own-form.ts'
import { fullWays } from '../../../shared/domain/seats/waiting-list.ts'
import { withFormsTo } from '../../../shared/http/headers.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import { filled, formOf, type Request } from '../../../shared/http/request.ts'
import type { Registrations } from '../../../shared/store/registrations.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { answerName, answersIn, answerValues, postedValues, saysAnswers, withoutAnswers } from '../registration-form/answers-in-form.ts'
import { offeredSessions } from '../registration-form/session-choice.ts'
import type { Services } from '../services.ts'
import { registrationCancelView } from './cancel-view.ts'
import { type RegistrationChangeModel, registrationChangeView } from './change-view.ts'
import { choiceProblems } from './choice-problems.ts'
import { answersOpen, backTo, isLive, type Linked, linkedPage } from './linked-page.ts'
import { mostCounted, registrationView } from './registration-view.ts'
import { fileLines } from './uploaded-files.ts'

/** How many people are ahead of somebody on the waiting list, counted up to a hundred. */
export const waitingBefore = async (
  { countWaiting }: Pick<Registrations, 'countWaiting'>,
  { slug, status, waitingSince }: Registration,
): Promise<number | undefined> =>
  status === 'waitlisted' && waitingSince !== undefined ? countWaiting(slug, mostCounted, waitingSince) : undefined

export const registration = linkedPage(async (services, request, linked) => {
  const { event } = linked
  const state = registrationState(event, request.now)
  const ended = linked.registration.status === 'cancelled'
  const files = ended
    ? []
    : await fileLines(services, { ...linked, open: isLive(linked, request), changeable: answersOpen(linked, request) }, request)
  const [changed, kept, moved] = ['changed', 'kept', 'moved'].map((name) => request.query.get(name) !== null)
  const before = await waitingBefore(services.registrations, linked.registration)
  const handsOver = mayHandOver(event, linked.registration, request.now)
  const told = { changed: changed === true, kept: kept === true, moved: moved === true && !ended }
  const address = {
    changesAddress: mayChangeAddress(event, linked.registration, request.now),
    waitingChange: waitingChange(linked.registration, request.now),
  }
  const reply = await page(
    registrationView(request.context, {
      ...linked,
      state,
      inProgress: isInProgress(event, request.now),
      answersOpen: isLive(linked, request) && answersOpen(linked, request),
      ...told,
      ...address,
      handsOver,
      files,
      ...(before === undefined ? {} : { before }),
    }),
  )
  return files.some(({ form }) => form !== undefined) ? withFormsTo(services.files.origin, reply) : reply
})

/** The page for changing a registration, with the places left in sessions if these can be chosen. */
const changePage = async (
  { events }: Services,
  request: Request,
  linked: Linked,
  { values, problems }: Pick<RegistrationChangeModel, 'values' | 'problems'>,
): Promise<Reply> => {
  const { token, event, registration } = linked
  const chooses = chosenSessions(event).length > 0 || waysOf(event).some(({ places }) => places !== undefined)
  const read = chooses ? await events.getWithSeats(event.slug) : undefined
  const { noLongerOffered } = textsIn(request.language).questions
  const model = {
    token,
    event: ownForm(event, registration, (text) => noLongerOffered({ text })),
    answersOpen: answersOpen(linked, request),
    offered: read === undefined ? [] : offeredSessions(read.event, read.seats),
    ...(read === undefined || !holdsSeat(registration) ? {} : { full: fullWays(read) }),
    own: { sessions: registration.sessions, placed: holdsSeat(registration), own: registration.participation },
  }
  return page(registrationChangeView(request.context, { ...model, values, problems }), problems.length === 0 ? 200 : 422)
}

export const registrationChange = linkedPage((services, request, linked) => {
  if (!isLive(linked, request)) return backTo(linked)
  const { name, organisation, country, role, accessibilityNeeds = '', sessions } = linked.registration
  const values = { name, organisation, country, role, accessibilityNeeds, sessions, ...answerValues(linked.registration) }
  return changePage(services, request, linked, { values, problems: [] })
})

/** The form without answers from before their question got its type, unless the person wrote something else. */
const withoutOld = (form: URLSearchParams, { answers }: Registration, ids: readonly string[]): URLSearchParams => {
  const old = new Map(ids.map((id) => [answerName(id), String(answers[id])]))
  return new URLSearchParams([...form].filter(([name, value]) => old.get(name) !== value))
}

export const changeRegistration = linkedPage(async (services, request, linked) => {
  if (!isLive(linked, request)) return backTo(linked)
  const { event, registration } = linked
  const open = answersOpen(linked, request)
  const form = formOf(request)
  if (!open && (form.has('sessions') || (asksAnything(event) && saysAnswers(form))))
    return refuse(request, 'state-conflict', 'answersClosed')
  const { sessions: _, ...details } = withoutAnswers(filled(form))
  const asked = ownForm(event, registration)
  const leftAlone = notShown(asked, registration.answers)
  const checked = open
    ? checkWithAnswers(registrationDetailsSchema, asked, { ...details, ...answersIn(withoutOld(form, registration, leftAlone), asked) })
    : check(registrationDetailsSchema, { ...details, answers: registration.answers })
  const again = (problems: readonly FieldProblem[]) => changePage(services, request, linked, { values: postedValues(form), problems })
  const sessions = open && chosenSessions(event).length > 0 ? form.getAll('sessions') : undefined
  if (!checked.ok)
    return again(
      withMore(
        checked.problems,
        await choiceProblems(services, registration, {
          sessions,
          participation: participationSchema.safeParse(form.get('participation')).data,
        }),
      ),
    )
  const changes = { ...checked.value, leftAlone, ...(sessions === undefined ? {} : { sessions }) }
  const done = await services.change(registration, changes, request.now)
  if (typeof done === 'object') return again(done.problems)
  return backTo(linked, done === 'changed' ? '?changed' : '')
})

/** Takes the place that an offer reserves. */
export const acceptOffer = linkedPage(async ({ accept }, request, linked) => {
  const accepted = await accept(linked.registration, request.now)
  return accepted === 'confirmed' || accepted === 'expired' ? backTo(linked) : refuse(request, 'state-conflict', 'noOffer')
})

export const registrationCancel = linkedPage((_services, request, linked) => {
  const { token, event, registration } = linked
  if (registration.status === 'cancelled' || !isLive(linked, request)) return backTo(linked)
  const { status } = registration
  return page(registrationCancelView(request.context, { token, event, status, declined: isDeclined(registration) }))
})

export const cancelRegistration = linkedPage(async ({ cancel }, request, linked) => {
  if (isLive(linked, request)) await cancel(linked.registration, request.now)
  return backTo(linked)
})

/** Keeps the place of somebody whose calendar declined; changes nothing for others. */
export const keepPlace = linkedPage(async ({ calendarAnswers }, request, linked) => {
  const { calendarAnswer } = linked.registration
  if (!isDeclined(linked.registration) || calendarAnswer === undefined) return backTo(linked)
  const kept = await calendarAnswers.keep(linked.registration, calendarAnswer, request.now)
  return backTo(linked, kept ? '?kept' : '')
})

/** Removes the file that answers a question; a missing one is no error. */
export const removeFile = linkedPage(async ({ files, fileQuestions }, request, linked) => {
  const question = fileQuestions(linked.event).find(({ id }) => id === request.parameter('question'))
  if (question === undefined) return refuse(request, 'not-found', 'file')
  if (isLive(linked, request) && !answersOpen(linked, request)) return refuse(request, 'state-conflict', 'answersClosed')
  if (!isLive(linked, request)) return backTo(linked)
  const place = { registration: linked.registration, question: question.id }
  // What was just sent may not be the answer yet.
  const sent = formOf(request).get('sent') ?? ''
  if (files.isUploadFor(place, sent)) await files.removeUpload(sent, request.now)
  await files.remove(place, request.now)
  return backTo(linked)
})
