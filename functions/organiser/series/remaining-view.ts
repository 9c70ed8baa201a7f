import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { cancelInputSchema } from '../../../shared/domain/event/move.ts'
import type { Series } from '../../../shared/domain/event/series.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { eventTimes } from '../../../shared/views/event/event-line.ts'
import { textArea } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, type FormValues, formTitle, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'

export interface RemainingModel {
  readonly series: Series
  /** The dates to be cancelled, each with how many people will be told. */
  readonly dates: readonly { readonly event: Event; readonly people: number }[]
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
}

/** The confirmation page before the rest of a series is cancelled for good. */
export const remainingView = (context: PageContext, { series, dates, values, problems }: RemainingModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { planSeries: words } = texts
  const { cancel } = texts.organiser
  const form: Form = { texts, schema: cancelInputSchema, values, problems, wordsOf: () => cancel.reason }
  const told = (people: number): string => (people === 0 ? cancel.nobody : cancel.mails({ people }))
  return layout(context, {
    title: formTitle(form, texts.site.labelled({ label: words.cancelTitle, value: series.title })),
    main: html`<div class="wrap stack"><h1>${words.cancelTitle}</h1>
${errorSummary(form)}
<p><strong>${series.title}</strong></p>
${notice('warning', {
  title: cancel.forGood,
  body: html`<ul>${dates.map(({ event, people }) => html`<li>${eventTimes(formats, event)}<br>${told(people)}</li>`)}</ul>`,
})}
${postForm(
  context,
  html`${dates.every(({ people }) => people === 0) ? '' : textArea(form, { name: 'reason', hint: cancel.reasonHint })}
<p class="actions">${submitButton(words.cancelSubmit, { look: 'danger' })} <a href="${paths.manageSeries.to(series)}">${words.cancelKeep}</a></p>`,
  { action: paths.cancelSeries.to(series) },
)}</div>`,
  })
}
