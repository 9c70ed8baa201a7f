import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { publishAtSchema } from '../../../shared/domain/event/publication.ts'
import { stillToCome } from '../../../shared/domain/event/series.ts'
import { seatsGiven } from '../../../shared/domain/seats/seats.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { inGroups } from '../../../shared/runtime/in-parallel.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { isPublicSeries, type SeriesManaged, type SeriesWithEvents } from '../../../shared/use-cases/event/planning-series.ts'
import { lacksUnwarned } from '../event/manage.ts'
import { refuseAction } from '../event/refused-action.ts'
import type { Services } from '../services.ts'
import { type OwnSeriesModel, ownSeriesView } from './own-series-view.ts'
import { manageSeriesPath, type SeriesNotice } from './series-path.ts'

type Planning = Pick<Services, 'planningSeries'>

const notices = [
  'created',
  'saved',
  'published',
  'planned',
  'planWithdrawn',
  'added',
  'cancelled',
] as const satisfies readonly SeriesNotice[]

/** Runs a page with the series in its URL if it belongs to the reader. To others one that is not public does not exist. */
export const withOwnSeries = async (
  { planningSeries }: Planning,
  request: StaffRequest,
  run: (found: SeriesWithEvents) => Promise<Reply> | Reply,
): Promise<Reply> => {
  const found = await (await planningSeries()).own(request.parameter('slug'), request)
  if (found.outcome === 'done') return run(found)
  return found.outcome === 'invalid' ? refuseFields(request, found.problems) : refuseAction(request, found)
}

/** Answers an action on a series that has nothing to correct: its page when done, else what prevents it. */
export const answerSeries = (request: StaffRequest, managed: SeriesManaged, done: SeriesNotice): Promise<Reply> | Reply => {
  switch (managed.outcome) {
    case 'done':
      return seeOther(manageSeriesPath(managed.series, done))
    case 'invalid':
      return refuse(request, 'state-conflict', 'transition')
    default:
      return refuseAction(request, managed)
  }
}

type Showing = Planning & Pick<Services, 'events' | 'tallies'>

/** The page of a series: its dates with their registrations, and what can be done with all of them. */
const show = async (
  services: Showing,
  request: StaffRequest,
  found: SeriesWithEvents,
  said: Pick<OwnSeriesModel, 'notice' | 'planning'>,
): Promise<Reply> => {
  const dates = await inGroups(found.events, async (event) => ({
    event,
    taken: seatsGiven((await services.events.getWithSeats(event.slug))?.seats ?? []),
    waiting: (await services.tallies.get(event.slug)).waitlisted,
  }))
  const { series } = found
  const model = { series, dates, isPublic: isPublicSeries(found), now: request.now, ...said }
  return page(ownSeriesView(request.context, model), said.planning === undefined ? 200 : 422)
}

/** The organiser's page of a series. */
export const manageSeries =
  (services: Showing) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnSeries(services, request, (found) => {
      const notice = notices.find((known) => known === request.query.get('done'))
      return show(services, request, found, notice === undefined ? {} : { notice })
    })

export const publishSeries =
  ({ planningSeries }: Planning) =>
  async (request: StaffRequest): Promise<Reply> =>
    answerSeries(request, await (await planningSeries()).publish(request.parameter('slug'), request), 'published')

/** Plans when the drafts are published, unless something is missing that the page has not warned of: then it does. */
export const planSeriesPublication =
  (services: Showing) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnSeries(services, request, async (found) => {
      const form = formOf(request)
      const again = (problems: readonly FieldProblem[]): Promise<Reply> => {
        const { date, list } = formatsIn(request.context.language)
        const said = problems.map((problem) =>
          problem.code === 'dates-over-by-then'
            ? { ...problem, options: [list((problem.options ?? []).map((start) => date(start.slice(0, 10))))] }
            : problem,
        )
        return show(services, request, found, { planning: { values: { publishAt: form.get('publishAt') ?? '' }, problems: said } })
      }
      const checked = check(publishAtSchema, { publishAt: filled(form)['publishAt'] })
      if (!checked.ok) return again(checked.problems)
      if (stillToCome(found.events, request.now).some((event) => lacksUnwarned(event, request))) return again([])
      const { publication } = await services.planningSeries()
      const planned = await publication.plan(found.series.slug, request, checked.value.publishAt)
      return planned.outcome === 'invalid' ? again(planned.problems) : answerSeries(request, planned, 'planned')
    })

export const withdrawSeriesPublication =
  ({ planningSeries }: Planning) =>
  async (request: StaffRequest): Promise<Reply> =>
    answerSeries(request, await (await planningSeries()).publication.withdraw(request.parameter('slug'), request), 'planWithdrawn')
