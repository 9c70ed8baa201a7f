import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { fromTemplateSchema, type Template, type TemplateFacts } from '../../../shared/domain/event/template.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { kindBadge } from '../../../shared/views/event/event-parts.ts'
import { textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, type FormValues, formTitle, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { formattedText } from '../../../shared/views/page/formatted-text.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { otherProblems } from '../event/other-problems-view.ts'
import { eventFormWords } from '../event-form/form-words.ts'
import { templateLine } from './templates-view.ts'

export interface TemplateModel {
  readonly template: Template
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
  readonly mayDelete: boolean
}

const asked = ['title', 'start']

/** A template: what it contains, and the two fields that make an event of it. */
export const templateView = (context: PageContext, { template, values, problems, mayDelete }: TemplateModel): Html => {
  const texts = textsIn(context.language)
  const { templates: words } = texts
  const isOwn = ({ field }: FieldProblem): boolean => asked.includes(field)
  const form: Form = {
    texts,
    schema: fromTemplateSchema.required(),
    values,
    problems: problems.filter(isOwn),
    wordsOf: (name) => (name === 'start' ? words.start : eventFormWords(texts, name)),
  }
  const { event } = template
  return layout(context, {
    title: formTitle(form, texts.site.labelled({ label: words.use, value: template.name })),
    main: html`<div class="wrap stack"><p class="back"><a href="${paths.templates.to({})}">${words.title}</a></p>
<p class="event-row-state">${kindBadge(template.kind, context.language)}</p>
<h1>${template.name}</h1>
${errorSummary(form)}
${otherProblems(
  texts,
  words.impossible,
  problems.filter((problem) => !isOwn(problem)),
)}
<p>${templateLine(texts, template)}</p>
${postForm(
  context,
  html`${textField(form, { name: 'title' })}${textField(form, { name: 'start', type: 'datetime', width: 'medium', hint: words.startHint({ zone: event.timeZone }) })}
<p class="actions">${submitButton(words.create)}</p>`,
  { action: paths.template.to(template) },
)}
<section class="section"><h2>${words.summary}</h2><div>${formattedText(event.summary, 3)}</div>
<p class="muted">${words.made({ day: formatsIn(context.language).date(template.madeAt.slice(0, 10)) })}${mayDelete ? html` <a href="${paths.deleteTemplate.to(template)}">${words.remove}</a>` : ''}</p></section></div>`,
  })
}

/** The confirmation page before a template is deleted. */
export const deleteTemplateView = (context: PageContext, template: TemplateFacts): Html => {
  const texts = textsIn(context.language)
  const { templates: words } = texts
  return layout(context, {
    title: texts.site.labelled({ label: words.remove, value: template.name }),
    main: html`<div class="wrap stack"><h1>${words.remove}</h1>
<p><strong>${template.name}</strong><br>${templateLine(texts, template)}</p>
${notice('warning', { title: texts.organiser.cancel.forGood, body: html`<p>${words.stays}</p>` })}
${postForm(
  context,
  html`<p class="actions">${submitButton(words.remove, { look: 'danger' })} <a href="${paths.template.to(template)}">${words.keepIt}</a></p>`,
  { action: paths.deleteTemplate.to(template) },
)}</div>`,
  })
}
