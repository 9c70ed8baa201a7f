import { randomUUID } from 'node:crypto'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Challenge } from '../../../shared/domain/basics/proof-of-work.ts'
import { registrationState } from '../../../shared/domain/event/registration-window.ts'
import type { RegistrationInput } from '../../../shared/domain/registration/registration.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { roomInAll } from '../../../shared/domain/seats/seats.ts'
import { allWaysFull } from '../../../shared/domain/seats/waiting-list.ts'
import { withWorkers } from '../../../shared/http/headers.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { keptForBack, page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type Request } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Admission } from '../../../shared/use-cases/registration/admitting.ts'
import type { Registering } from '../../../shared/use-cases/registration/registering.ts'
import { findPublic, findRecent, places } from '../programme/public-event.ts'
import { answersIn, postedValues, proofIn, withoutAnswers } from '../registration-form/answers-in-form.ts'
import type { Services } from '../services.ts'
import { addressCookie, addressIn } from './address-cookie.ts'
import { checkRegistration } from './checked-registration.ts'
import { firstStandsView } from './first-stands-view.ts'
import { personalLinkView } from './personal-link-view.ts'
import { type LaterReason, refusalOf, retryAfter } from './refused-registration.ts'
import { type RegisterModel, registerView } from './register-view.ts'
import { registeredView } from './sent-view.ts'

export const form = (
  request: Request,
  found: EventWithSeats,
  state: Pick<RegisterModel, 'requestKey' | 'address' | 'values' | 'problems' | 'later' | 'proof' | 'again'>,
  status = 200,
) => page(registerView(request.context, { ...found, ...places(found), ...state }), status)

/** Why the form is shown again: fields to correct, a reason to come back later, or a proof of work that has to come with it. */
type Again = { readonly problems: readonly FieldProblem[] } | { readonly later: LaterReason } | { readonly challenge: Challenge }

const formAgain = async (
  request: Request,
  found: EventWithSeats,
  state: Pick<RegisterModel, 'requestKey' | 'address' | 'values'>,
  why: Again,
): Promise<Reply> => {
  if ('problems' in why) return form(request, found, { ...state, problems: why.problems }, 422)
  // Too many requests: programs must not take the form for an answer to their own.
  if ('later' in why) return retryAfter(why.later, form(request, found, { ...state, problems: [], later: why.later }, 429))
  const { proofParts } = await import('./proof-of-work-view.ts')
  const proof = proofParts(request.context, why.challenge)
  return withWorkers(await form(request, found, { ...state, problems: [], proof }, 429))
}

/** The page that asks for an address instead of showing the form; after an invalid key it says so. */
export const askAddress = (request: Request, { event }: EventWithSeats, key: string | null, notAdmitted: boolean): Promise<Reply> =>
  page(
    personalLinkView(request.context, { event, values: key === null ? {} : { key }, problems: [], notAdmitted }),
    notAdmitted ? 403 : 200,
  )

/** The personal key's address, whatever a form says, under the given name. */
export const addressOf = <Name extends string>(admission: Admission, name: Name): Partial<Record<Name, string>> => {
  const found: Partial<Record<string, string>> = admission.outcome === 'admitted' ? { [name]: admission.email } : {}
  return found
}

/** Whether nobody can get a place, not even a group's, and nobody can wait for one. */
export const isFullForGood = ({ event, seats }: EventWithSeats): boolean =>
  event.waitingList === 'none' && event.audience !== 'approval' && (roomInAll(seats) === 0 || allWaysFull({ event, seats }))

export const registerForm =
  ({ events, admit }: Pick<Services, 'events' | 'admit'>) =>
  async (request: Request): Promise<Reply> => {
    const found = await findPublic(events, request.parameter('slug'))
    if (found === undefined) return refuse(request, 'not-found', 'event')
    // The event page says why, and when registration opens.
    if (registrationState(found.event, request.now) !== 'open' || isFullForGood(found)) return seeOther(paths.event.to(found.event))
    const key = request.query.get('key')
    const personalKey = request.query.get('personalKey') ?? undefined
    const admission = await admit(found.event, { personalKey })
    if (admission.outcome === 'key-needed' || admission.outcome === 'not-admitted')
      return askAddress(request, found, key, admission.outcome === 'not-admitted')
    const values = { ...(key === null ? {} : { key }), personalKey }
    const shown = form(request, found, { requestKey: randomUUID(), ...addressOf(admission, 'address'), values, problems: [] })
    return admission.outcome === 'admitted' ? shown : keptForBack(await shown)
  }

/** What a posted form says, with the personal key's address if there is one. */
const saidIn = (sent: URLSearchParams, { event }: EventWithSeats, admission: Admission) => {
  const { requestKey: _, consent, proof: _proof, confirm: _confirm, ...values } = filled(sent)
  return {
    ...withoutAnswers(values),
    ...addressOf(admission, 'email'),
    sessions: sent.getAll('sessions'),
    ...answersIn(sent, event),
    ...(consent === undefined ? {} : { consent: true }),
  }
}

/** Registers a stranger, unless too many came from there already. */
const registerRated = async (
  { prove, register }: Pick<Services, 'prove' | 'register'>,
  { now, language, networks }: Request,
  slug: string,
  input: RegistrationInput,
  { requestKey, offered }: { readonly requestKey: string; readonly offered: ReturnType<typeof proofIn> },
): Promise<Exclude<Registering, 'share-used'> | Again> => {
  const proved = await prove({ now, networks, emails: [input.email], slug }, offered)
  if (proved === 'refused') return { later: 'tooOften' }
  if (typeof proved === 'object') return proved
  const asked = { now, language, requestKey, network: networks.own, wideNetwork: networks.wide, confirms: proved === 'confirm' }
  const registering = await register(slug, input, asked)
  return registering === 'share-used' ? { later: 'shareUsed' } : registering
}

/** To the page that says what happens next, which is told the address by a cookie. */
const toRegistered = async (
  services: Pick<Services, 'keys'>,
  request: Request,
  slug: string,
  { status, email }: { readonly status: string; readonly email: string },
): Promise<Reply> => seeOther(`${paths.registered.to({ slug })}?status=${status}`, [await addressCookie(services, request, slug, email)])

export const register =
  (services: Pick<Services, 'recent' | 'admit' | 'prove' | 'register' | 'keys'>) =>
  async (request: Request): Promise<Reply> => {
    const slug = request.parameter('slug')
    const found = await findRecent(services.recent, slug)
    if (found === undefined) return refuse(request, 'not-found', 'event')
    const sent = formOf(request)
    const requestKey = sent.get('requestKey') || randomUUID()
    const admission = await services.admit(found.event, { personalKey: sent.get('personalKey') || undefined })
    if (admission.outcome === 'key-needed' || admission.outcome === 'not-admitted') return askAddress(request, found, sent.get('key'), true)
    const checked = await checkRegistration(services, found, saidIn(sent, found, admission), request.now)
    // Nothing typed is lost: the same form can be corrected, or sent again later.
    const again = (why: Again): Promise<Reply> =>
      formAgain(request, found, { requestKey, ...addressOf(admission, 'address'), values: postedValues(sent) }, why)
    if (!checked.ok) return again(checked)
    const registering = await registerRated(services, request, slug, checked.value, { requestKey, offered: proofIn(sent) })
    if (typeof registering === 'object')
      return 'problems' in registering && registering.problems.some(({ field }) => field === 'personalKey')
        ? askAddress(request, found, sent.get('key'), true)
        : again(registering)
    if (registering === 'first-stands') return page(firstStandsView(request.context, found), 409)
    return refusalOf(request, registering) ?? toRegistered(services, request, slug, { status: registering, email: checked.value.email })
  }

export const registered =
  (services: Pick<Services, 'events' | 'keys'>) =>
  async (request: Request): Promise<Reply> => {
    const found = await findPublic(services.events, request.parameter('slug'))
    if (found === undefined) return refuse(request, 'not-found', 'event')
    const asked = request.query.get('status')
    const status = asked === 'waitlisted' || asked === 'pending' || asked === 'offered' ? asked : 'confirmed'
    const address = await addressIn(services, request, found.event.slug)
    return page(registeredView(request.context, { event: found.event, status, ...(address === undefined ? {} : { address }) }))
  }
