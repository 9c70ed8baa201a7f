import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { personalLinkInputSchema } from '../../../shared/domain/mail/asked-mail.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type FormValues, hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { type HeadedEvent, pageAboutEvent } from '../programme/page-about-event.ts'

/** The form of `personalLinkInputSchema`, for an event that requires a personal link. */
export interface PersonalLinkModel {
  readonly event: HeadedEvent & Pick<Event, 'audience'>
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
  /** Whether the reader came through an invalid link. */
  readonly notAdmitted?: boolean
}

export const personalLinkView = (context: PageContext, { event, values, problems, notAdmitted }: PersonalLinkModel): Html => {
  const texts = textsIn(context.language)
  const { personalLink } = texts
  const form = { schema: personalLinkInputSchema, texts, values, problems, wordsOf: () => texts.fields.email }
  const intro = personalLink.intros[event.audience === 'network' ? 'network' : 'invited']
  const { key } = values
  return pageAboutEvent(
    context,
    {
      event,
      heading: personalLink.title,
      title: texts.site.labelled({ label: personalLink.title, value: event.title }),
      form,
      head: html`<meta name="robots" content="noindex">`,
    },
    html`${notAdmitted === true ? notice('warning', personalLink.notAdmitted) : ''}${errorSummary(form)}<p class="intro">${intro} ${personalLink.how}</p>
${postForm(
  context,
  [
    ...(typeof key === 'string' ? [hiddenField('key', key)] : []),
    textField(form, { name: 'email', type: 'email', hint: personalLink.emailHint, autocomplete: 'email' }),
    submitButton(personalLink.submit),
  ],
  { action: paths.personalLink.to(event) },
)}`,
  )
}

/** The answer, which is the same for every address. */
export const personalLinkSentView = (context: PageContext, { event }: Pick<PersonalLinkModel, 'event'>): Html => {
  const { sent, steps, again } = textsIn(context.language).personalLink
  const { next, back } = textsIn(context.language).register.sent
  return pageAboutEvent(
    context,
    { event, heading: sent.title, head: html`<meta name="robots" content="noindex">` },
    html`${notice('success', { title: sent.asked, body: sent.body, live: true })}
<section class="section" aria-labelledby="next"><h2 id="next">${next}</h2>
<ul class="stack">${Object.values(steps).map((step) => html`<li>${step}</li>`)}</ul></section>
<p class="actions"><a class="button button-quiet" href="${paths.register.to(event)}">${again}</a>
<a href="${paths.event.to(event)}">${back}</a></p>`,
  )
}
