import type { Event } from '../../shared/domain/event.ts'
import { noLongerAsked } from '../../shared/domain/given-answers.ts'
import { type Registration, registrationDetailsSchema } from '../../shared/domain/registration.ts'
import { answersCloseAt, asksAnything } from '../../shared/domain/registration-form.ts'
import { isRunning, registrationState } from '../../shared/domain/registration-state.ts'
import { check } from '../../shared/web/check.ts'
import { checkWithAnswers } from '../../shared/web/check-answers.ts'
import { registrationSubject } from '../../shared/web/links.ts'
import { paths } from '../../shared/web/paths.ts'
import { refuse } from '../../shared/web/refusal.ts'
import { page, type Reply, seeOther } from '../../shared/web/reply.ts'
import { filled, formOf, type Request } from '../../shared/web/request.ts'
import { withFormsTo } from '../../shared/web/secure-headers.ts'
import { answersIn, answerValues, postedValues, saysAnswers, withoutAnswers } from './answer-values.ts'
import { registrationOf } from './cancelling.ts'
import { registrationCancelView } from './registration-cancel-view.ts'
import { registrationChangeView } from './registration-change-view.ts'
import { fileLines } from './registration-files.ts'
import { mostCounted, registrationView } from './registration-view.ts'
import type { Services } from './services.ts'

interface Linked {
  readonly token: string
  readonly registration: Registration
  readonly event: Event
}

type LinkedPage = (services: Services, request: Request, linked: Linked) => Promise<Reply> | Reply

/** A page behind a personal link: only whoever has the link sees it. */
const linkedPage =
  (show: LinkedPage) =>
  (services: Services) =>
  async (request: Request): Promise<Reply> => {
    const token = request.parameter('token')
    const registration = await registrationOf(services.registrations, registrationSubject(await services.keys.links(), token))
    const event = registration === undefined ? undefined : await services.events.get(registration.slug)
    if (registration === undefined || event === undefined) return refuse(request, 'not-found', 'link')
    return show(services, request, { token, registration, event })
  }

/** Whether the person can still change or cancel. */
const isLive = ({ registration, event }: Linked, request: Request): boolean =>
  registration.status !== 'cancelled' && isRunning(event, request.now)

const back = ({ token }: Linked, query = ''): Reply => seeOther(paths.registration.to({ token }) + query)

export const registration = linkedPage(async (services, request, linked) => {
  const { event } = linked
  const state = registrationState(event, request.now)
  const ended = linked.registration.status === 'cancelled'
  const files = ended ? [] : await fileLines(services, { ...linked, open: isLive(linked, request) }, request)
  const changed = request.query.get('changed') !== null
  const { status, waitingSince } = linked.registration
  const waits = status === 'waitlisted' && waitingSince !== undefined
  const before = waits ? { before: await services.registrations.countWaiting(event.slug, mostCounted, waitingSince) } : {}
  const reply = await page(registrationView(request.context, { ...linked, state, changed, files, ...before }))
  return files.some(({ form }) => form !== undefined) ? withFormsTo(services.files.origin, reply) : reply
})

/** Whether answers may still be changed. */
const answersOpen = ({ event }: Linked, { now }: Request): boolean => now < answersCloseAt(event)

export const registrationChange = linkedPage((_services, request, linked) => {
  if (!isLive(linked, request)) return back(linked)
  const { token, event, registration } = linked
  const { name, organisation, country, role, accessibilityNeeds = '' } = registration
  const values = { name, organisation, country, role, accessibilityNeeds, ...answerValues(registration) }
  return page(registrationChangeView(request.context, { token, event, answersOpen: answersOpen(linked, request), values, problems: [] }))
})

export const changeRegistration = linkedPage(async ({ registrations }, request, linked) => {
  if (!isLive(linked, request)) return back(linked)
  const { token, event, registration } = linked
  const open = answersOpen(linked, request)
  const form = formOf(request)
  if (!open && asksAnything(event) && saysAnswers(form)) return refuse(request, 'state-conflict', 'answersClosed')
  const details = withoutAnswers(filled(form))
  const checked = open
    ? checkWithAnswers(registrationDetailsSchema, event, { ...details, ...answersIn(form, event) })
    : check(registrationDetailsSchema, { ...details, answers: registration.answers })
  if (!checked.ok) {
    const model = { token, event, answersOpen: open, values: postedValues(form), problems: checked.problems }
    return page(registrationChangeView(request.context, model), 422)
  }
  const answers = { ...noLongerAsked(event, registration.answers), ...checked.value.answers }
  const set = { ...checked.value, answers, accessibilityNeeds: checked.value.accessibilityNeeds }
  const written = await registrations.write(event.slug, 'changed', request.now, [{ registration, set }])
  return back(linked, written === 'written' ? '?changed' : '')
})

/** Takes the place that an offer keeps. */
export const acceptOffer = linkedPage(async ({ accept }, request, linked) => {
  const accepted = await accept(linked.registration, request.now)
  return accepted === 'confirmed' || accepted === 'expired' ? back(linked) : refuse(request, 'state-conflict', 'noOffer')
})

export const registrationCancel = linkedPage((_services, request, linked) => {
  const { token, event, registration } = linked
  if (registration.status === 'cancelled' || !isLive(linked, request)) return back(linked)
  return page(registrationCancelView(request.context, { token, event, status: registration.status }))
})

export const cancelRegistration = linkedPage(async ({ cancel }, request, linked) => {
  if (isLive(linked, request)) await cancel(linked.registration, request.now)
  return back(linked)
})

/** Takes away the file that answers a question; where none is, none is. */
export const removeFile = linkedPage(async ({ files, fileQuestions }, request, linked) => {
  const question = fileQuestions(linked.event).find(({ id }) => id === request.parameter('question'))
  if (question === undefined) return refuse(request, 'not-found', 'file')
  if (isLive(linked, request)) await files.remove({ registration: linked.registration, question: question.id }, request.now)
  return back(linked)
})
