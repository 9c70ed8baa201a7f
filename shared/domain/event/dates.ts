import * as z from 'zod'
import { type Checked, check } from '../basics/check.ts'
import type { FieldProblem } from '../basics/field-problem.ts'
import { readablePart } from '../basics/readable-part.ts'
import { type Instant, minutesBetween, wallTimeSchema } from '../basics/wall-time.ts'
import { registrationInputSchema } from '../registration/registration.ts'
import { type EventInput, slugSchema } from './event.ts'
import { type EventField, inputFields } from './fields.ts'
import { dateSpanSchema, mostDates } from './from-until.ts'
import { eventInputAt } from './input.ts'
import { eventPatchSchema } from './patch.ts'
import { movedBy } from './time-limits.ts'

const ownTitle = inputFields.title.optional().describe('The title of this date, if it has its own')

/** A date to be added to a series: the body of `POST /api/v1/series/{slug}/dates`, and the form. */
export const addedDateSchema = z.strictObject({
  start: wallTimeSchema,
  end: wallTimeSchema.optional().describe('As long as the other dates if left out'),
  title: ownTitle,
})
export type AddedDate = z.infer<typeof addedDateSchema>

const datesSchema = z
  .array(dateSpanSchema.extend({ title: ownTitle }))
  .min(1)
  .max(mostDates)
  .describe('The dates, each of which becomes an event')

const { start: _, end: __, ...wholeFields } = inputFields

/** A new series: what its events have in common, with the times of the earliest one, and the dates. `checkSeries` checks the whole. */
export const seriesInputSchema = z.strictObject({ ...wholeFields, dates: datesSchema })

/** A change of a whole series: any of its events' fields but the dates; `null` removes an optional one. */
export const seriesPatchSchema = eventPatchSchema.omit({ start: true, end: true })
export type SeriesPatch = z.infer<typeof seriesPatchSchema>

/** The input for registering for a series. */
export const seriesRegistrationInputSchema = registrationInputSchema.extend({
  events: z.array(slugSchema).min(1).max(mostDates).optional().describe('The dates to register for; all that are open if left out'),
})

const fieldOf = (index: number, isFirst: boolean, field: string): string => {
  if (field === 'start' || field === 'end') return `dates.${index}.${field}`
  return isFirst ? field : `dates.${index}.start`
}

/** The event of a date, and the fields in which it differs from the others. */
export interface PlannedDate {
  readonly input: EventInput
  readonly changedAlone: readonly EventField[]
}

/** A new series, its dates by start. */
export interface PlannedSeries extends Pick<EventInput, 'title' | 'summary'> {
  readonly dates: readonly PlannedDate[]
}

const readableDate = datesSchema.element.partial()
const withDates = z.looseObject({ dates: z.array(z.unknown()).catch([]) })

/** What a body says, with each date as far as it can be read. */
const readSeries = (body: unknown) => {
  const { dates, ...whole } = withDates.safeParse(body).data ?? { dates: [] }
  return { whole, dates: dates.map((date) => readablePart(readableDate, date) ?? {}) }
}

/** The first of several problems with a field. */
const onePerField = (problems: readonly FieldProblem[]): readonly FieldProblem[] =>
  [...new Map(problems.toReversed().map((problem) => [problem.field, problem])).values()].toReversed()

/** A new series, or all that is wrong with it. Each date's times are those of the earliest, moved with its start. */
export const checkSeries = (body: unknown, now: Instant): Checked<PlannedSeries> => {
  const checked = check(seriesInputSchema, body)
  // Even if something else is wrong, each date is checked as far as it can be read.
  const { whole, dates } = readSeries(checked.ok ? checked.value : body)
  const [first] = dates.flatMap(({ start }) => start ?? []).toSorted()
  const problems: FieldProblem[] = checked.ok ? [] : [...checked.problems]
  const known = new Set(problems.map(({ field }) => field))
  const planned: PlannedDate[] = []
  for (const [index, date] of dates.slice(0, mostDates).entries()) {
    if (date.start === undefined || first === undefined) continue
    const moved = movedBy(whole, minutesBetween(first, date.start))
    const event = check(eventInputAt(now), Object.assign({}, moved, date))
    if (event.ok) planned.push({ input: event.value, changedAlone: event.value.title === whole['title'] ? [] : ['title'] })
    else {
      const more = event.problems.filter(({ field }) => !known.has(field))
      problems.push(...more.map(({ field, ...problem }) => ({ ...problem, field: fieldOf(index, date.start === first, field) })))
    }
    if (dates.findIndex((other) => other.start === date.start) < index) problems.push({ field: `dates.${index}.start`, code: 'duplicate' })
  }
  if (!checked.ok || problems.length > 0) return { ok: false, problems: onePerField(problems) }
  const byStart = planned.toSorted((one, other) => one.input.start.localeCompare(other.input.start))
  return { ok: true, value: { title: checked.value.title, summary: checked.value.summary, dates: byStart } }
}
