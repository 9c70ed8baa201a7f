import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { minutesBetween } from '../../../shared/domain/basics/wall-time.ts'
import { type SeriesPatch, seriesPatchSchema } from '../../../shared/domain/event/dates.ts'
import { type Event, inputOf, isPublic } from '../../../shared/domain/event/event.ts'
import { eventFieldNames } from '../../../shared/domain/event/fields.ts'
import { eventInputAt } from '../../../shared/domain/event/input.ts'
import { stillToCome, typical } from '../../../shared/domain/event/series.ts'
import { movedBy } from '../../../shared/domain/event/time-limits.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import type { SeriesWithEvents } from '../../../shared/use-cases/event/planning-series.ts'
import { refuseAction } from '../event/refused-action.ts'
import { type EventFormModel, eventFormView, type SeriesFrame } from '../event-form/event-form-view.ts'
import { eventInputFromForm } from '../event-form/form-codec.ts'
import { eventFormValues, formFromEvent } from '../event-form/form-values.ts'
import { rearranged } from '../event-form/rearranging.ts'
import type { Services } from '../services.ts'
import { withOwnSeries } from './own-series.ts'
import { manageSeriesPath } from './series-path.ts'

type Planning = Pick<Services, 'planningSeries'>

/** The date that the form shows, with its times as those of the first date, of which a change of the whole speaks. */
const shownDate = ({ series, events }: SeriesWithEvents, now: StaffRequest['now']): Event | undefined => {
  const model = typical(stillToCome(events, now))
  const [first] = series.dates
  const planned = series.dates.find(({ slug }) => slug === model?.slug)
  if (model === undefined || first === undefined || planned === undefined) return model
  return Object.assign({}, model, movedBy(inputOf(model), minutesBetween(planned.start, first.start)))
}

const frameOf = (request: StaffRequest, { series }: SeriesWithEvents): SeriesFrame => {
  const { planSeries: words, site } = textsIn(request.language)
  const [first] = series.dates
  const date = first === undefined ? '' : formatsIn(request.language).date(first.start.slice(0, 10))
  return {
    title: site.labelled({ label: words.edit, value: series.title }),
    heading: words.edit,
    lead: words.editLead({ date }),
    action: paths.editSeries.to(series),
    back: { href: paths.manageSeries.to(series), label: series.title },
    save: words.saveAll,
  }
}

const withShownDate = (
  services: Planning,
  request: StaffRequest,
  run: (found: SeriesWithEvents, date: Event) => Promise<Reply> | Reply,
): Promise<Reply> =>
  withOwnSeries(services, request, (found) => {
    const date = shownDate(found, request.now)
    return date === undefined ? refuse(request, 'state-conflict', 'transition') : run(found, date)
  })

/** What the form needs to know of a date: publishing any one makes the warning about mails true. */
const aboutDate = ({ events }: SeriesWithEvents, { slug, title, status, version, sessions }: Event): EventFormModel['event'] => ({
  slug,
  title,
  status: events.some(isPublic) ? 'published' : status,
  version,
  sessions,
})

const showAgain = (
  request: StaffRequest,
  found: SeriesWithEvents,
  date: Event,
  form: URLSearchParams,
  model: Partial<EventFormModel>,
  status = 200,
): Promise<Reply> => {
  // Whoever has compared the two versions can save theirs.
  const version = model.conflict === undefined ? Number(form.get('version')) : date.version
  const event = { ...aboutDate(found, date), version }
  const about = { slug: date.slug, title: date.title, status: date.status, sessions: date.sessions, ...event }
  const values = eventFormValues(form)
  return page(eventFormView(request.context, { values, problems: [], ...model, event: about, series: frameOf(request, found) }), status)
}

/** The form for changing all dates of a series. */
export const editSeries =
  (services: Planning) =>
  (request: StaffRequest): Promise<Reply> =>
    withShownDate(services, request, (found, date) => {
      if (request.typed !== undefined) return showAgain(request, found, date, request.typed, {})
      const event = aboutDate(found, date)
      const about = event === undefined ? {} : { event }
      return page(eventFormView(request.context, { values: formFromEvent(date), problems: [], ...about, series: frameOf(request, found) }))
    })

/** The fields that a form changed: only these, so that what is not the same everywhere stays as it is. */
const patchOf = (date: Event, form: URLSearchParams, now: StaffRequest['now']) => {
  const before = inputOf(date)
  const wanted = { ...eventInputFromForm(form, before), start: before.start, end: before.end }
  const { allowBelowGiven, ...input }: Record<string, unknown> = wanted
  const checked = check(eventInputAt(now), input)
  if (!checked.ok) return checked
  const after = checked.value
  const changed = eventFieldNames.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
  const patch = Object.fromEntries(changed.map((field) => [field, after[field] ?? null]))
  return check<SeriesPatch>(seriesPatchSchema, { ...patch, ...(allowBelowGiven === true ? { allowBelowGiven } : {}) })
}

const save = async (
  { planningSeries }: Planning,
  request: StaffRequest,
  found: SeriesWithEvents,
  date: Event,
  form: URLSearchParams,
): Promise<Reply> => {
  const wrong = (problems: readonly FieldProblem[]): Promise<Reply> => showAgain(request, found, date, form, { problems }, 422)
  if (Number(form.get('version')) !== date.version) return showAgain(request, found, date, form, { conflict: formFromEvent(date) }, 409)
  const patch = patchOf(date, form, request.now)
  if (!patch.ok) return wrong(patch.problems)
  const changed = await (await planningSeries()).change(found.series.slug, request, patch.value)
  switch (changed.outcome) {
    case 'done':
      return seeOther(manageSeriesPath(found.series, 'saved'))
    case 'invalid':
      return wrong(changed.problems)
    default:
      return refuseAction(request, changed)
  }
}

export const saveSeries =
  (services: Planning) =>
  (request: StaffRequest): Promise<Reply> =>
    withShownDate(services, request, (found, date) => {
      const form = formOf(request)
      const again = rearranged(form)
      return again === undefined ? save(services, request, found, date, form) : showAgain(request, found, date, form, again)
    })
