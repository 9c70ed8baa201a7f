import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { type EventLine, eventTimes } from '../../../shared/views/event/event-line.ts'
import { postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'

/** The confirmation page before a draft is deleted. */
export const deleteView = (context: PageContext, event: EventLine): Html => {
  const texts = textsIn(context.language)
  const { remove, cancel } = texts.organiser
  return layout(context, {
    title: texts.site.labelled({ label: remove.title, value: event.title }),
    main: html`<div class="wrap stack"><h1>${remove.title}</h1>
<p><strong>${event.title}</strong><br>${eventTimes(formatsIn(context.language), event)}</p>
${notice('warning', { title: cancel.forGood, body: html`<p>${remove.what}</p>` })}
${postForm(
  context,
  html`<p class="actions">${submitButton(remove.confirm, { look: 'danger' })} <a href="${paths.manageEvent.to(event)}">${remove.keep}</a></p>`,
  { action: paths.deleteEvent.to(event) },
)}</div>`,
  })
}
