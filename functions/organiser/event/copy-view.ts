import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { copyInputSchema } from '../../../shared/domain/event/move.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { eventTimes } from '../../../shared/views/event/event-line.ts'
import { textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, type FormValues, formTitle, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { otherProblems } from './other-problems-view.ts'

export interface CopyModel {
  readonly event: Event
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
}

/** The form that asks when a copy of an event starts, and says what is copied. */
export const copyView = (context: PageContext, { event, values, problems }: CopyModel): Html => {
  const texts = textsIn(context.language)
  const { copy } = texts.organiser
  const isOwn = ({ field }: FieldProblem): boolean => field === 'start'
  const form: Form = { texts, schema: copyInputSchema, values, problems: problems.filter(isOwn), wordsOf: () => copy.start }
  return layout(context, {
    title: formTitle(form, texts.site.labelled({ label: copy.title, value: event.title })),
    main: html`<div class="wrap stack"><p class="back"><a href="${paths.manageEvent.to(event)}">${event.title}</a></p>
<h1>${copy.title}</h1>
${errorSummary(form)}
${otherProblems(
  texts,
  copy.impossible,
  problems.filter((problem) => !isOwn(problem)),
)}
<p>${copy.times({ when: eventTimes(formatsIn(context.language), event) })}</p>
<section class="section"><h2>${copy.copiedTitle}</h2><ul>${copy.copied.split('\n').map((line) => html`<li>${line}</li>`)}</ul></section>
<section class="section"><h2>${copy.notCopiedTitle}</h2><ul>${copy.notCopied.split('\n').map((line) => html`<li>${line}</li>`)}</ul></section>
${postForm(
  context,
  html`${textField(form, { name: 'start', type: 'datetime', width: 'medium', hint: copy.startHint({ zone: event.timeZone }) })}
<p class="actions">${submitButton(copy.create)}</p>`,
  { action: paths.copyEvent.to(event) },
)}</div>`,
  })
}
