import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { myLinksInputSchema } from '../../../shared/domain/mail/asked-mail.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type FormValues, formTitle, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'

/** The form of `myLinksInputSchema`. */
export interface MyLinksModel {
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
}

export const myLinksView = (context: PageContext, { values, problems }: MyLinksModel): Html => {
  const texts = textsIn(context.language)
  const form = { schema: myLinksInputSchema, texts, values, problems, wordsOf: () => texts.fields.email }
  return layout(context, {
    title: formTitle(form, texts.myLinks.title),
    main: html`<div class="wrap narrow stack"><h1>${texts.myLinks.title}</h1>
${errorSummary(form)}<p class="intro">${texts.myLinks.intro}</p>
${postForm(context, [
  textField(form, { name: 'email', type: 'email', hint: texts.myLinks.emailHint, autocomplete: 'email' }),
  submitButton(texts.myLinks.submit),
])}</div>`,
  })
}

/** The answer, which is the same for every address. */
export const myLinksSentView = (context: PageContext): Html => {
  const { sent: texts } = textsIn(context.language).myLinks
  const { register } = textsIn(context.language)
  return layout(context, {
    title: texts.title,
    main: html`<div class="wrap narrow stack"><h1>${texts.title}</h1>
${notice('success', { title: texts.asked, body: texts.body, live: true })}
<section class="section" aria-labelledby="next"><h2 id="next">${texts.next}</h2>
<ul class="stack">${Object.values(texts.steps).map((step) => html`<li>${step}</li>`)}</ul></section>
<p class="actions"><a class="button button-quiet" href="${paths.myLinks.pattern}">${texts.again}</a>
<a href="${paths.home.pattern}">${register.sent.more}</a></p></div>`,
  })
}
