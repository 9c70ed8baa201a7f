import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { templateInputSchema } from '../../../shared/domain/event/template.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, type FormValues, formTitle, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'

export interface KeepModel {
  readonly event: Pick<Event, 'slug' | 'title'>
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
}

/** The form that makes a template of an event, and says what of it that keeps. */
export const keepView = (context: PageContext, { event, values, problems }: KeepModel): Html => {
  const texts = textsIn(context.language)
  const { templates: words } = texts
  const form: Form = { texts, schema: templateInputSchema.pick({ name: true }), values, problems, wordsOf: () => words.name }
  const listed = (title: string, lines: string): Html =>
    html`<section class="section"><h2>${title}</h2><ul>${lines.split('\n').map((line) => html`<li>${line}</li>`)}</ul></section>`
  return layout(context, {
    title: formTitle(form, texts.site.labelled({ label: words.keep, value: event.title })),
    main: html`<div class="wrap stack"><p class="back"><a href="${paths.manageEvent.to(event)}">${event.title}</a></p>
<h1>${words.keep}</h1>
${errorSummary(form)}
<p>${words.keepLead}</p>
${listed(words.keptTitle, words.kept)}${listed(texts.organiser.copy.notCopiedTitle, words.notKept)}
${postForm(
  context,
  html`${textField(form, { name: 'name', hint: words.nameHint })}<p class="actions">${submitButton(words.keepButton)} <a href="${paths.templates.to({})}">${words.title}</a></p>`,
  { action: paths.keepTemplate.to(event) },
)}</div>`,
  })
}
