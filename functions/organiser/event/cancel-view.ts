import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { cancelInputSchema } from '../../../shared/domain/event/move.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { type EventLine, eventTimes } from '../../../shared/views/event/event-line.ts'
import { textArea } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, type FormValues, formTitle, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'

/** `people` is how many will be told by mail: everyone confirmed or on the waiting list. */
export interface CancelModel {
  readonly event: EventLine
  readonly people: number
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
}

/** The confirmation page before an event is cancelled for good. */
export const cancelView = (context: PageContext, { event, people, values, problems }: CancelModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { cancel } = texts.organiser
  const told = people === 0 ? html`<p>${cancel.nobody}</p>` : html`<p>${cancel.mails({ people })} ${cancel.calendars}</p>`
  const form: Form = { texts, schema: cancelInputSchema, values, problems, wordsOf: () => cancel.reason }
  return layout(context, {
    title: formTitle(form, cancel.title),
    main: html`<div class="wrap stack"><h1>${cancel.title}</h1>
${errorSummary(form)}
<p><strong>${event.title}</strong><br>${eventTimes(formats, event)}</p>
${notice('warning', { title: cancel.forGood, body: told })}
${postForm(
  context,
  html`${people === 0 ? '' : textArea(form, { name: 'reason', hint: cancel.reasonHint })}
<p class="actions">${submitButton(cancel.confirm, { look: 'danger' })} <a href="${paths.manageEvent.to(event)}">${cancel.keep}</a></p>`,
  { action: paths.cancelEvent.to(event) },
)}</div>`,
  })
}
