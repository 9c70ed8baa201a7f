import { holidayCountries } from '../../../shared/domain/calendar/holiday-countries.ts'
import { datePatternSchema, repeats } from '../../../shared/domain/event/recurrence.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { filledLines, wallTime, wholeNumber } from '../../../shared/views/form/controls.ts'
import { checkboxGroup, radioGroup, textField } from '../../../shared/views/form/fields.ts'
import type { Form, FormValues } from '../../../shared/views/form/form.ts'
import type { SeriesFrame } from '../event-form/event-form-view.ts'

const { repeat, every, count, until, notOnHolidaysOf } = datePatternSchema.shape
const rules = { repeat, every, count, until, notOnHolidaysOf }

/** What the controls of a new form hold. */
export const newPattern: FormValues = { repeat: 'weekly', every: '2', count: '', until: '', notOnHolidaysOf: [] }

/** What the controls of a submitted form hold. */
export const patternValues = (form: URLSearchParams): FormValues => ({
  repeat: form.get('repeat') ?? '',
  every: form.get('every') ?? '',
  count: form.get('count') ?? '',
  until: form.get('until') ?? '',
  notOnHolidaysOf: form.getAll('notOnHolidaysOf'),
})

/** The pattern that a form or a query means, for its schema to check. */
export const patternFrom = (form: URLSearchParams): Readonly<Record<string, unknown>> => {
  const day = wallTime.read(form, 'until', () => [])
  const said: Readonly<Record<string, unknown>> = {
    start: wallTime.read(form, 'start', () => []),
    end: wallTime.read(form, 'end', () => []),
    repeat: form.get('repeat') ?? '',
    every: wholeNumber.say((form.get('every') ?? '').trim()),
    count: wholeNumber.say((form.get('count') ?? '').trim()),
    until: day,
  }
  const countries = form.getAll('notOnHolidaysOf').flatMap((each) => filledLines(each.replaceAll(',', '\n')))
  return { ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== '')), notOnHolidaysOf: countries }
}

const chosenCountries = ({ values }: Form): number => {
  const chosen = values['notOnHolidaysOf'] ?? []
  return typeof chosen === 'string' ? 1 : chosen.length
}

const fields =
  (context: PageContext) =>
  (form: Form): Html => {
    const { planSeries: words } = form.texts
    const formats = formatsIn(context.language)
    const countries = holidayCountries
      .map((country) => ({ value: country, label: formats.country(country) }))
      .toSorted((one, other) => one.label.localeCompare(other.label, formats.locale))
    const chosen = chosenCountries(form)
    return html`<p class="hint">${words.patternHint}</p>
${radioGroup(form, { name: 'repeat', options: repeats.map((value) => ({ value, label: words.repeats[value], hint: words.repeatHints[value] })) })}
${textField(form, { name: 'every', type: 'number', width: 'short', hint: words.everyHint })}
<div class="side-by-side">${textField(form, { name: 'count', type: 'number', width: 'short' })}${textField(form, { name: 'until', type: 'date' })}</div>
<p class="hint">${words.countHint}</p>
<details class="question-fields"${chosen > 0 || form.problems.some(({ field }) => field === 'notOnHolidaysOf') ? html` open` : ''}><summary>${words.holidaysChosen({ count: chosen })}</summary>
${checkboxGroup(form, { name: 'notOnHolidaysOf', options: countries, hint: words.holidaysHint })}</details>`
  }

/** The event form as the form of a new series. */
export const newSeriesFrame = (context: PageContext, values: FormValues): SeriesFrame => {
  const { planSeries: words } = textsIn(context.language)
  return {
    title: words.newTitle,
    heading: words.newTitle,
    lead: words.newLead,
    action: paths.newSeries.to({}),
    back: { href: paths.organiser.to({}), label: words.back },
    save: words.show,
    pattern: { rules, values, legend: words.pattern, fields: fields(context), words: words.fields },
  }
}
