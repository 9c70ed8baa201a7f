import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { templateInputSchema } from '../../../shared/domain/event/template.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { keepView } from './keep-view.ts'

type Keeping = Pick<Services, 'events' | 'templateParts'>

const show = ({ events }: Keeping, request: StaffRequest, form: URLSearchParams, problems: readonly FieldProblem[] = []): Promise<Reply> =>
  withOwnEvent(events, request, ({ event }) =>
    page(
      keepView(request.context, { event, values: { name: event.title.slice(0, 100), ...Object.fromEntries(form) }, problems }),
      problems.length === 0 ? 200 : 422,
    ),
  )

/** The form that asks what an event is called as a template. */
export const keepForm =
  (services: Keeping) =>
  (request: StaffRequest): Promise<Reply> =>
    show(services, request, request.typed ?? new URLSearchParams())

export const keepAsTemplate =
  (services: Keeping) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) => {
      const form = formOf(request)
      const checked = check(templateInputSchema.pick({ name: true }), { name: filled(form)['name'] })
      if (!checked.ok) return show(services, request, form, checked.problems)
      const { using } = await services.templateParts()
      const kept = await using.keep(event, checked.value.name, request)
      return kept.outcome === 'done' ? seeOther(`${paths.templates.to({})}?done=kept`) : show(services, request, form, kept.problems)
    })
