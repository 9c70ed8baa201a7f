import * as z from 'zod'
import { ownEventListQuery, previewQuery, toOwnEventOutput, warningsOf } from '../../../shared/api/managed-event.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import { type FieldProblem, withMore } from '../../../shared/domain/basics/field-problem.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { Advice } from '../../../shared/domain/event/advice.ts'
import { type Event, mayTake } from '../../../shared/domain/event/event.ts'
import { eventInputAt } from '../../../shared/domain/event/input.ts'
import { cancelInputSchema } from '../../../shared/domain/event/move.ts'
import { adviceOn } from '../../../shared/domain/event/overlooked.ts'
import { asksParticipation } from '../../../shared/domain/event/participation.ts'
import { askedChangeSchema, patched } from '../../../shared/domain/event/patch.ts'
import { chosenSessions } from '../../../shared/domain/event/registration-window.ts'
import { participationFigures, sessionFigures } from '../../../shared/domain/feedback/summary.ts'
import { beginningAt, fitting, mostEvents, pageFrom } from '../../../shared/http/answer-size.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { withBody, withJson, withOptionalBody } from '../../../shared/http/body.ts'
import { refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Events } from '../../../shared/store/events.ts'
import type { Registrations } from '../../../shared/store/registrations.ts'
import type { Keys } from '../../../shared/store/secret-keys.ts'
import type { Tallies } from '../../../shared/store/tallies.ts'
import type { Managed, Managing } from '../../../shared/use-cases/event/managing.ts'
import { previewUrlOf } from '../draft-link/address.ts'
import { forOrganisers, withOwnEvent } from './own-event.ts'
import { refuseAction } from './refused-action.ts'

interface Services {
  readonly events: Events
  readonly tallies: Pick<Tallies, 'get'>
  readonly keys: Keys
  readonly scheduling: Managing
}

/** The caller's own events, including drafts, by start. */
export const listOwnEvents =
  ({ events }: { readonly events: Pick<Events, 'listOrganisedBy' | 'getWithSeats'> }) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, async () => {
      const query = check(ownEventListQuery, Object.fromEntries(request.query))
      if (!query.ok) return refuseFields(request, query.problems)
      const { status, from } = query.value
      const wanted = (await events.listOrganisedBy(request.staff.subject)).filter(
        (event) => status === undefined || event.status === status,
      )
      const rest = beginningAt(wanted, from)
      if (rest === undefined) return refuseFields(request, [{ field: 'from', code: 'invalid' }])
      const found = await Promise.all(rest.slice(0, mostEvents).map(({ slug }) => events.getWithSeats(slug)))
      const { fitting: shown, next = rest[mostEvents] } = fitting(
        found.flatMap((event) => (event === undefined ? [] : [toOwnEventOutput(event, request.context.siteUrl)])),
      )
      return json({ events: shown, ...(next === undefined ? {} : { next: pageFrom(paths.apiOwnEvents.pattern, request.query, next) }) })
    })

/** What may have been overlooked, of an event that can still be published. */
const adviceBefore = (event: Event, now: Instant): { readonly advice?: Advice[] } =>
  mayTake('publish', event.status) ? { advice: [...adviceOn(event, event.publication?.at ?? now)] } : {}

/** One of the caller's own events with everything that was set, whatever its state. */
export const getOwnEvent =
  ({ events, tallies, keys }: Pick<Services, 'events' | 'tallies' | 'keys'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(events, request, async (found) => {
      const chosen = chosenSessions(found.event)
      const advice = { ...adviceBefore(found.event, request.now), ...(await previewUrlOf({ keys }, found.event, request)) }
      const asks = asksParticipation(found.event)
      if (chosen.length === 0 && !asks) return json(toOwnEventOutput(found, request.context.siteUrl, advice))
      const tally = await tallies.get(found.event.slug)
      const figures = chosen.map(({ id }) => ({ id, ...sessionFigures(tally, id) }))
      const more = {
        ...(chosen.length === 0 ? {} : { sessionFigures: figures }),
        ...(asks ? { participationFigures: participationFigures(tally) } : {}),
      }
      return json(toOwnEventOutput(found, request.context.siteUrl, { ...advice, ...more }))
    })

/** The answer of the API to an action on an event. */
export const answerAction = (
  request: StaffRequest,
  scheduled: Managed,
  more: (event: Event) => Parameters<typeof toOwnEventOutput>[2] = (event) => adviceBefore(event, request.now),
): Promise<Reply> | Reply => {
  switch (scheduled.outcome) {
    case 'done':
      return concerning(json(toOwnEventOutput(scheduled, request.context.siteUrl, more(scheduled.event))), { slug: scheduled.event.slug })
    case 'invalid':
      return refuseFields(request, scheduled.problems)
    default:
      return refuseAction(request, scheduled)
  }
}

export const createEvent =
  ({ scheduling }: Pick<Services, 'scheduling'>) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, () =>
      withBody(request, eventInputAt(request.now), async (input) => {
        const event = await scheduling.create(input, request)
        return concerning(json(toOwnEventOutput({ event }, request.context.siteUrl, adviceBefore(event, request.now)), 201), {
          slug: event.slug,
        })
      }),
    )

/** Runs an operation that can be tried first: with `preview`, nothing is saved. */
export const withPreview = (request: StaffRequest, run: (dry: boolean) => Promise<Reply>): Promise<Reply> | Reply => {
  const query = check(previewQuery, Object.fromEntries(request.query))
  return query.ok ? run(query.value.preview === 'true') : refuseFields(request, query.problems)
}

/** What is wrong with a change as a whole, beside its fields: all of it is told, so that nobody corrects one thing after the other. */
const wrongWithChange = async (
  scheduling: Services['scheduling'],
  slug: string,
  request: StaffRequest,
  body: unknown,
): Promise<readonly FieldProblem[]> => {
  const { allowBelowGiven: _, note: __, quiet: ___, ...fields } = z.looseObject({}).safeParse(body).data ?? {}
  const whole = await scheduling.change(slug, request, (input) => patched(input, fields), undefined, { dry: true })
  return whole.outcome === 'invalid' ? whole.problems : []
}

/** `PATCH /api/v1/events/{slug}`; with `preview`, only what it would do. */
export const changeEvent =
  ({
    events,
    registrations,
    scheduling,
  }: Pick<Services, 'events' | 'scheduling'> & { readonly registrations: Pick<Registrations, 'pageOf'> }) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    withPreview(request, (dry) =>
      withJson(request, async (body) => {
        const slug = request.parameter('slug')
        const asked = check(askedChangeSchema, body)
        if (!asked.ok) {
          const problems = withMore(asked.problems, await wrongWithChange(scheduling, slug, request, body))
          return answerAction(request, { outcome: 'invalid', problems })
        }
        const { note, quiet = false, ...patch } = asked.value
        const before = dry ? await events.get(slug) : undefined
        const changed = await scheduling.change(slug, request, (input) => patched(input, patch), undefined, { dry, note, quiet })
        if (before === undefined || changed.outcome !== 'done') return answerAction(request, changed)
        return (await import('./previewing.ts')).previewOf(registrations, request, before, changed.event, note)
      }),
    )

export const publishEvent =
  ({ scheduling }: Pick<Services, 'scheduling'>) =>
  async (request: StaffRequest): Promise<Reply> =>
    answerAction(request, await scheduling.publish(request.parameter('slug'), request), (event) => ({
      warnings: [...warningsOf(event)],
      advice: [...adviceOn(event, request.now)],
    }))

export const cancelEvent =
  ({ scheduling }: Pick<Services, 'scheduling'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOptionalBody(request, cancelInputSchema, async ({ reason }) =>
      answerAction(request, await scheduling.cancel(request.parameter('slug'), request, reason)),
    )
