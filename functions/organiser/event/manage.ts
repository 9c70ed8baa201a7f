import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { type Event, isPublic, mayTake } from '../../../shared/domain/event/event.ts'
import { missingOf } from '../../../shared/domain/event/missing.ts'
import { cancelInputSchema } from '../../../shared/domain/event/move.ts'
import { adviceOn } from '../../../shared/domain/event/overlooked.ts'
import { asksParticipation } from '../../../shared/domain/event/participation.ts'
import { participationFigures, sessionFigures } from '../../../shared/domain/feedback/summary.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { placesLeft, pools, seatsGiven } from '../../../shared/domain/seats/seats.ts'
import { whyWaiting } from '../../../shared/domain/seats/waiting-list.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { holdKey } from '../../../shared/tokens/registration-tokens.ts'
import type { Managed } from '../../../shared/use-cases/event/managing.ts'
import { previewUrlOf } from '../draft-link/address.ts'
import { withProgress } from '../mail-progress/mass-mails.ts'
import type { Services } from '../services.ts'
import { cancelView } from './cancel-view.ts'
import { type ManageModel, type ManageNotice, manageView } from './manage-view.ts'
import { withOwnEvent } from './own-event.ts'
import { refuseAction } from './refused-action.ts'

const notices = [
  'created',
  'saved',
  'moved',
  'sessionsMoved',
  'published',
  'cancelled',
  'copied',
  'planned',
  'planWithdrawn',
  'previewLinkMade',
  'previewLinkWithdrawn',
] as const satisfies readonly ManageNotice[]

/** The organiser's page of an event, which shows once what has just been done. */
export const managePath = (event: Pick<Event, 'slug' | 'revision' | 'sessionRevisions'>, done: ManageNotice): string => {
  const notice = done === 'moved' && event.sessionRevisions?.at(-1)?.revision === event.revision ? 'sessionsMoved' : done
  return `${paths.manageEvent.to(event)}?done=${notice}`
}

/** The groups with reserved places, each with the link that gives its people access to them. */
const groupsOf = async ({ keys }: Services, { event, seats }: EventWithSeats, request: StaffRequest): Promise<ManageModel['groups']> => {
  const key = await keys.links()
  return event.holds.map(({ id, label, places, until }) => ({
    label,
    places,
    until,
    given: seats.reduce((sum, { taken }) => sum + (taken[pools.hold(id)] ?? 0), 0),
    link: `${request.context.siteUrl}${paths.register.to(event)}?key=${holdKey(key, event.slug, id)}`,
  }))
}

/** Why the first person on the waiting list has no place yet; undefined if nobody is waiting. */
const waitingOf = async (
  { registrations }: Services,
  { event, seats }: EventWithSeats,
  now: Instant,
): Promise<Pick<ManageModel, 'waiting'>> => {
  const [head] = isPublic(event) ? await registrations.firstWaiting(event.slug, 1) : []
  return head === undefined ? {} : { waiting: whyWaiting(event, seats, head, now) }
}

/** How many open letters an event has; nobody writes about one that was never public. */
const lettersOf = async ({ letters }: Services, { event }: EventWithSeats, now: Instant): Promise<Pick<ManageModel, 'letters'>> =>
  isPublic(event) ? { letters: await letters.count({ slug: event.slug, state: 'open' }, now) } : {}

/** An event's counts: registrations, and mass mails. */
const countedOf = async (
  { tallies, fanOuts }: Services,
  { event, seats }: EventWithSeats,
  now: Instant,
): Promise<Pick<ManageModel, 'figures' | 'participation' | 'sessions' | 'massMails'>> => {
  if (!isPublic(event)) return {}
  const [tally, begun] = await Promise.all([tallies.get(event.slug), fanOuts.listOf(event.slug)])
  const { confirmed, waitlisted, cancelled } = tally
  const left = event.status === 'published' ? placesLeft(seats) : undefined
  return {
    figures: { confirmed, waitlisted, cancelled, ...(left === undefined ? {} : { placesLeft: left }) },
    ...(asksParticipation(event) ? { participation: participationFigures(tally) } : {}),
    sessions: new Map(event.sessions.map(({ id }) => [id, sessionFigures(tally, id)])),
    massMails: withProgress(begun, tally, now),
  }
}

/** What is shown of an event that is still to be published. */
const beforePublishing = async (
  services: Pick<Services, 'keys'>,
  event: Event,
  request: StaffRequest,
): Promise<Pick<ManageModel, 'advice' | 'previewUrl'>> =>
  mayTake('publish', event.status)
    ? { advice: adviceOn(event, event.publication?.at ?? request.now), ...(await previewUrlOf(services, event, request)) }
    : {}

export const manage =
  (services: Services) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async (found) => {
      const notice = notices.find((known) => known === request.query.get('done'))
      const said = notice === undefined ? {} : { notice }
      return page(
        manageView(request.context, {
          event: found.event,
          now: request.now,
          groups: await groupsOf(services, found, request),
          ...(await beforePublishing(services, found.event, request)),
          ...(await waitingOf(services, found, request.now)),
          ...(await countedOf(services, found, request.now)),
          ...(await lettersOf(services, found, request.now)),
          ...said,
        }),
      )
    })

/** The page of a draft with why it is not published, or what would be missing. */
export const notYet = async (
  services: Pick<Services, 'keys'>,
  request: StaffRequest,
  event: Event,
  why: Pick<ManageModel, 'problems' | 'planning'> = {},
): Promise<Reply> =>
  page(
    manageView(request.context, { event, now: request.now, groups: [], ...(await beforePublishing(services, event, request)), ...why }),
    422,
  )

/** Answers an action on an event: a redirect to its page when done, else what prevents it. */
const answer = (
  services: Pick<Services, 'events' | 'keys'>,
  request: StaffRequest,
  scheduled: Managed,
  done: ManageNotice,
): Promise<Reply> | Reply => {
  switch (scheduled.outcome) {
    case 'done':
      return seeOther(managePath(scheduled.event, done))
    case 'invalid':
      return withOwnEvent(services.events, request, ({ event }) => notYet(services, request, event, { problems: scheduled.problems }))
    default:
      return refuseAction(request, scheduled)
  }
}

type Publishing = Pick<Services, 'events' | 'scheduling' | 'keys'>

/** Whether something is missing that the page has not warned of. */
export const lacksUnwarned = (event: Event, request: StaffRequest): boolean => {
  const warnedOf = formOf(request).getAll('without')
  return mayTake('publish', event.status) && missingOf(event).some((field) => !warnedOf.includes(field))
}

/** Publishes the event, unless something is missing that its page has not warned of: then it does. */
export const publish =
  (services: Publishing) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) => {
      if (lacksUnwarned(event, request)) return notYet(services, request, event)
      return answer(services, request, await services.scheduling.publish(event.slug, request), 'published')
    })

const showCancel = (
  { events, tallies }: Services,
  request: StaffRequest,
  form: URLSearchParams,
  problems: readonly FieldProblem[] = [],
): Promise<Reply> =>
  withOwnEvent(events, request, async ({ event, seats }) => {
    const { waitlisted } = await tallies.get(event.slug)
    const model = { event, people: seatsGiven(seats) + waitlisted, values: Object.fromEntries(form), problems }
    return page(cancelView(request.context, model), problems.length === 0 ? 200 : 422)
  })

export const cancelForm =
  (services: Services) =>
  (request: StaffRequest): Promise<Reply> =>
    showCancel(services, request, request.typed ?? new URLSearchParams())

export const cancel =
  (services: Services) =>
  async (request: StaffRequest): Promise<Reply> => {
    const form = formOf(request)
    const checked = check(cancelInputSchema, { reason: filled(form)['reason'] })
    if (!checked.ok) return showCancel(services, request, form, checked.problems)
    return answer(
      services,
      request,
      await services.scheduling.cancel(request.parameter('slug'), request, checked.value.reason),
      'cancelled',
    )
  }
