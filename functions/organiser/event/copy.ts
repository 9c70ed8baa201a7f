import { toOwnEventOutput } from '../../../shared/api/managed-event.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { copyInputSchema } from '../../../shared/domain/event/move.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { withBody } from '../../../shared/http/body.ts'
import { json, page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import type { Services } from '../services.ts'
import { answerAction } from './api-events.ts'
import { copyView } from './copy-view.ts'
import { managePath } from './manage.ts'
import { withOwnEvent } from './own-event.ts'
import { refuseAction } from './refused-action.ts'

type Copying = Pick<Services, 'events' | 'scheduling'>

const show = ({ events }: Copying, request: StaffRequest, form: URLSearchParams, problems: readonly FieldProblem[] = []): Promise<Reply> =>
  withOwnEvent(events, request, ({ event }) =>
    page(copyView(request.context, { event, values: Object.fromEntries(form), problems }), problems.length === 0 ? 200 : 422),
  )

export const copyForm =
  (services: Copying) =>
  (request: StaffRequest): Promise<Reply> =>
    show(services, request, request.typed ?? new URLSearchParams())

export const copyEvent =
  (services: Copying) =>
  async (request: StaffRequest): Promise<Reply> => {
    const form = formOf(request)
    const checked = check(copyInputSchema, { start: filled(form)['start']?.slice(0, 16) })
    if (!checked.ok) return show(services, request, form, checked.problems)
    const copied = await services.scheduling.copy(request.parameter('slug'), request, checked.value.start)
    switch (copied.outcome) {
      case 'done':
        return concerning(seeOther(managePath(copied.event, 'copied')), { slug: copied.event.slug })
      case 'invalid':
        return show(services, request, form, copied.problems)
      default:
        return refuseAction(request, copied)
    }
  }

/** `POST /api/v1/events/{slug}/copy` */
export const apiCopyEvent =
  ({ scheduling }: Pick<Services, 'scheduling'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withBody(request, copyInputSchema, async ({ start }) => {
      const copied = await scheduling.copy(request.parameter('slug'), request, start)
      if (copied.outcome !== 'done') return answerAction(request, copied)
      const { event } = copied
      return concerning(json(toOwnEventOutput({ event }, request.context.siteUrl), 201), { slug: event.slug })
    })
