import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { addedDateSchema } from '../../../shared/domain/event/dates.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import type { Series } from '../../../shared/domain/event/series.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { FieldWords } from '../../../shared/texts/field-words.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { eventTimes } from '../../../shared/views/event/event-line.ts'
import { textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, type FormValues, formTitle, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { otherProblems } from '../event/other-problems-view.ts'

export interface AnotherDateModel {
  readonly series: Series
  /** The dates there are. */
  readonly events: readonly Event[]
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
}

/** The form for another date of a series. */
export const anotherDateView = (context: PageContext, { series, events, values, problems }: AnotherDateModel): Html => {
  const texts = textsIn(context.language)
  const { planSeries: words } = texts
  const labels: Readonly<Record<string, FieldWords>> = words.dateFields
  const isOwn = ({ field }: FieldProblem): boolean => field === 'start' || field === 'end' || field === 'title'
  const form: Form = {
    texts,
    schema: addedDateSchema,
    values,
    problems: problems.filter(isOwn),
    wordsOf: (field) => labels[field] ?? { label: field },
  }
  const formats = formatsIn(context.language)
  return layout(context, {
    title: formTitle(form, texts.site.labelled({ label: words.add, value: series.title })),
    main: html`<div class="wrap stack"><p class="back"><a href="${paths.manageSeries.to(series)}">${series.title}</a></p>
<h1>${words.add}</h1>
${errorSummary(form)}
${otherProblems(
  texts,
  words.impossible,
  problems.filter((problem) => !isOwn(problem)),
)}
<p>${words.addLead}</p>
<section class="section"><h2>${words.dates}</h2><ul>${events.map((event) => html`<li>${eventTimes(formats, event)}</li>`)}</ul></section>
${postForm(
  context,
  html`${textField(form, { name: 'start', type: 'datetime', width: 'medium' })}
${textField(form, { name: 'end', type: 'datetime', width: 'medium', hint: words.addEndHint })}
${textField(form, { name: 'title', hint: words.addTitleHint })}
<p class="actions">${submitButton(words.addSubmit)} <a href="${paths.manageSeries.to(series)}">${texts.eventForm.discard}</a></p>`,
  { action: paths.addSeriesDate.to(series) },
)}</div>`,
  })
}
