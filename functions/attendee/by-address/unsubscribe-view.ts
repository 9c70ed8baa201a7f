import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'

interface UnsubscribeModel {
  /** Whether the address receives optional mails. */
  readonly wanted: boolean
}

/** Whether an address receives optional mails, and a button to change that. It shows no address: the link may have been forwarded. */
export const unsubscribeView = (context: PageContext, { wanted }: UnsubscribeModel): Html => {
  const { unsubscribe: texts } = textsIn(context.language)
  const { title, body, submit } = wanted ? texts.on : texts.off
  const button = submitButton(submit, { look: wanted ? 'main' : 'quiet', name: 'optional', value: wanted ? 'off' : 'on' })
  return layout(context, {
    title,
    main: html`<div class="wrap narrow stack"><h1>${title}</h1>
${wanted ? html`<p class="intro">${body}</p>` : notice('success', { title: texts.off.done, body, live: true })}
<p>${texts.kept}</p>
${postForm(context, html`<p class="actions">${button}</p>`)}</div>`,
  })
}
