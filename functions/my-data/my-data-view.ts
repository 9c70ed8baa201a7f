import type { FieldProblem } from '../../shared/domain/basics/field-problem.ts'
import { network } from '../../shared/domain/basics/network.ts'
import { myDataInputSchema } from '../../shared/domain/mail/asked-mail.ts'
import { type Html, html, withMarkup } from '../../shared/site/html.ts'
import type { PageContext } from '../../shared/site/page-context.ts'
import { paths } from '../../shared/site/paths.ts'
import { textsIn } from '../../shared/texts/texts.ts'
import { textField } from '../../shared/views/form/fields.ts'
import { errorSummary, type FormValues, formTitle, postForm, submitButton } from '../../shared/views/form/form.ts'
import { layout } from '../../shared/views/page/layout.ts'
import { notice } from '../../shared/views/page/notice.ts'

interface MyDataModel {
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
}

export const myDataView = (context: PageContext, { values, problems }: MyDataModel): Html => {
  const texts = textsIn(context.language)
  const form = { schema: myDataInputSchema, texts, values, problems, wordsOf: () => texts.fields.email }
  return layout(context, {
    title: formTitle(form, texts.myData.title),
    main: html`<div class="wrap narrow stack"><h1>${texts.myData.title}</h1>
${errorSummary(form)}<p class="intro">${texts.myData.intro}</p>
${postForm(context, [
  textField(form, { name: 'email', type: 'email', hint: texts.myData.emailHint, autocomplete: 'email' }),
  submitButton(texts.myData.submit),
])}<p><a href="${paths.retention.pattern}">${texts.myData.kept}</a></p></div>`,
  })
}

/** The answer, which is the same for every address. */
export const sentView = (context: PageContext): Html => {
  const { sent } = textsIn(context.language).myData
  const { complained, ...steps } = sent.steps
  const contact = html`<a href="mailto:${network.contactEmail}">${network.contactEmail}</a>`
  return layout(context, {
    title: sent.title,
    main: html`<div class="wrap narrow stack"><h1>${sent.title}</h1>
${notice('success', { title: sent.asked, body: sent.body, live: true })}
<section class="section" aria-labelledby="next"><h2 id="next">${sent.next}</h2>
<ul class="stack">${Object.values(steps).map((step) => html`<li>${step}</li>`)}<li>${withMarkup((address) => complained({ address }), contact)}</li></ul></section>
<p class="actions"><a class="button button-quiet" href="${paths.myData.pattern}">${sent.again}</a></p></div>`,
  })
}

/** Says that erasing has begun. */
export const erasedView = (context: PageContext): Html => {
  const { erased } = textsIn(context.language).myData
  return layout(context, {
    title: erased.title,
    main: html`<div class="wrap narrow stack"><h1>${erased.title}</h1>
${notice('success', { title: erased.done, body: erased.body, live: true })}
<p class="actions"><a class="button button-quiet" href="${paths.home.pattern}">${erased.home}</a></p></div>`,
  })
}
