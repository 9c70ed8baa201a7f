import { seatsGiven } from '../../../shared/domain/seats/seats.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { inGroups } from '../../../shared/runtime/in-parallel.ts'
import { isPublicSeries, type SeriesManaged, type SeriesWithEvents } from '../../../shared/use-cases/event/planning-series.ts'
import { refuseAction } from '../event/refused-action.ts'
import type { Services } from '../services.ts'
import { ownSeriesView } from './own-series-view.ts'
import { manageSeriesPath, type SeriesNotice } from './series-path.ts'

type Planning = Pick<Services, 'planningSeries'>

const notices = ['created', 'saved', 'published', 'added', 'cancelled'] as const satisfies readonly SeriesNotice[]

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

/** The organiser's page of a series: its dates with their registrations, and what can be done with all of them. */
export const manageSeries =
  (services: Planning & Pick<Services, 'events' | 'tallies'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnSeries(services, request, async (found) => {
      const notice = notices.find((known) => known === request.query.get('done'))
      const dates = await inGroups(found.events, async (event) => ({
        event,
        taken: seatsGiven((await services.events.getWithSeats(event.slug))?.seats ?? []),
        waiting: (await services.tallies.get(event.slug)).waitlisted,
      }))
      const { series } = found
      const said = notice === undefined ? {} : { notice }
      return page(ownSeriesView(request.context, { series, dates, isPublic: isPublicSeries(found), now: request.now, ...said }))
    })

export const publishSeries =
  ({ planningSeries }: Planning) =>
  async (request: StaffRequest): Promise<Reply> =>
    answerSeries(request, await (await planningSeries()).publish(request.parameter('slug'), request), 'published')
