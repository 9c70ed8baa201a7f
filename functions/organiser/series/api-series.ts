import { namedEventOutput } from '../../../shared/api/managed-event.ts'
import { plannedDatesOutput, seriesCreatedOutput, seriesWarnings, toOwnSeriesOutput } from '../../../shared/api/series.ts'
import { checkSeries } from '../../../shared/domain/event/dates.ts'
import { cancelInputSchema } from '../../../shared/domain/event/move.ts'
import { checkPattern } from '../../../shared/domain/event/planned-dates.ts'
import { publishInputSchema } from '../../../shared/domain/event/publication.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { withJson, withOptionalBody } from '../../../shared/http/body.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import { jsonOf, type StaffRequest } from '../../../shared/http/request.ts'
import type { SeriesManaged } from '../../../shared/use-cases/event/planning-series.ts'
import { forOrganisers } from '../event/own-event.ts'
import { refuseAction } from '../event/refused-action.ts'
import type { Services } from '../services.ts'
import { patternFrom } from './pattern-fields.ts'

type Planning = Pick<Services, 'planningSeries'>

const answer = (
  request: StaffRequest,
  managed: SeriesManaged,
  { publishing = false, status = 200 }: { readonly publishing?: boolean; readonly status?: 200 | 201 } = {},
): Promise<Reply> | Reply => {
  switch (managed.outcome) {
    case 'done':
      return json(toOwnSeriesOutput(managed, request.context.siteUrl, publishing ? { warnings: seriesWarnings(managed) } : {}), status)
    case 'invalid':
      return refuseFields(request, managed.problems)
    default:
      return refuseAction(request, managed)
  }
}

export const createSeries =
  ({ planningSeries }: Planning) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, async () => {
      const body = jsonOf(request)
      if (body === undefined) return refuse(request, 'malformed-body', 'json')
      const checked = checkSeries(body.value, request.now)
      if (!checked.ok) return refuseFields(request, checked.problems)
      const { series, events } = await (await planningSeries()).create(checked.value, request)
      const made = seriesCreatedOutput.parse({ slug: series.slug, events: events.map(({ slug }) => slug) })
      return concerning(json(made, 201), { count: events.length })
    })

export const getOwnSeries =
  ({ planningSeries }: Planning) =>
  async (request: StaffRequest): Promise<Reply> =>
    answer(request, await (await planningSeries()).own(request.parameter('slug'), request))

export const changeSeries =
  ({ planningSeries }: Planning) =>
  (request: StaffRequest): Promise<Reply> =>
    withJson(request, async (patch) => answer(request, await (await planningSeries()).change(request.parameter('slug'), request, patch)))

/** `POST /api/v1/series/{slug}/publish`: at once, or at a set time. */
export const publishSeries =
  ({ planningSeries }: Planning) =>
  (request: StaffRequest): Promise<Reply> =>
    withOptionalBody(request, publishInputSchema, async ({ publishAt }) => {
      const [planning, slug] = [await planningSeries(), request.parameter('slug')]
      const done = publishAt === undefined ? planning.publish(slug, request) : planning.publication.plan(slug, request, publishAt)
      return answer(request, await done, { publishing: true })
    })

/** `DELETE /api/v1/series/{slug}/publish` */
export const withdrawSeriesPublication =
  ({ planningSeries }: Planning) =>
  async (request: StaffRequest): Promise<Reply> => {
    const withdrawn = await (await planningSeries()).publication.withdraw(request.parameter('slug'), request)
    return withdrawn.outcome === 'done' ? json(namedEventOutput.parse(withdrawn.series)) : answer(request, withdrawn)
  }

/** `GET /api/v1/series-dates`: the dates of a pattern, before anything is saved. */
export const planDates =
  () =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, () => {
      const checked = checkPattern(patternFrom(request.query), request.now)
      return checked.ok ? json(plannedDatesOutput.parse(checked.value)) : refuseFields(request, checked.problems)
    })

export const addSeriesDate =
  ({ planningSeries }: Planning) =>
  (request: StaffRequest): Promise<Reply> =>
    withJson(request, async (date) =>
      answer(request, await (await planningSeries()).add(request.parameter('slug'), request, date), { status: 201 }),
    )

/** `POST /api/v1/series/{slug}/cancel`: every date that is not over. */
export const cancelSeries =
  ({ planningSeries }: Planning) =>
  (request: StaffRequest): Promise<Reply> =>
    withOptionalBody(request, cancelInputSchema, async ({ reason }) =>
      answer(request, await (await planningSeries()).cancelRest(request.parameter('slug'), request, reason)),
    )
