import { cancellationInput, cancellationOutput, cancellationsInput, cancellationsOutput } from '../../../shared/api/registrations.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { type Instant, instantOf, instantSchema } from '../../../shared/domain/basics/wall-time.ts'
import { isRunning } from '../../../shared/domain/event/registration-window.ts'
import {
  type CancellationFilter,
  cancellationFilterSchema,
  countByDomain,
  isChosen,
  mostCancelled,
} from '../../../shared/domain/registration/cancellations.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { withBody } from '../../../shared/http/body.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { json, page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { inGroups } from '../../../shared/runtime/in-parallel.ts'
import { paths } from '../../../shared/site/paths.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { cancellationsView } from './cancellations-view.ts'
import { registrationsFrom } from './export-parts.ts'

type Parts = Pick<Services, 'events' | 'registrations' | 'cancelRegistration'>

/** Runs a page about cancelling for the event's organiser, until the event is over. */
const whileRunning = (services: Parts, request: StaffRequest, run: (found: EventWithSeats) => Promise<Reply> | Reply): Promise<Reply> =>
  withOwnEvent(services.events, request, (found) =>
    isRunning(found.event, request.now) ? run(found) : refuse(request, 'state-conflict', 'transition'),
  )

/** The registrations matching a filter, or all active ones. Confirmed people come last, so that nobody chosen gets a freed place. */
const chosenBy = async ({ registrations }: Parts, slug: string, filter: CancellationFilter = {}): Promise<readonly Registration[]> => {
  const chosen: Registration[] = []
  for await (const registration of registrationsFrom(registrations, slug)) if (isChosen(filter, registration)) chosen.push(registration)
  return chosen.toSorted((one, other) => Number(one.status === 'confirmed') - Number(other.status === 'confirmed'))
}

/** Cancels as many of these as one request may; returns how many were still active. */
const cancelSome = async (
  { cancelRegistration }: Parts,
  chosen: readonly Registration[],
  how: { readonly now: Instant; readonly tells: boolean },
): Promise<number> => {
  const some = chosen.slice(0, mostCancelled)
  const groups = [some.filter(({ status }) => status !== 'confirmed'), some.filter(({ status }) => status === 'confirmed')]
  let cancelled = 0
  for (const group of groups)
    cancelled += (await inGroups(group, ({ slug, id }) => cancelRegistration(slug, id, how))).filter(Boolean).length
  return cancelled
}

const instantIn = (wallTime: string | undefined): string | undefined =>
  wallTime === undefined ? undefined : (instantOf(wallTime.slice(0, 16), network.timeZone) ?? wallTime)

/** The filter in a form or URL, with times in the network's zone. */
const filterIn = ({ domain, from, until, status, id }: Readonly<Record<string, string>>) => ({
  domain,
  from: instantIn(from),
  until: instantIn(until),
  status,
  ...(id === undefined ? {} : { ids: [id] }),
})

const fields = ['domain', 'from', 'until', 'status', 'id'] as const

const said = (form: URLSearchParams): Record<string, string> =>
  Object.fromEntries(Object.entries(filled(form)).filter(([name]) => fields.some((field) => field === name)))

const show = async (
  services: Parts,
  request: StaffRequest,
  { event }: EventWithSeats,
  values: Readonly<Record<string, string>>,
): Promise<Reply> => {
  const asked = Object.keys(values).length > 0
  const checked = check(cancellationFilterSchema, filterIn(values))
  const problems: readonly FieldProblem[] = checked.ok || !asked ? [] : checked.problems
  const chosen = problems.length === 0 ? await chosenBy(services, event.slug, checked.ok ? checked.value : {}) : []
  const done = Number(request.query.get('cancelled') ?? Number.NaN)
  return page(
    cancellationsView(request.context, {
      event,
      values,
      now: request.now,
      problems,
      domains: countByDomain(chosen),
      ...(asked && checked.ok ? { chosen } : {}),
      ...(Number.isSafeInteger(done) ? { done } : {}),
    }),
    problems.length === 0 ? 200 : 422,
  )
}

export const checkCancellations =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    whileRunning(services, request, (found) => show(services, request, found, said(request.query)))

/** Cancels what the page showed, and returns to it, so that the rest can be cancelled too. */
export const cancelRegistrations =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    whileRunning(services, request, async (found) => {
      const form = formOf(request)
      const values = said(form)
      const checked = check(cancellationFilterSchema, filterIn(values))
      if (!checked.ok) return show(services, request, found, values)
      const seenAt = instantSchema.safeParse(form.get('seenAt')).data ?? request.now
      // Nobody who registered after the organiser looked.
      const chosen = (await chosenBy(services, found.event.slug, checked.value)).filter(({ registeredAt }) => registeredAt <= seenAt)
      const cancelled = await cancelSome(services, chosen, { now: request.now, tells: form.get('tell') === 'yes' })
      const query = new URLSearchParams({ ...(chosen.length > mostCancelled ? values : {}), cancelled: String(cancelled) })
      return concerning(seeOther(`${paths.cancellations.to(found.event)}?${query}`), { count: cancelled })
    })

export const apiCancelOne =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    whileRunning(services, request, async ({ event: { slug } }) => {
      const id = request.parameter('id')
      const registration = await services.registrations.get(id)
      if (registration === undefined || registration.slug !== slug) return refuse(request, 'not-found', 'registration')
      return withBody(request, cancellationInput, async ({ tell }) => {
        await services.cancelRegistration(slug, id, { now: request.now, tells: tell })
        return json(cancellationOutput.parse({ status: 'cancelled' }))
      })
    })

const domainsTold = 20

export const apiCancelMany =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    whileRunning(services, request, ({ event: { slug } }) =>
      withBody(request, cancellationsInput, async ({ filter, tell, preview }) => {
        const chosen = await chosenBy(services, slug, filter)
        const cancelled = preview ? 0 : await cancelSome(services, chosen, { now: request.now, tells: tell })
        return concerning(
          json(
            cancellationsOutput.parse({
              matched: chosen.length,
              cancelled,
              left: preview ? chosen.length : Math.max(0, chosen.length - mostCancelled),
              domains: countByDomain(chosen).slice(0, domainsTold),
            }),
          ),
          { count: cancelled },
        )
      }),
    )
