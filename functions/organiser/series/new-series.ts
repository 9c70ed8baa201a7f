import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { checkSeries } from '../../../shared/domain/event/dates.ts'
import type { EventInput } from '../../../shared/domain/event/event.ts'
import { eventInputAt } from '../../../shared/domain/event/input.ts'
import { checkPattern } from '../../../shared/domain/event/planned-dates.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { forOrganisers } from '../event/own-event.ts'
import { type EventFormModel, eventFormView } from '../event-form/event-form-view.ts'
import { eventInputFromForm } from '../event-form/form-codec.ts'
import { eventFormValues, newEventForm } from '../event-form/form-values.ts'
import { rearranged } from '../event-form/rearranging.ts'
import type { Services } from '../services.ts'
import { type ChosenDate, chosenDates, datesToChoose, kept, seriesBody } from './chosen-dates.ts'
import { chosenDatesView } from './chosen-dates-view.ts'
import { newPattern, newSeriesFrame, patternFrom, patternValues } from './pattern-fields.ts'
import { manageSeriesPath } from './series-path.ts'

type Planning = Pick<Services, 'planningSeries'>

const showForm = (request: StaffRequest, form: URLSearchParams | undefined, model?: Partial<EventFormModel>): Promise<Reply> => {
  const { problems = [] } = model ?? {}
  const values = form === undefined ? newEventForm() : eventFormValues(form)
  const series = newSeriesFrame(request.context, form === undefined ? newPattern : patternValues(form))
  return page(eventFormView(request.context, { values, ...model, problems, series }), problems.length === 0 ? 200 : 422)
}

export const newSeries =
  () =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, () => showForm(request, request.typed))

/** What the dates have in common, with the times of the first one, or all that is wrong in the form. */
const checkForm = (form: URLSearchParams, request: StaffRequest) => {
  const whole = check(eventInputAt(request.now), eventInputFromForm(form))
  const pattern = checkPattern(patternFrom(form), request.now)
  if (whole.ok && pattern.ok) return { whole: whole.value, planned: pattern.value }
  const problems = [whole, pattern].flatMap((each) => (each.ok ? [] : each.problems))
  return { problems: [...new Map(problems.map((problem) => [problem.field, problem])).values()] }
}

const showDates = (
  request: StaffRequest,
  form: URLSearchParams,
  { title, timeZone }: EventInput,
  dates: readonly ChosenDate[],
  wrong: { readonly problems?: readonly FieldProblem[]; readonly nothingKept?: boolean } = {},
): Promise<Reply> => {
  const entered = [...form].filter(([name]) => name !== 'action' && name !== 'csrf' && !name.startsWith('dates.'))
  const { problems = [], nothingKept = false } = wrong
  const status = problems.length > 0 || nothingKept ? 422 : 200
  return page(chosenDatesView(request.context, { title, timeZone, dates, entered, problems, nothingKept }), status)
}

const create = async ({ planningSeries }: Planning, request: StaffRequest, form: URLSearchParams, whole: EventInput): Promise<Reply> => {
  const dates = chosenDates(form)
  const indexes = kept(dates)
  if (indexes.length === 0) return showDates(request, form, whole, dates, { nothingKept: true })
  const checked = checkSeries(seriesBody(whole, dates), request.now)
  if (!checked.ok) {
    // Dates that are left out are not in the series, but they are in the form.
    const inForm = (field: string): string => field.replace(/^dates\.(\d+)/, (_, index) => `dates.${indexes[Number(index)] ?? index}`)
    const problems = checked.problems.map((problem) => ({ ...problem, field: inForm(problem.field) }))
    return showDates(request, form, whole, dates, { problems })
  }
  const { series, events } = await (await planningSeries()).create(checked.value, request)
  return concerning(seeOther(manageSeriesPath(series, 'created')), { count: events.length })
}

/** Shows the dates of a new series, and then makes it. */
export const createSeries =
  (services: Planning) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, () => {
      const form = formOf(request)
      const action = form.get('action')
      if (action === 'look') return showForm(request, form)
      const again = rearranged(form)
      if (again !== undefined) return showForm(request, form, again)
      const checked = checkForm(form, request)
      if ('problems' in checked) return showForm(request, form, { problems: checked.problems })
      if (action === 'create') return create(services, request, form, checked.whole)
      const { planSeries } = textsIn(request.language)
      const { country } = formatsIn(request.language)
      const dates = datesToChoose(checked.planned, (holiday) => planSeries.holiday({ ...holiday, country: country(holiday.country) }))
      return showDates(request, form, checked.whole, dates)
    })
