import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import { formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { text, wallTime, withoutEmpty } from '../../../shared/views/form/controls.ts'
import type { Services } from '../services.ts'
import { anotherDateView } from './another-date-view.ts'
import { answerSeries, withOwnSeries } from './own-series.ts'

type Planning = Pick<Services, 'planningSeries'>

const show = (services: Planning, request: StaffRequest, form: URLSearchParams, problems: readonly FieldProblem[] = []): Promise<Reply> =>
  withOwnSeries(services, request, (found) =>
    page(anotherDateView(request.context, { ...found, values: Object.fromEntries(form), problems }), problems.length === 0 ? 200 : 422),
  )

/** The form for another date of a series. */
export const dateForm =
  (services: Planning) =>
  (request: StaffRequest): Promise<Reply> =>
    show(services, request, request.typed ?? new URLSearchParams())

export const addDate =
  (services: Planning) =>
  async (request: StaffRequest): Promise<Reply> => {
    const form = formOf(request)
    const said = {
      start: wallTime.read(form, 'start', () => []),
      end: wallTime.read(form, 'end', () => []),
      title: text.read(form, 'title', () => []),
    }
    const added = await (await services.planningSeries()).add(request.parameter('slug'), request, withoutEmpty(said))
    return added.outcome === 'invalid' ? show(services, request, form, added.problems) : answerSeries(request, added, 'added')
  }
