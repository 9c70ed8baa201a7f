import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { cancelInputSchema } from '../../../shared/domain/event/move.ts'
import { stillToCome } from '../../../shared/domain/event/series.ts'
import { seatsGiven } from '../../../shared/domain/seats/seats.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { inGroups } from '../../../shared/runtime/in-parallel.ts'
import type { Services } from '../services.ts'
import { answerSeries, withOwnSeries } from './own-series.ts'
import { remainingView } from './remaining-view.ts'

type Planning = Pick<Services, 'planningSeries' | 'events' | 'tallies'>

const show = (services: Planning, request: StaffRequest, form: URLSearchParams, problems: readonly FieldProblem[] = []): Promise<Reply> =>
  withOwnSeries(services, request, async ({ series, events }) => {
    const coming = stillToCome(events, request.now)
    if (coming.length === 0) return refuse(request, 'state-conflict', 'transition')
    const dates = await inGroups(coming, async (event) => {
      const given = seatsGiven((await services.events.getWithSeats(event.slug))?.seats ?? [])
      return { event, people: given + (await services.tallies.get(event.slug)).waitlisted }
    })
    const model = { series, dates, values: Object.fromEntries(form), problems }
    return page(remainingView(request.context, model), problems.length === 0 ? 200 : 422)
  })

/** The confirmation before all dates that are still to come are cancelled. */
export const cancelSeriesForm =
  (services: Planning) =>
  (request: StaffRequest): Promise<Reply> =>
    show(services, request, request.typed ?? new URLSearchParams())

export const cancelSeries =
  (services: Planning) =>
  async (request: StaffRequest): Promise<Reply> => {
    const form = formOf(request)
    const checked = check(cancelInputSchema, { reason: filled(form)['reason'] })
    if (!checked.ok) return show(services, request, form, checked.problems)
    const { cancelRest } = await services.planningSeries()
    return answerSeries(request, await cancelRest(request.parameter('slug'), request, checked.value.reason), 'cancelled')
  }
